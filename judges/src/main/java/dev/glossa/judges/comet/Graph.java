package dev.glossa.judges.comet;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One ONNX graph, opened and found to fit.
///
/// A row's result does not depend on the rows beside it. So a lone row goes in twice: the processor's routines sum a batch
/// of one in another order, and its last bits would differ from those of the same row in company, while the size of the
/// company changes nothing (onnxruntime 1.29). And the rows of a dynamically quantized graph, whose ranges span the batch,
/// go in one by one.
final class Graph implements AutoCloseable {
    /// The rank of an output that has values for every token.
    private static final int PER_TOKEN = 3;

    private final String file;
    private final OrtEnvironment runtime;
    private final OrtSession session;
    private final Architecture.Shape shape;
    private final boolean quantized;

    private Graph(String file, Architecture.Shape shape, OrtEnvironment runtime, OrtSession session, boolean quantized) {
        this.file = file;
        this.shape = shape;
        this.quantized = quantized;
        this.runtime = runtime;
        this.session = session;
    }

    static Graph open(Path path, Architecture.Shape shape, boolean quantized, Device device, int threads) {
        String file = path.getFileName().toString();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment runtime = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            runtime.setTelemetry(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // every batch has its own shape; a pattern for each would only take memory
            options.setMemoryPatternOptimization(false);
            // weights outside the arena: what the products keep in another layout goes back to the system
            options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
            device.addTo(options);
            Graph graph = new Graph(file, shape, runtime, runtime.createSession(path.toString(), options), quantized);
            try {
                graph.check();
            } catch (RuntimeException | OrtException e) {
                graph.close();
                throw e;
            }
            return graph;
        } catch (OrtException e) {
            throw new IllegalArgumentException(path + " cannot be opened: " + firstLine(e), e);
        }
    }

    private void check() throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        same("inputs", inputs.keySet(), Set.copyOf(shape.inputs()));
        boolean tokens = inputs.containsKey("input_ids");
        for (NodeInfo input : inputs.values()) {
            TensorInfo info = tensor(input);
            OnnxJavaType wanted = tokens ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT;
            if (info.type != wanted || info.getShape().length != 2) {
                throw misfit("input '" + input.getName() + "' is " + info.type + " of rank " + info.getShape().length + "; " + wanted + " of rank 2 is needed");
            }
            if (info.getShape()[0] > 0 || tokens && info.getShape()[1] > 0) {
                throw misfit("input '" + input.getName() + "' has a fixed size; export it with dynamic axes");
            }
        }
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        same("outputs", outputs.keySet(), shape.outputs().keySet());
        for (NodeInfo output : outputs.values()) {
            TensorInfo info = tensor(output);
            boolean real = info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.FLOAT16 || info.type == OnnxJavaType.BFLOAT16;
            int rank = shape.outputs().get(output.getName());
            if (!real || info.getShape().length != rank) {
                throw misfit("output '" + output.getName() + "' is " + info.type + " of rank " + info.getShape().length + "; FLOAT of rank " + rank + " is needed");
            }
            if (rank == PER_TOKEN && info.getShape()[2] > 0 && info.getShape()[2] != ErrorSpan.LABELS) {
                throw misfit("output '" + output.getName() + "' has " + info.getShape()[2] + " labels; XCOMET has " + ErrorSpan.LABELS + ": none, minor, major, critical");
            }
        }
    }

    private void same(String which, Set<String> found, Set<String> wanted) {
        if (!found.equals(wanted)) {
            throw misfit("its " + which + " are " + new TreeSet<>(found) + "; needed are " + new TreeSet<>(wanted));
        }
    }

    private TensorInfo tensor(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw misfit("'" + node.getName() + "' is no tensor");
    }

    private IllegalArgumentException misfit(String what) {
        return new IllegalArgumentException(file + ": " + what);
    }

    /// The last dimension that an input or output declares; -1 if it is dynamic.
    long width(String name) throws OrtException {
        NodeInfo node = session.getInputInfo().containsKey(name) ? session.getInputInfo().get(name) : session.getOutputInfo().get(name);
        long[] shape = tensor(node).getShape();
        return shape[shape.length - 1];
    }

    /// Runs a batch of token sequences, padded on the right to `length`.
    Map<String, Values> run(int[][] sequences, int length) {
        if (quantized && sequences.length > 1) {
            throw new IllegalArgumentException(sequences.length + " rows at once for a quantized graph");
        }
        return sequences.length == 1 && !quantized ? batch(new int[][] {sequences[0], sequences[0]}, length) : batch(sequences, length);
    }

    private Map<String, Values> batch(int[][] sequences, int length) {
        long[] ids = new long[sequences.length * length];
        long[] mask = new long[ids.length];
        for (int row = 0; row < sequences.length; row++) {
            int at = row * length;
            for (int j = 0; j < length; j++) {
                boolean real = j < sequences[row].length;
                ids[at + j] = real ? sequences[row][j] : XlmrTokenizer.PAD;
                mask[at + j] = real ? 1 : 0;
            }
        }
        long[] shape = {sequences.length, length};
        try (OnnxTensor idTensor = OnnxTensor.createTensor(runtime, LongBuffer.wrap(ids), shape);
                OnnxTensor maskTensor = OnnxTensor.createTensor(runtime, LongBuffer.wrap(mask), shape)) {
            return run(Map.of("input_ids", idTensor, "attention_mask", maskTensor), sequences.length, length);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// The graph's only value for each row of vectors.
    ///
    /// @param vectors one list per input
    float[] values(Map<String, float[][]> vectors) {
        int rows = vectors.values().iterator().next().length;
        float[] values = new float[rows];
        int step = quantized ? 1 : rows;
        for (int from = 0; from < rows; from += step) {
            float[] batch = batch(vectors, from, from + step).values().iterator().next().flat();
            System.arraycopy(batch, 0, values, from, step);
        }
        return values;
    }

    private Map<String, Values> batch(Map<String, float[][]> vectors, int from, int to) {
        int rows = to - from == 1 && !quantized ? 2 : to - from;
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, float[][]> input : vectors.entrySet()) {
                int width = input.getValue()[from].length;
                FloatBuffer flat = FloatBuffer.allocate(rows * width);
                for (int row = 0; row < rows; row++) {
                    flat.put(input.getValue()[Math.min(from + row, to - 1)]);
                }
                tensors.put(input.getKey(), OnnxTensor.createTensor(runtime, flat.flip(), new long[] {rows, width}));
            }
            return run(tensors, rows, 1);
        } catch (OrtException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private Map<String, Values> run(Map<String, OnnxTensor> inputs, int rows, int length) throws OrtException {
        try (OrtSession.Result result = session.run(inputs)) {
            Map<String, Values> values = new HashMap<>();
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                FloatBuffer buffer = tensor.getFloatBuffer();
                float[] flat = new float[buffer.remaining()];
                buffer.get(flat);
                int rank = shape.outputs().get(output.getKey());
                int wanted = rank == 1 ? 1 : rank == PER_TOKEN ? length * ErrorSpan.LABELS : flat.length / rows;
                if (flat.length == 0 || flat.length != (long) rows * wanted) {
                    throw misfit("output '" + output.getKey() + "' has " + flat.length + " values for " + rows + " rows of " + length
                            + (rank == PER_TOKEN ? " tokens; four for each token are needed" : rank == 1 ? "; one for each row is needed" : ""));
                }
                values.put(output.getKey(), new Values(flat, flat.length / rows));
            }
            return values;
        }
    }

    private IllegalStateException failed(OrtException e) {
        return new IllegalStateException(file + " failed: " + firstLine(e), e);
    }

    private static String firstLine(OrtException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// An output, row after row.
    ///
    /// @param width values per row
    record Values(float[] flat, int width) {
        float[] row(int i) {
            return java.util.Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
    }
}

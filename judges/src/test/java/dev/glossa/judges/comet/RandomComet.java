package dev.glossa.judges.comet;

import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// A COMET model of any size with random weights: XLM-R's encoder with average pooling, and COMET's head.
///
/// @param layers of the encoder
/// @param width  of a vector; a multiple of the number of heads
/// @param heads  of the attention
/// @param precision of the matrices: `fp32`, `fp16`, or `int8` with dynamic ranges
record RandomComet(int layers, int width, int heads, String precision) {
    private static final int VOCABULARY = 3002;
    private static final int POSITIONS = 514;

    /// Writes a model folder.
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(11);
        encoder(random).write(folder.resolve("encoder.onnx"));
        head(random).write(folder.resolve("head.onnx"));
        try (InputStream in = RandomComet.class.getResourceAsStream("/dev/glossa/judges/sentencepiece/tiny.model")) {
            Files.write(folder.resolve("pieces.model"), in.readAllBytes());
        }
        ObjectNode manifest = Json.object();
        manifest.put("format", ModelFolder.FORMAT).put("name", "random-" + layers + "x" + width).put("source", "random weights")
                .put("architecture", "comet").put("precision", precision).put("opset", 17).put("scale", "unit").put("max_tokens", 512);
        manifest.putObject("graphs").put("encoder", "encoder.onnx").put("head", "head.onnx");
        manifest.putObject("tokenizer").put("file", "pieces.model").put("ties", "hugging-face").put("vocabulary", VOCABULARY);
        ModelFolders.write(manifest, folder);
        return folder;
    }

    private OnnxWriter encoder(Random random) {
        OnnxWriter g = new OnnxWriter();
        String ids = g.input("input_ids", OnnxWriter.INT64, "batch", "length");
        String mask = g.input("attention_mask", OnnxWriter.INT64, "batch", "length");
        String counted = g.node("CumSum", mask, g.constant(1));
        String positions = g.node("Add", g.node("Mul", counted, mask), g.constant(1));
        String x = g.node("Add", g.node("Gather", normal(g, random, VOCABULARY, width), ids), g.node("Gather", normal(g, random, POSITIONS, width), positions));
        x = normalised(g, x);
        String real = g.node("Cast", Map.of("to", 1L), mask);
        String gap = g.node("Mul", g.node("Sub", scalar(g, 1), real), scalar(g, -1e9f));
        String bias = g.node("Unsqueeze", gap, g.constant(1, 2));
        for (int layer = 0; layer < layers; layer++) {
            x = normalised(g, g.node("Add", x, attention(g, random, x, bias)));
            String inner = linear(g, random, x, width, 4 * width);
            String erf = g.node("Erf", g.node("Div", inner, scalar(g, (float) Math.sqrt(2))));
            String gelu = g.node("Mul", g.node("Mul", inner, g.node("Add", erf, scalar(g, 1))), scalar(g, 0.5f));
            x = normalised(g, g.node("Add", x, linear(g, random, gelu, 4 * width, width)));
        }
        String weight = g.node("Unsqueeze", real, g.constant(2));
        String sum = g.node("ReduceSum", Map.of("keepdims", 0L), g.node("Mul", x, weight), g.constant(1));
        String count = g.node("ReduceSum", Map.of("keepdims", 1L), real, g.constant(1));
        g.output(g.node("Div", sum, count), "embedding", OnnxWriter.FLOAT, "batch", width);
        return g;
    }

    private String attention(OnnxWriter g, Random random, String x, String bias) {
        String[] parts = new String[3];
        for (int i = 0; i < 3; i++) {
            String split = g.node("Reshape", linear(g, random, x, width, width), g.constant(0, 0, heads, width / heads));
            parts[i] = g.node("Transpose", Map.of("perm", i == 1 ? new long[] {0, 2, 3, 1} : new long[] {0, 2, 1, 3}), split);
        }
        String scores = g.node("Div", g.node("MatMul", parts[0], parts[1]), scalar(g, (float) Math.sqrt(width / heads)));
        String weights = g.node("Softmax", Map.of("axis", -1L), g.node("Add", scores, bias));
        String mixed = g.node("Transpose", Map.of("perm", new long[] {0, 2, 1, 3}), g.node("MatMul", weights, parts[2]));
        return linear(g, random, g.node("Reshape", mixed, g.constant(0, 0, width)), width, width);
    }

    private OnnxWriter head(Random random) {
        OnnxWriter g = new OnnxWriter();
        String src = g.input("src", OnnxWriter.FLOAT, "batch", width);
        String mt = g.input("mt", OnnxWriter.FLOAT, "batch", width);
        String ref = g.input("ref", OnnxWriter.FLOAT, "batch", width);
        String features = g.node("Concat", Map.of("axis", 1L), mt, ref, g.node("Mul", mt, ref), g.node("Abs", g.node("Sub", mt, ref)),
                g.node("Mul", mt, src), g.node("Abs", g.node("Sub", mt, src)));
        String first = g.node("Tanh", linear(g, random, features, 6 * width, 3 * width));
        String second = g.node("Tanh", linear(g, random, first, 3 * width, width));
        g.output(g.node("Reshape", linear(g, random, second, width, 1), g.constant(-1)), "score", OnnxWriter.FLOAT, "batch");
        return g;
    }

    private String linear(OnnxWriter g, Random random, String x, int in, int out) {
        float[] weights = values(random, in, out);
        String product = switch (precision) {
            case "fp16" -> g.node("Cast", Map.of("to", (long) OnnxWriter.FLOAT),
                    g.node("MatMul", g.node("Cast", Map.of("to", (long) OnnxWriter.FLOAT16), x), g.half(weights, in, out)));
            case "int8" -> quantized(g, x, weights, in, out);
            default -> g.node("MatMul", x, g.weight(weights, in, out));
        };
        return g.node("Add", product, g.weight(values(random, out), out));
    }

    /// As onnxruntime's `quantize_dynamic` rewrites a product: the range of the input is that of its whole batch.
    private static String quantized(OnnxWriter g, String x, float[] weights, int in, int out) {
        float greatest = 0;
        for (float weight : weights) {
            greatest = Math.max(greatest, Math.abs(weight));
        }
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(weights[i] / greatest * 127);
        }
        List<String> input = g.nodes("DynamicQuantizeLinear", 3, x);
        String whole = g.node("MatMulInteger", input.get(0), g.bytes(bytes, in, out), input.get(2));
        String scale = g.node("Mul", input.get(1), scalar(g, greatest / 127));
        return g.node("Mul", g.node("Cast", Map.of("to", (long) OnnxWriter.FLOAT), whole), scale);
    }

    private String normalised(OnnxWriter g, String x) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return g.node("LayerNormalization", Map.of("axis", -1L, "epsilon", 1e-5f), x, g.weight(ones, width), g.weight(new float[width], width));
    }

    private static String scalar(OnnxWriter g, float value) {
        return g.weight(new float[] {value});
    }

    private static String normal(OnnxWriter g, Random random, long... shape) {
        return g.weight(values(random, shape), shape);
    }

    private static float[] values(Random random, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        float scale = (float) (1 / Math.sqrt(shape[0]));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * scale;
        }
        return values;
    }
}

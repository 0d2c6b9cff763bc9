package dev.glossa.judges.comet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Damaged ONNX graphs under manifests whose digests fit them, so that only the runtime can refuse them: a process of its own,
/// since native code may die of one.
final class OnnxFuzz {
    private OnnxFuzz() {}

    /// @param args folder, number of graphs, seed
    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[0]);
        Random random = new Random(Long.parseLong(args[2]));
        ModelFolders.write(Architecture.COMETKIWI, folder);
        byte[] whole = Files.readAllBytes(folder.resolve("model.onnx"));
        List<Segment> segments = List.of(new Segment("ፈጽሞ በፍጥነት", "I ❤ 🍕", Optional.empty()), new Segment("خبر", "", Optional.empty()));
        int refused = 0;
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Files.write(folder.resolve("model.onnx"), broken(whole, random, i));
            ModelFolders.write(ModelFolders.manifest(folder), folder);
            System.out.println("graph " + i);
            try (CometModel model = CometModel.open(folder, Architecture.COMETKIWI, ModelFolders.settings())) {
                model.rate(segments);
            } catch (IllegalArgumentException | IllegalStateException e) {
                oneLine(e);
                refused++;
            }
        }
        for (long size : new long[] {1L << 40, Long.MAX_VALUE, -5}) {
            absurd(size).write(folder.resolve("model.onnx"));
            ModelFolders.write(ModelFolders.manifest(folder), folder);
            try (CometModel model = CometModel.open(folder, Architecture.COMETKIWI, ModelFolders.settings())) {
                model.rate(segments);
                throw new AssertionError("a tensor of " + size + " values was made");
            } catch (IllegalArgumentException | IllegalStateException e) {
                oneLine(e);
                refused++;
            }
        }
        System.out.println("peak " + CometMemory.peak() + " MB");
        System.out.println("refused " + refused);
    }

    private static void oneLine(RuntimeException e) {
        if (e.getMessage() == null || e.getMessage().contains("\n") || e.getMessage().length() > 1000 || !e.getMessage().contains("model")) {
            throw e;
        }
    }

    /// A graph that asks for a tensor of this size.
    private static OnnxWriter absurd(long size) {
        OnnxWriter graph = new OnnxWriter();
        String ids = graph.input("input_ids", OnnxWriter.INT64, "batch", "length");
        graph.input("attention_mask", OnnxWriter.INT64, "batch", "length");
        String huge = graph.node("ConstantOfShape", graph.constant(size));
        String all = graph.node("ReduceSum", Map.of("keepdims", 1L), huge, graph.constant(0));
        String cast = graph.node("Cast", Map.of("to", (long) OnnxWriter.FLOAT), ids);
        String row = graph.node("ReduceSum", Map.of("keepdims", 0L), cast, graph.constant(1));
        graph.output(graph.node("Add", row, all), "score", OnnxWriter.FLOAT, "batch");
        return graph;
    }

    private static byte[] broken(byte[] whole, Random random, int i) {
        byte[] bytes = i % 4 == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
        for (int flips = 1 + random.nextInt(8); i % 4 != 0 && flips > 0; flips--) {
            // the first bytes are nodes, attributes and shapes; the rest are weights
            int at = random.nextInt(random.nextInt(3) > 0 ? Math.min(6000, bytes.length) : bytes.length);
            bytes[at] = random.nextInt(4) == 0 ? (byte) 0xFF : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }
}

package dev.glossa.judges.comet;

import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// An XCOMET graph that gives every token the same logits, and every sequence the same score.
final class TinyXcomet {
    private TinyXcomet() {}

    /// @param declared whether the graph says how many labels it has
    /// @param value    of every score and logit
    static Path write(Path folder, int labels, boolean declared, float value) throws IOException {
        ModelFolders.write(Architecture.XCOMET, folder);
        OnnxWriter g = new OnnxWriter();
        String ids = g.input("input_ids", OnnxWriter.INT64, "batch", "length");
        String mask = g.input("attention_mask", OnnxWriter.INT64, "batch", "length");
        String zeros = g.node("Mul", g.node("Cast", Map.of("to", (long) OnnxWriter.FLOAT), g.node("Mul", ids, mask)), g.weight(new float[] {0}));
        String values = g.node("Add", zeros, g.weight(new float[] {value}));
        g.output(g.node("ReduceMax", Map.of("axes", new long[] {1}, "keepdims", 0L), values), "score", OnnxWriter.FLOAT, "batch");
        String logits = g.node("Tile", g.node("Unsqueeze", values, g.constant(2)), g.constant(1, 1, labels));
        g.output(logits, "logits", OnnxWriter.FLOAT, "batch", "length", declared ? (Object) labels : "labels");
        g.write(folder.resolve("model.onnx"));
        ObjectNode manifest = ModelFolders.manifest(folder);
        Files.delete(folder.resolve("manifest.json"));
        ModelFolders.write(manifest, folder);
        return folder;
    }
}

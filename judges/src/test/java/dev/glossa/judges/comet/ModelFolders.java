package dev.glossa.judges.comet;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Model folders for tests: the tiny models with random weights, under a manifest that fits or one that was spoilt.
final class ModelFolders {
    private ModelFolders() {}

    static Path write(Architecture architecture, Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = architecture.wireName();
        Map<String, String> graphs = new LinkedHashMap<>();
        for (String part : architecture.graphs().keySet()) {
            copy("/dev/glossa/judges/comet/" + name + "/" + part + ".onnx", folder.resolve(part + ".onnx"));
            graphs.put(part, part + ".onnx");
        }
        copy("/dev/glossa/judges/sentencepiece/tiny.model", folder.resolve("pieces.model"));
        ObjectNode manifest = Json.object();
        manifest.put("format", ModelFolder.FORMAT).put("name", "tiny-" + name).put("source", "random weights").put("architecture", name)
                .put("precision", "fp32").put("opset", 14).put("scale", "unit").put("max_tokens", 512);
        graphs.forEach(manifest.putObject("graphs")::put);
        manifest.putObject("tokenizer").put("file", "pieces.model").put("ties", "sentencepiece").put("vocabulary", 3002);
        write(manifest, folder);
        return folder;
    }

    /// Writes a manifest with the digests of all files that stand in the folder.
    static void write(ObjectNode manifest, Path folder) throws IOException {
        ObjectNode digests = manifest.putObject("digests");
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.endsWith("manifest.json")).sorted().toList()) {
                digests.put(file.getFileName().toString(), Signature.sha256(Files.readAllBytes(file)));
            }
        }
        Files.writeString(folder.resolve("manifest.json"), manifest.toPrettyString());
    }

    static ObjectNode manifest(Path folder) throws IOException {
        return Json.object(Files.readString(folder.resolve("manifest.json")), "manifest.json");
    }

    static CometModel.Settings settings() {
        return new CometModel.Settings(Device.parse("cpu"), 2, CometModel.Settings.BATCH_TOKENS, Optional.empty());
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = ModelFolders.class.getResourceAsStream(resource)) {
            Files.write(to, in.readAllBytes());
        }
    }
}

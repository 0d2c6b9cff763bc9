package dev.glossa.runner.spark;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A model folder of COMET's shape with random weights, those of the judges' own tests.
final class TinyComet {
    /// Relative to the driver's folder, which is no executor's.
    static final String FOLDER = "target/comet";

    private TinyComet() {}

    static void write() throws IOException {
        Path resources = Path.of("../../judges/src/test/resources/dev/glossa/judges");
        Path folder = Files.createDirectories(Path.of(FOLDER));
        ObjectNode manifest = Json.object().put("format", "glossa-comet/1").put("name", "tiny-comet").put("source", "random weights").put("architecture", "comet")
                .put("precision", "fp32").put("opset", 14).put("scale", "unit").put("max_tokens", 512);
        manifest.putObject("graphs").put("encoder", "encoder.onnx").put("head", "head.onnx");
        manifest.putObject("tokenizer").put("file", "pieces.model").put("ties", "sentencepiece").put("vocabulary", 3002);
        ObjectNode digests = manifest.putObject("digests");
        for (Map.Entry<String, String> file : Map.of("encoder.onnx", "comet/comet/encoder.onnx", "head.onnx", "comet/comet/head.onnx", "pieces.model", "sentencepiece/tiny.model").entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.copy(resources.resolve(file.getValue()), to, StandardCopyOption.REPLACE_EXISTING);
            digests.put(file.getKey(), Signature.sha256(Files.readAllBytes(to)));
        }
        Files.writeString(folder.resolve("manifest.json"), manifest.toString());
    }
}

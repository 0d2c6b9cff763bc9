package dev.glossa.judges.comet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// A folder with a model in Glossa's layout: ONNX graphs, a SentencePiece file and `manifest.json`, which says what they
/// are. Every file is checked against its digest before any of it is used.
///
/// @param path     the folder
/// @param manifest what its manifest says
/// @param digest   sha256 of the manifest, which holds the digests of all other files: the model's identity
record ModelFolder(Path path, Manifest manifest, String digest) {
    static final String FORMAT = "glossa-comet/1";
    private static final long LARGEST_MANIFEST = 1 << 20;
    private static final Set<String> KEYS = Set.of("format", "name", "source", "architecture", "precision", "opset", "scale", "max_tokens",
            "graphs", "tokenizer", "digests");
    /// The first with LayerNormalization's parts in every runtime we know, and the last that onnxruntime 1.29 was made for.
    private static final int LEAST_OPSET = 11;
    private static final int GREATEST_OPSET = 26;

    /// The contents of `manifest.json`.
    ///
    /// @param source       where the weights came from, such as `Unbabel/wmt22-comet-da@REVISION`
    /// @param architecture one of [Architecture], in lower case
    /// @param precision    `fp32`, `fp16` or `int8`
    /// @param scale        what a score means: `unit` (about 0 to 1) or `z` (standard deviations around the training mean)
    /// @param maxTokens    the longest sequence, special tokens included
    /// @param graphs       part to file name
    /// @param digests      file name to sha256 in hexadecimal; external weight files included
    record Manifest(String format, String name, String source, String architecture, String precision, int opset, String scale,
            @JsonProperty("max_tokens") int maxTokens, Map<String, String> graphs, Tokenizer tokenizer, Map<String, String> digests) {}

    /// @param file       a SentencePiece model
    /// @param ties       `hugging-face` or `sentencepiece`: which program's segmentation the checkpoint was used with
    /// @param vocabulary rows of the embedding: pieces, the fairseq shift and `<mask>`
    record Tokenizer(String file, String ties, int vocabulary) {}

    /// Reads and checks a folder.
    ///
    /// @param wanted the architecture that the metric computes
    /// @throws IllegalArgumentException saying what does not fit
    static ModelFolder open(Path path, Architecture wanted) throws IOException {
        Path file = path.resolve("manifest.json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(path + " holds no manifest.json; judges/src/main/python/export_comet.py makes a model folder of a checkpoint");
        }
        if (Files.size(file) > LARGEST_MANIFEST) {
            throw new IllegalArgumentException(file + " has " + Files.size(file) + " bytes; a manifest has a few hundred");
        }
        byte[] bytes = Files.readAllBytes(file);
        Manifest manifest = read(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), file);
        ModelFolder folder = new ModelFolder(path, manifest, HexFormat.of().formatHex(sha256().digest(bytes)));
        folder.check(wanted, file.toString());
        for (Map.Entry<String, String> entry : manifest.digests().entrySet()) {
            folder.checkDigest(entry.getKey(), entry.getValue());
        }
        return folder;
    }

    Path graph(String part) {
        return path.resolve(manifest.graphs().get(part));
    }

    Path tokenizer() {
        return path.resolve(manifest.tokenizer().file());
    }

    private static Manifest read(String text, Path file) {
        ObjectNode tree = Json.object(text, file.toString());
        for (String key : tree.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("%s: no key '%s' in a manifest; %sthere are %s".formatted(file, key,
                        Nearest.to(key, KEYS).map(near -> "did you mean '" + near + "'? ").orElse(""), new TreeSet<>(KEYS)));
            }
        }
        for (String key : new TreeSet<>(KEYS)) {
            if (!tree.hasNonNull(key)) {
                throw new IllegalArgumentException(file + ": no \"" + key + "\"");
            }
        }
        try {
            return Json.MAPPER.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage().lines().findFirst().orElse("not a manifest"), e);
        }
    }

    private void check(Architecture wanted, String file) {
        require(file, "tokenizer.file", manifest.tokenizer().file());
        require(file, "tokenizer.ties", manifest.tokenizer().ties());
        manifest.graphs().forEach((part, name) -> require(file, "graphs." + part, name));
        manifest.digests().forEach((name, digest) -> require(file, "digests." + name, digest));
        expect(file, "format", manifest.format(), List.of(FORMAT));
        expect(file, "architecture", manifest.architecture(), Arrays.stream(Architecture.values()).map(Architecture::wireName).toList());
        if (!manifest.architecture().equals(wanted.wireName())) {
            throw new IllegalArgumentException("%s holds a %s model; this metric computes %s".formatted(path, manifest.architecture(), wanted.wireName()));
        }
        expect(file, "precision", manifest.precision(), List.of("fp32", "fp16", "int8"));
        expect(file, "scale", manifest.scale(), List.of("unit", "z"));
        expect(file, "tokenizer.ties", manifest.tokenizer().ties(), List.of("hugging-face", "sentencepiece"));
        if (manifest.opset() < LEAST_OPSET || manifest.opset() > GREATEST_OPSET) {
            throw new IllegalArgumentException("%s: opset %d; export with one from %d to %d".formatted(file, manifest.opset(), LEAST_OPSET, GREATEST_OPSET));
        }
        if (manifest.maxTokens() < 16 || manifest.maxTokens() > 1 << 14) {
            throw new IllegalArgumentException(file + ": max_tokens " + manifest.maxTokens() + "; XLM-R takes 512");
        }
        if (!manifest.graphs().keySet().equals(wanted.graphs().keySet())) {
            throw new IllegalArgumentException("%s: graphs %s; %s has %s".formatted(file, new TreeSet<>(manifest.graphs().keySet()),
                    wanted.wireName(), new TreeSet<>(wanted.graphs().keySet())));
        }
        Set<String> used = new TreeSet<>(manifest.graphs().values());
        used.add(manifest.tokenizer().file());
        used.removeAll(manifest.digests().keySet());
        if (!used.isEmpty()) {
            throw new IllegalArgumentException(file + ": no digest for " + used);
        }
    }

    private static void require(String file, String key, String value) {
        if (value == null) {
            throw new IllegalArgumentException(file + ": no \"" + key + "\"");
        }
    }

    private static void expect(String file, String key, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException("%s: %s '%s'; there are %s".formatted(file, key, value, known));
        }
    }

    private void checkDigest(String name, String expected) throws IOException {
        if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.startsWith(".") || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException(path + ": '" + name + "' is no plain file name; all files of a model stand in its folder");
        }
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(path + " holds no " + name + ", which its manifest names");
        }
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("%s: sha256 %.12s… expected %.12s…; the file is not the one that was exported".formatted(file, found, expected));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.glossa.harness.backend.http;

import dev.glossa.harness.Nearest;
import dev.glossa.harness.io.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// How a server is started: a small YAML file.
///
/// ```yaml
/// command: vllm serve {model} --port {port}
/// model: checkpoints/step-1000
/// ```
///
/// @param command     the words of the command, with `{model}` and `{port}` where these go
/// @param model       the checkpoint that `{model}` becomes
/// @param served      the name to ask for; empty for the only one that the server lists
/// @param api         the path before `/chat/completions`
/// @param health      the page that answers 200 when the server is ready
/// @param ready       how long it may take until then
/// @param restarts    how often a server that died is started again
/// @param environment variables that the server gets beside ours
/// @param log         where its output goes; empty for the user's cache
/// @param options     as in a server's address
record ServeFile(
        List<String> command,
        Optional<String> model,
        Optional<String> served,
        String api,
        String health,
        Duration ready,
        int restarts,
        Map<String, String> environment,
        Optional<Path> log,
        Map<String, String> options) {
    private static final TreeSet<String> KEYS = new TreeSet<>(List.of(
            "command", "model", "served_name", "api", "health", "ready_within", "restarts", "environment", "log", "options"));

    /// @param model replaces the file's own
    static ServeFile read(Path file, Optional<String> model) {
        JsonNode tree = Yaml.read(file, "a YAML file that says how a server is started");
        for (String key : tree.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(file + ": no key '" + key + "'; "
                        + Nearest.to(key, KEYS).map(near -> "did you mean '" + near + "'? ").orElse("") + "there are " + KEYS);
            }
        }
        List<String> command = new ArrayList<>();
        if (tree.path("command").isArray()) {
            tree.get("command").forEach(word -> command.add(word.asString("")));
        } else {
            command.addAll(words(tree.path("command").asString(""), file));
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException(file + ": no \"command\"; one reads vllm serve {model} --port {port}");
        }
        if (command.stream().noneMatch(word -> word.contains("{port}"))) {
            throw new IllegalArgumentException(file + ": the command says no {port}; the server listens where it is told to");
        }
        Optional<String> checkpoint = model.or(() -> text(tree, "model"));
        if (checkpoint.isEmpty() && command.stream().anyMatch(word -> word.contains("{model}"))) {
            throw new IllegalArgumentException(file + ": nothing says what {model} is; add \"model: …\", or ?model=… to the address");
        }
        return new ServeFile(List.copyOf(command), checkpoint, text(tree, "served_name"), text(tree, "api").orElse("/v1"),
                text(tree, "health").orElse("/health"), Duration.ofSeconds(number(tree, "ready_within", 900, file)), number(tree, "restarts", 3, file),
                map(tree.path("environment")), text(tree, "log").map(Path::of), map(tree.path("options")));
    }

    /// The command for one checkpoint and port.
    List<String> command(int port) {
        return command.stream().map(word -> word.replace("{port}", Integer.toString(port)).replace("{model}", model.orElse(""))).toList();
    }

    /// Words as a shell would cut them, with quotation marks and nothing else of a shell's.
    private static List<String> words(String line, Path file) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                word = word == null ? new StringBuilder() : word;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
            } else {
                word = (word == null ? new StringBuilder() : word).append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException(file + ": the command has a quotation mark without its pair: " + line);
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    private static Optional<String> text(JsonNode tree, String key) {
        return tree.hasNonNull(key) ? Optional.of(tree.get(key).asString()) : Optional.empty();
    }

    private static int number(JsonNode tree, String key, int absent, Path file) {
        if (!tree.has(key)) {
            return absent;
        }
        if (!tree.get(key).isInt() || tree.get(key).intValue() < 0) {
            throw new IllegalArgumentException(file + ": " + key + " is " + tree.get(key) + "; a whole number from 0 would do");
        }
        return tree.get(key).intValue();
    }

    private static Map<String, String> map(JsonNode tree) {
        Map<String, String> map = new TreeMap<>();
        tree.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }
}

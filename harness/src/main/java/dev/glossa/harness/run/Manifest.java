package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a run asked and with what: `run.json`. A run goes on only under an equal manifest, its provenance apart.
///
/// @param format     version of the run folder's format
/// @param name       the model's name in tables
/// @param model      what the model is
/// @param tasks      what was asked, in order
/// @param limit      the most items per language that the user asked for; empty for all. What it came to is in each task's signature
/// @param seed       of the selection, and of sampled answers
/// @param shard      which part of the samples this run holds, as `i/n`
/// @param repeat     how often each sample is asked
/// @param date       the day that chat templates see
/// @param provenance what changes no number: version of Glossa, model URI, where the data was, Java
/// @param secret     what the borders of foreign text in judges' prompts derive from; empty in runs older than that
public record Manifest(
        int format,
        String name,
        Backend.Identity model,
        List<TaskEntry> tasks,
        OptionalInt limit,
        long seed,
        String shard,
        int repeat,
        LocalDate date,
        Map<String, String> provenance,
        Optional<String> secret) {
    public static final int FORMAT = 1;
    /// The most times that a sample is asked.
    public static final int MOST_REPEATS = 10_000;

    public Manifest(int format, String name, Backend.Identity model, List<TaskEntry> tasks, OptionalInt limit, long seed, String shard, int repeat,
            LocalDate date, Map<String, String> provenance) {
        this(format, name, model, tasks, limit, seed, shard, repeat, date, provenance, Optional.empty());
    }

    /// One benchmark of a run.
    ///
    /// @param name      the benchmark
    /// @param signature of the asking
    /// @param options   how it was opened, by option name
    /// @param metrics   that read the answers, the headline first
    /// @param slices    attributes that reports show apart
    /// @param languages code to the sha256 of each file that held its questions
    /// @param items     code to how many items were to be asked, of all shards together; empty in runs older than that
    public record TaskEntry(
            String name,
            String signature,
            Map<String, String> options,
            List<String> metrics,
            List<String> slices,
            Map<String, Map<String, String>> languages,
            Map<String, Long> items) {
        public TaskEntry {
            need(name, "a task's name");
            // Files of a run are named after it.
            SampleId.checkBenchmark(name);
            need(signature, "a task's signature");
            options = new TreeMap<>(need(options, "a task's options"));
            needAll(metrics, "a task's metrics");
            needAll(slices, "a task's slices");
            needAll(need(languages, "a task's languages").values(), "the files of a task's language");
            languages.values().forEach(files -> needAll(files.values(), "the files of a task's language"));
            items = items == null ? Map.of() : items;
            needAll(items.values(), "a task's items");
        }

        public TaskEntry(String name, String signature, Map<String, String> options, List<String> metrics, List<String> slices,
                Map<String, Map<String, String>> languages) {
            this(name, signature, options, metrics, slices, languages, Map.of());
        }

        /// Which data a language was asked from, wherever its files were and whatever their names: a digest of their contents, the
        /// same for every part of a run; empty where the run does not say.
        public String data(String language) {
            return data(languages.getOrDefault(language, Map.of()));
        }

        /// The digest of some files by their sha256.
        public static String data(Map<String, String> files) {
            return files.isEmpty() ? "" : Signature.digest(files.values().stream().sorted().collect(Collectors.joining("\n")));
        }

        /// The same under another signature.
        public TaskEntry asked(String signature) {
            return new TaskEntry(name, signature, options, metrics, slices, languages, items);
        }
    }

    public Manifest {
        need(name, "name");
        need(need(model, "model").name(), "model's name");
        needAll(tasks, "tasks");
        need(shard, "shard");
        need(date, "date");
        provenance = new TreeMap<>(need(provenance, "provenance"));
        secret = secret == null ? Optional.empty() : secret;
        if (repeat < 1 || repeat > MOST_REPEATS) {
            throw new IllegalArgumentException("each sample was asked %d times; 1 to %,d can be read".formatted(repeat, MOST_REPEATS));
        }
    }

    private static <T> T need(T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("a manifest has name, model, tasks, shard and date, and each task what it asked; nothing stands for " + what);
        }
        return value;
    }

    private static void needAll(Collection<?> values, String what) {
        for (Object one : need(values, what)) {
            need(one, what);
        }
    }

    /// The same run of all samples, of which this one may hold a part.
    public Manifest whole() {
        return part(Selection.Shard.WHOLE);
    }

    /// The same run of a part of the samples.
    public Manifest part(Selection.Shard part) {
        return new Manifest(format, name, model, tasks, limit, seed, part.toString(), repeat, date, provenance, secret);
    }

    /// The same with a secret.
    public Manifest with(String secret) {
        return new Manifest(format, name, model, tasks, limit, seed, shard, repeat, date, provenance, Optional.of(secret));
    }

    /// Which of a task's samples this run asks, as the task's signature tells.
    public Selection selection(TaskEntry task) {
        return Selection.of(Signature.parse(task.signature()), Selection.Shard.parse(shard));
    }

    public Optional<TaskEntry> task(String benchmark) {
        return tasks.stream().filter(task -> task.name().equals(benchmark)).findFirst();
    }

    /// The manifest as the text of `run.json`.
    public String json() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /// @param where what the error message begins with
    public static Manifest parse(String json, String where) {
        ObjectNode tree = Json.object(json, where);
        if (!tree.path("format").isInt() || tree.path("format").intValue() != FORMAT) {
            throw new IllegalArgumentException(where + ": run folders of format " + FORMAT + " can be read; this one has format "
                    + tree.path("format"));
        }
        try {
            return Json.MAPPER.treeToValue(tree, Manifest.class);
        } catch (JacksonException e) {
            String why = e.getCause() instanceof IllegalArgumentException refused ? refused.getMessage() : e.getOriginalMessage();
            throw new IllegalArgumentException(where + ": not a manifest: " + why.lines().findFirst().orElse(""), e);
        }
    }

    /// What stands in the way of going on under another manifest: one line for each value that differs, old and new. A secret
    /// is no obstacle: a run that goes on keeps its own. Nor is the number of items, which follows from data and limit.
    public List<String> differences(Manifest other) {
        List<String> found = new ArrayList<>();
        compare("", tree(this), tree(other), found);
        return found;
    }

    private static JsonNode tree(Manifest manifest) {
        ObjectNode tree = Json.MAPPER.valueToTree(manifest);
        tree.remove("provenance");
        tree.remove("secret");
        tree.path("tasks").forEach(task -> ((ObjectNode) task).remove("items"));
        return tree;
    }

    private static void compare(String path, JsonNode here, JsonNode there, List<String> found) {
        if (here.isObject() && there.isObject()) {
            java.util.Set<String> keys = new java.util.TreeSet<>(here.propertyNames());
            keys.addAll(there.propertyNames());
            for (String key : keys) {
                compare(path.isEmpty() ? key : path + "." + key, here.path(key), there.path(key), found);
            }
        } else if (here.isArray() && there.isArray() && here.size() == there.size()) {
            for (int i = 0; i < here.size(); i++) {
                String label = here.get(i).path("name").asString(Integer.toString(i));
                compare(path + "[" + label + "]", here.get(i), there.get(i), found);
            }
        } else if (!here.equals(there)) {
            found.add(path + ": " + shown(here) + " there, " + shown(there) + " asked for");
        }
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() || node.isNull() ? "nothing" : node.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}

package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.task.TaskFile.Asked;
import dev.glossa.benchmarks.task.TaskFile.Codes;
import dev.glossa.benchmarks.task.TaskFile.Column;
import dev.glossa.benchmarks.task.TaskFile.Dataset;
import dev.glossa.benchmarks.task.TaskFile.Kind;
import dev.glossa.benchmarks.task.TaskFile.Shots;
import dev.glossa.benchmarks.task.TaskFile.Spread;
import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.Signature;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a task file, and refuses in its place whatever could not work: before any data is looked for and any prompt sent.
final class TaskReader {
    private static final int MOST_SHOTS = 64;
    private static final int MOST_TOKENS = 1 << 20;
    /// What changes no number.
    private static final Set<String> SPOKEN = Set.of("description", "group_by", "strata");

    private final Section file;
    private final Map<String, Column> columns;
    private final Map<String, List<String>> options;
    private final Set<String> variables;

    private TaskReader(Section file) {
        this.file = file;
        this.columns = columns(file.need("columns"));
        this.options = options();
        this.variables = new LinkedHashSet<>(columns.keySet());
        variables.addAll(options.keySet());
        variables.addAll(TaskFile.GIVEN);
    }

    /// @param name of the file, as messages print it
    static TaskFile read(String name, String text) {
        Yaml.Keys tree = YamlReader.read(name, text);
        return new TaskReader(Section.of("a task file", tree, "name", "description", "version", "dataset", "languages", "columns", "options", "keep", "drop", "key",
                "question", "prompt", "shots", "decoding", "target", "extraction", "metrics", "group_by", "strata")).file(tree, text);
    }

    private TaskFile file(Yaml.Keys tree, String text) {
        Asked prompt = prompt(file.need("prompt"));
        Decoding decoding = decoding();
        Goals goals = Goals.read(file, this::phrase);
        Map<String, Phrase> groups = groups();
        return new TaskFile(name(), file.optional("description").orElse(""), file.whole("version", 1, 1, 1_000_000), dataset(), languages(), columns, options,
                new TaskFile.Rows(values("keep"), values("drop")), known("key"),
                file.find("question").map(yaml -> phrase(Section.text(yaml, "question"))).orElse(prompt.user()), prompt, shots(), decoding,
                goals.goal(), goals.settings(), Metrics.of(file, goals), groups, strata(groups), text, digest(tree));
    }

    private String name() {
        Yaml.Text name = file.text("name");
        if (!name.value().matches("[a-z0-9][a-z0-9.-]{0,59}")) {
            throw name.at().error("the name " + name.kind() + " cannot begin a sample id; small letters, digits, dashes and dots can, such as my-benchmark");
        }
        return name.value();
    }

    private static String digest(Yaml.Keys tree) {
        SequencedMap<String, Yaml.Entry> counting = new LinkedHashMap<>(tree.entries());
        counting.keySet().removeAll(SPOKEN);
        return Signature.digest(new Yaml.Keys(counting, tree.at()).canonical());
    }

    private Phrase phrase(Yaml.Text text) {
        return Phrase.of(text, variables);
    }

    private Dataset dataset() {
        Section dataset = Section.of("dataset", file.need("dataset"), "hub", "revision", "config", "split", "files");
        Optional<String> hub = dataset.find("hub").map(yaml -> {
            Yaml.Text id = Section.text(yaml, "hub");
            if (!id.value().matches("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw id.at().error("'hub' is a data set's id on the hub, ORG/NAME; there is " + id.kind());
            }
            return id.value();
        });
        dataset.find("revision").ifPresent(yaml -> {
            if (hub.isEmpty() || !Section.text(yaml, "revision").value().matches("[0-9a-f]{7,64}")) {
                throw yaml.at().error("'revision' is the commit of a data set on the hub, 7 to 64 of 0-9a-f; there is " + yaml.kind());
            }
        });
        if (hub.isEmpty() && !dataset.has("files")) {
            throw dataset.at().error("dataset needs 'hub' (a data set's id) or 'files' (beside this file)");
        }
        dataset.optional("config").ifPresent(config -> inside(dataset.text("config")));
        dataset.optional("split").ifPresent(split -> inside(dataset.text("split")));
        return new Dataset(hub, dataset.find("revision").map(yaml -> Section.text(yaml, "revision")), dataset.optional("config").orElse(TaskFile.CODE),
                dataset.optional("split").orElse("test"), dataset.texts("files").stream().map(TaskReader::inside).toList());
    }

    /// A path below the data's folder: a task file is not asked what else it wants to read.
    private static String inside(Yaml.Text path) {
        if (path.value().startsWith("/") || path.value().contains("\\") || path.value().contains(":") || List.of(path.value().split("/")).contains("..")) {
            throw path.at().error("a path leads downwards from the data's folder, such as data/{code}.tsv; there is " + path.kind());
        }
        return path.value();
    }

    private Spread languages() {
        Yaml yaml = file.need("languages");
        if (yaml instanceof Yaml.Text one) {
            return new Spread(new Codes.One(Section.text(one, "languages")), Optional.empty());
        }
        Section languages = Section.of("languages", yaml, "codes", "column");
        Yaml codes = languages.need("codes");
        return new Spread(switch (codes) {
            case Yaml.Text column -> new Codes.Table(Section.text(column, "codes"));
            case Yaml.Keys keys -> new Codes.Listed(Section.map(keys, "codes", value -> Section.texts(value, "codes").stream().map(Yaml.Text::value).toList()), keys.at());
            case Yaml.Items items -> throw items.at().error("'codes' is a column of the language table, or our codes with the data set's; there is a list");
        }, languages.find("column").map(column -> column(Section.text(column, "column"))));
    }

    private static Map<String, Column> columns(Yaml yaml) {
        Map<String, Column> columns = new LinkedHashMap<>();
        if (yaml instanceof Yaml.Items(List<Yaml> items, Position _)) {
            items.forEach(item -> columns.put(variable(Section.text(item, "columns")), new Column(((Yaml.Text) item).value(), Kind.TEXT, false)));
        } else {
            Section.map(yaml, "columns", TaskReader::column).forEach(columns::put);
            ((Yaml.Keys) yaml).entries().forEach((name, entry) -> variable(new Yaml.Text(name, false, entry.at())));
        }
        if (columns.isEmpty()) {
            throw yaml.at().error("no columns; they are what questions are made of");
        }
        return columns;
    }

    private static Column column(Yaml yaml) {
        if (yaml instanceof Yaml.Text text) {
            return new Column(Section.text(text, "columns").value(), Kind.TEXT, false);
        }
        Section column = Section.of("a column", yaml, "column", "as", "optional");
        return new Column(column.text("column").value(), Kind.valueOf(column.word("as", "text", "json").toUpperCase(Locale.ROOT)), column.truth("optional"));
    }

    private static String variable(Yaml.Text name) {
        if (!name.value().matches("[A-Za-z_][A-Za-z0-9_]{0,59}") || TaskFile.GIVEN.contains(name.value())) {
            throw name.at().error(TaskFile.GIVEN.contains(name.value()) ? name.kind() + " is what templates have already; give the column another name: other_name: " + name.value()
                    : name.kind() + " cannot be a variable of a template; give the column a name: short_name: " + name.value());
        }
        return name.value();
    }

    private String column(Yaml.Text name) {
        if (!columns.containsKey(name.value())) {
            throw name.at().error("no column '%s'; %sthere are %s".formatted(name.value(),
                    Nearest.to(name.value(), columns.keySet()).map(near -> "did you mean '" + near + "'? ").orElse(""), columns.keySet()));
        }
        return name.value();
    }

    private Map<String, List<String>> options() {
        return file.find("options").map(yaml -> {
            Map<String, List<String>> options = Section.map(yaml, "options", value -> Section.texts(value, "options").stream().map(text -> {
                if (!text.value().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
                    throw text.at().error("an option's value is a word of letters, digits, dots and dashes; there is " + text.kind());
                }
                return text.value();
            }).toList());
            ((Yaml.Keys) yaml).entries().forEach((name, entry) -> {
                variable(new Yaml.Text(name, false, entry.at()));
                if (columns.containsKey(name)) {
                    throw entry.at().error("'" + name + "' is a column already; give the option another name");
                }
            });
            return options;
        }).orElse(Map.of());
    }

    private List<String> known(String key) {
        return file.texts(key).stream().map(this::column).toList();
    }

    private Map<String, Set<String>> values(String key) {
        return file.find(key).map(yaml -> {
            Map<String, Set<String>> values = Section.map(yaml, key, value -> Section.texts(value, key).stream()
                    .map(text -> text.value().strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
            ((Yaml.Keys) yaml).entries().forEach((name, entry) -> column(new Yaml.Text(name, false, entry.at())));
            return values;
        }).orElse(Map.of());
    }

    private Asked prompt(Yaml yaml) {
        if (yaml instanceof Yaml.Text user) {
            return new Asked(Mode.CHAT, Optional.empty(), phrase(Section.text(user, "prompt")));
        }
        Section prompt = Section.of("prompt", yaml, "mode", "system", "user");
        Mode mode = Mode.valueOf(prompt.word("mode", "chat", "plain").toUpperCase(Locale.ROOT));
        if (mode == Mode.PLAIN && prompt.has("system")) {
            throw prompt.need("system").at().error("a plain prompt has no system turn; put its text into 'user'");
        }
        return new Asked(mode, prompt.find("system").map(text -> phrase(Section.text(text, "system"))), phrase(prompt.text("user")));
    }

    private Optional<Shots> shots() {
        return file.find("shots").map(yaml -> {
            Section shots = Section.of("shots", yaml, "count", "split", "files", "order", "answer", "separator");
            List<String> files = shots.texts("files").stream().map(TaskReader::inside).toList();
            String split = shots.optional("split").orElse("dev");
            shots.find("split").ifPresent(text -> inside(Section.text(text, "split")));
            if (files.isEmpty() && split.equals(dataset().split())) {
                throw shots.at().error("examples from the questions' own split would show answers; name another 'split'");
            }
            return new Shots(shots.whole("count", 0, 0, MOST_SHOTS), split, files, shots.word("order", "first", "seeded").equals("seeded"),
                    phrase(shots.text("answer")), shots.optional("separator").orElse("\n\n"));
        });
    }

    private Decoding decoding() {
        return file.find("decoding").map(yaml -> {
            Section decoding = Section.of("decoding", yaml, "max_tokens", "temperature", "stop");
            return Decoding.greedy(decoding.whole("max_tokens", 1024, 1, MOST_TOKENS)).withTemperature(decoding.number("temperature", 0, 0, 10))
                    .withStop(decoding.texts("stop").stream().map(Yaml.Text::value).toList());
        }).orElse(Decoding.greedy(1024));
    }

    private Optional<String> strata(Map<String, Phrase> groups) {
        return file.find("strata").map(yaml -> {
            String name = Section.text(yaml, "strata").value();
            if (!groups.containsKey(name)) {
                throw yaml.at().error("'strata' is one of the groups; there are " + groups.keySet());
            }
            return name;
        });
    }

    private Map<String, Phrase> groups() {
        return file.find("group_by").map(yaml -> {
            Map<String, Phrase> groups = new LinkedHashMap<>();
            if (yaml instanceof Yaml.Keys) {
                Section.map(yaml, "group_by", value -> phrase(Section.text(value, "group_by"))).forEach((name, phrase) -> {
                    if (!name.matches("[a-z][a-z0-9_]{0,59}")) {
                        throw phrase.source().at().error("'" + name + "' names no group; small letters, digits and _ do");
                    }
                    groups.put(name, phrase);
                });
            } else {
                file.texts("group_by").forEach(text -> groups.put(column(text), phrase(new Yaml.Text("{{ " + text.value() + " }}", false, text.at()))));
            }
            return groups;
        }).orElse(Map.of());
    }
}

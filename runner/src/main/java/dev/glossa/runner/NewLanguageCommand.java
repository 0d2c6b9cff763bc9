package dev.glossa.runner;

import dev.glossa.benchmarks.task.TaskFiles;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a benchmark of a speaker's file, and with a model a report: each step is a command that the user could type.
@Command(name = "new-language", mixinStandardHelpOptions = true,
        description = "Make a benchmark of a speaker's questions, and with --model a report.",
        footer = {"", "FILE.tsv: tab-separated, the first line naming the columns id, question and answer (short, compared) or reference (a text, resembled);",
            "with id and question alone, a judge rates the answers."})
final class NewLanguageCommand implements Callable<Integer> {
    /// Columns of a row that is written out on the command line, of which the first two are needed.
    private static final List<String> ROW = List.of("code", "name", "own_name", "direction", "script", "region");

    @Spec
    CommandSpec command;

    @Parameters(paramLabel = "FILE.tsv", description = "The questions.")
    Path questions;

    @Option(names = "--language", required = true, paramLabel = "ROW",
            description = "The language: a code of the table, a CSV file with one row of it, or the row: code,name[,own name,ltr|rtl,script,region].")
    String language;

    @Option(names = "--task-name", paramLabel = "NAME", description = "The benchmark's name. The file's name by default.")
    String taskName;

    @Option(names = "--instruction", paramLabel = "TEXT",
            description = "What stands below each question, best in its language. For short answers an English sentence by default, else nothing.")
    String instruction;

    @Option(names = "--model", paramLabel = "URI", description = "A model to ask at once.")
    String model;

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name in tables.")
    String name;

    @Option(names = "--judge", paramLabel = "URI", description = "A model that rates open answers.")
    String judge;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the benchmark, the run and the report.")
    Path out;

    @Mixin
    BackendOptions backends;

    @Override
    public Integer call() throws InterruptedException {
        Usage.of(command, () -> {
            if (model != null) {
                Registry.backends().find(ModelUri.parse(model).scheme());
            }
            return null;
        });
        PrintWriter err = command.commandLine().getErr();
        SpeakerTable table = SpeakerTable.read(questions);
        Optional<String> row = Usage.of(command, () -> row(table));
        write("languages.csv", row);
        Language own = row.map(text -> Languages.bundled().overlaid(out.resolve("languages.csv")).get(code(text))).orElseGet(() -> Languages.bundled().get(language));
        table.doubt(own.script()).ifPresent(doubt -> err.println("warning: " + doubt));
        String benchmark = Usage.of(command, this::benchmark);
        Path task = write(benchmark + ".yaml", Optional.of(task(benchmark, own, table.kind())));
        write(benchmark + ".tsv", Optional.of(table.text()));
        TaskFiles.Opened opened = TaskFiles.open(task);
        err.println("%s: %,d %s in %s (%s)".formatted(task, table.questions(), table.questions() == 1 ? "question" : "questions", own.name(), own.code()));
        Languages known = row.map(_ -> Languages.bundled().overlaid(out.resolve("languages.csv"))).orElseGet(Languages::bundled);
        showCanaries(opened.benchmark().open(new Benchmark.Options(new Benchmark.Data.Folder(opened.localData().orElseThrow()), known, Optional.empty(),
                OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), 0, Map.of())), own, err);
        List<String> ask = new ArrayList<>(List.of("run", "--task", task.toString()));
        row.ifPresent(_ -> ask.addAll(List.of("--languages-file", out.resolve("languages.csv").toString())));
        Path run = out.resolve("run");
        if (model == null) {
            err.println("Ask a model: glossa " + String.join(" ", ask) + " --model URI --out " + run);
            command.commandLine().getOut().println(task.toAbsolutePath());
            return 0;
        }
        return measure(ask, run);
    }

    /// Answers whose worth is known, before any model is asked: what the benchmark's metrics make of them.
    private void showCanaries(Task task, Language own, PrintWriter err) throws InterruptedException {
        SpeakerCanaries canaries = SpeakerCanaries.of(task, own);
        if (!canaries.rows().isEmpty()) {
            write("canaries.csv", Optional.of(canaries.csv().toString()));
            canaries.lines().forEach(err::println);
            canaries.doubts().forEach(doubt -> err.println("warning: " + doubt));
        }
    }

    private int measure(List<String> ask, Path run) {
        Steps steps = new Steps(command, backends);
        ask.addAll(List.of("--model", model, "--out", run.toString()));
        if (name != null) {
            ask.addAll(List.of("--name", name));
        }
        List<String> score = new ArrayList<>(List.of("score", run.toString()));
        if (judge != null) {
            score.addAll(List.of("--judge", judge));
        }
        int code = steps.execute(ask);
        code = code != 0 ? code : steps.execute(score);
        return code != 0 ? code : steps.execute(List.of("report", run.toString(), "--out", out.resolve("report").toString()));
    }

    /// The row to lay over the language table, as a table of its own; empty for a language that it has.
    private Optional<String> row(SpeakerTable table) {
        if (Files.isRegularFile(Path.of(language))) {
            try {
                return Optional.of(Files.readString(Path.of(language)));
            } catch (IOException e) {
                throw new IllegalArgumentException(language + ": cannot be read as UTF-8: " + e.getMessage(), e);
            }
        }
        if (language.indexOf(',') < 0) {
            Languages.bundled().get(language);
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>(List.of(language.split(",", -1)).stream().map(String::strip).toList());
        if (cells.size() > ROW.size()) {
            throw new IllegalArgumentException("--language " + language + ": " + cells.size() + " cells; a row is " + String.join(",", ROW));
        }
        while (cells.size() < ROW.size()) {
            cells.add("");
        }
        if (cells.get(3).isEmpty()) {
            cells.set(3, table.rightToLeft() ? "rtl" : "ltr");
        }
        return Optional.of(String.join(",", ROW) + "\n" + CSVFormat.RFC4180.format(cells.toArray()) + "\n");
    }

    private static String code(String table) {
        List<String> lines = table.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        List<String> header = List.of(lines.getFirst().replace("\uFEFF", "").split(",", -1)).stream().map(String::strip).toList();
        if (lines.size() != 2 || !header.contains("code")) {
            throw new IllegalArgumentException("a language is one row below a line that names the columns, code and name at least; there are "
                    + lines.size() + " lines");
        }
        return lines.getLast().split(",", -1)[Math.min(header.indexOf("code"), lines.getLast().split(",", -1).length - 1)].strip();
    }

    private String benchmark() {
        String file = questions.getFileName().toString();
        String benchmark = taskName != null ? taskName : file.replaceFirst("(\\.tsv)?(\\.gz)?$", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[.-]+", "");
        if (!benchmark.matches("[a-z0-9][a-z0-9.-]{0,59}") || Registry.benchmarks().all().containsKey(benchmark)) {
            throw new IllegalArgumentException("'" + benchmark + "' cannot be the benchmark's name; choose one of small letters, digits and dashes: --task-name my-language");
        }
        return benchmark;
    }

    private String task(String benchmark, Language own, SpeakerTable.Kind kind) {
        String asked = instruction != null ? instruction : kind == SpeakerTable.Kind.ANSWER ? "Answer on the last line, with the answer alone." : "";
        return """
                # Made by glossa new-language; yours to change. docs/tasks.md says what can stand here.
                name: %s
                description: %s
                dataset: {files: %s.tsv}
                languages: "%s"
                columns: [%s]
                key: id
                prompt: |
                  {{ question }}
                %squestion: "{{ question }}"
                decoding: {max_tokens: 1024}
                %s""".formatted(benchmark, quoted("questions of a speaker of " + own.name()), benchmark, own.code(),
                kind == SpeakerTable.Kind.OPEN ? "id, question" : "id, question, " + kind.name().toLowerCase(java.util.Locale.ROOT),
                asked.isBlank() ? "" : "\n" + (asked.contains("{") ? "{{ " + jinja(asked) + " }}" : asked.strip()).indent(2), switch (kind) {
                    case ANSWER -> "target: {references: \"{{ answer }}\"}\nextraction: last-line\nmetrics: [exact-match, chrf]\n";
                    case REFERENCE -> "target: {references: \"{{ reference }}\"}\nmetrics: [chrf]\n";
                    case OPEN -> "target: open\n";
                });
    }

    /// A text in a template that is no template itself, whatever braces it holds.
    private static String jinja(String text) {
        return "'" + text.strip().replace("\\", "\\\\").replace("'", "\\'").replace("\r", "").replace("\n", "\\n") + "'";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Path write(String file, Optional<String> text) {
        Path path = out.resolve(file);
        text.ifPresent(content -> {
            try {
                Files.createDirectories(out);
                if (Files.exists(path) && !Files.readString(path).equals(content)) {
                    throw new IllegalArgumentException(path + ": is there already and says something else; choose another --out, or remove it");
                }
                Files.writeString(path, content);
            } catch (IOException e) {
                throw new UncheckedIOException(path + ": cannot be written; choose another --out", e);
            }
        });
        return path;
    }
}

package dev.glossa.runner;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Task;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Journal;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.reports.publish.Redaction;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A run's questions, answers and judges' replies in a folder of their own, where they may be scored again.
record RunCopy(Path path) implements AutoCloseable {
    private static final int SWELLING = 64;
    private static final long MOST = 256L << 20;

    static RunCopy of(RunDirectory run) {
        RunCopy copy;
        try {
            copy = new RunCopy(Files.createTempDirectory("glossa-verify"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
        copy.take(run.path(), "run.json");
        copy.take(run.path(), "languages.csv");
        for (Manifest.TaskEntry task : run.manifest().tasks()) {
            run.task(task.name()).ifPresent(_ -> copy.take(run.path(), "tasks/" + task.name() + ".yaml"));
        }
        return copy;
    }

    private void take(Path run, String file) {
        try {
            if (Files.exists(run.resolve(file))) {
                Files.createDirectories(path.resolve(file).getParent());
                Files.copy(run.resolve(file), path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(run.resolve(file) + ": cannot be copied", e);
        }
    }

    /// Takes the chosen whole lines of both journals, redacted ones with their texts put back. The judges' replies are `recorded`.
    void takeJournals(Path run, RecordedTasks tasks, Predicate<String> chosen) {
        Map<String, Redaction> redactions = new HashMap<>();
        completed(run.resolve("completions.jsonl"), path.resolve("completions.jsonl"), tasks, redactions, chosen);
        completed(run.resolve("judgments.jsonl"), replies(), tasks, redactions, chosen);
    }

    Path replies() {
        return path.resolve("recorded.jsonl");
    }

    private static void completed(Path from, Path to, RecordedTasks tasks, Map<String, Redaction> redactions, Predicate<String> chosen) {
        if (!Files.exists(from)) {
            return;
        }
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            long[] swollen = {0};
            Journal.read(from, (line, where) -> {
                ObjectNode node = Json.object(line, where);
                SampleId id = SampleId.parse(Json.text(node, "id", where));
                if (!chosen.test(id.toString())) {
                    return Optional.<String>empty();
                }
                String whole = Redaction.isRedacted(node)
                        ? redactions.computeIfAbsent(id.benchmark() + "/" + id.language(), _ -> texts(tasks, id)).completed(node, where).toString() : line;
                // A text that is put back is about as long as what stood for it, and rarely much longer.
                swollen[0] += Math.max(0, whole.length() - SWELLING * (long) line.length());
                if (swollen[0] > MOST) {
                    throw new IllegalArgumentException("%s: its texts swell by more than %,d characters once they are put back; no run's do".formatted(where, MOST));
                }
                return Optional.of(whole);
            }, whole -> whole.ifPresent(line -> write(line, out)));
        } catch (IOException e) {
            throw new UncheckedIOException(to + ": cannot be written", e);
        }
    }

    private static void write(String line, BufferedWriter out) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the copy of a journal cannot be written", e);
        }
    }

    /// The text of a sample's benchmark in its language, for lines that lack some of it.
    static Redaction texts(RecordedTasks tasks, SampleId id) {
        return texts(tasks, id.benchmark(), id.language());
    }

    static Redaction texts(RecordedTasks tasks, String benchmark, String language) {
        TaskRun run = tasks.tasks().stream().filter(t -> t.task().name().equals(benchmark)).findFirst().orElseThrow();
        try (Stream<Task.Question> questions = run.task().questions(run.languages().stream().filter(l -> l.code().equals(language)).findFirst().orElseThrow())) {
            return Redaction.of(questions.map(Task.Question::sample));
        }
    }

    @Override
    public void close() {
        delete(path);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What cannot be deleted stays in the temporary folder.
        }
    }
}

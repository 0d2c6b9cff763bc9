package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Task;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.run.ScoreStage;
import dev.glossa.harness.run.Scoring;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.reports.publish.Redaction;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// A run's answers scored once more, in a folder of their own, and held against the scores that the run has. Judged metrics
/// read the recorded replies again; redacted answers are completed from the data first.
///
/// @param compared   scores that were computed again
/// @param different  where the run says something else, in words, the first of them
/// @param differing  how many
/// @param unchecked  metrics that could not be computed again, each with why
record Rescoring(long compared, List<String> different, long differing, Map<String, String> unchecked) {
    private static final int SHOWN = 5;
    /// Neural metrics differ in the last digits from machine to machine.
    private static final double NEURAL = 1e-3, EXACT = 1e-9;

    /// @param data   where the data is now; null for where it was
    /// @param files  what metrics need, purpose to path
    /// @param chosen ids of the samples to score again
    static Rescoring of(Path run, String data, Map<String, Path> files, Predicate<String> chosen) throws InterruptedException {
        Path copy = temporary();
        try {
            RunDirectory original = RunDirectory.read(run);
            List<Scoring.Entry> entries = original.scoring().current();
            copied(run, copy, List.of("run.json", "languages.csv"));
            for (var task : original.manifest().tasks()) {
                original.task(task.name()).ifPresent(_ -> copied(run, copy, List.of("tasks/" + task.name() + ".yaml")));
            }
            Map<String, String> unchecked = new LinkedHashMap<>();
            RecordedTasks tasks;
            try (RunDirectory directory = RunDirectory.open(copy)) {
                tasks = RecordedTasks.of(directory, data);
            } catch (IllegalArgumentException e) {
                entries.forEach(entry -> unchecked.put(entry.benchmark() + " " + entry.metric(), first(e)));
                return new Rescoring(0, List.of(), 0, unchecked);
            }
            Map<String, Redaction> redactions = new HashMap<>();
            completed(run, copy, "completions.jsonl", tasks, redactions, chosen);
            completed(run, copy, "judgments.jsonl", tasks, redactions, chosen);
            for (Scoring.Entry entry : entries) {
                try {
                    score(copy, tasks, entry, files);
                } catch (IllegalArgumentException e) {
                    unchecked.put(entry.benchmark() + " " + entry.metric(), first(e));
                }
            }
            return compared(original, RunDirectory.read(copy), entries, unchecked, chosen);
        } finally {
            delete(copy);
        }
    }

    private static void score(Path copy, RecordedTasks tasks, Scoring.Entry entry, Map<String, Path> files) throws InterruptedException {
        Signature signature = Signature.parse(entry.signature());
        if (signature.parts().containsKey("jury")) {
            throw new IllegalArgumentException("a jury's votes are not counted again; its judges' replies are in judgments.jsonl");
        }
        Map<String, String> options = new TreeMap<>();
        Optional.ofNullable(signature.parts().get("jprompt")).filter(p -> p.startsWith("target-")).ifPresent(_ -> options.put("judge-language", "target"));
        Optional.ofNullable(signature.parts().get("jmax")).ifPresent(n -> options.put("judge-max-tokens", n));
        Optional.ofNullable(signature.parts().get("tok")).filter(tok -> entry.metric().equals("bleu") && !tok.contains("[")).ifPresent(tok -> options.put("tokenize", tok));
        Path replies = copy.resolve("recorded.jsonl");
        copied(copy, replies, "judgments.jsonl");
        try (RunDirectory directory = RunDirectory.open(copy);
                Backend judge = new RecordedJudge(CompletionIndex.of(replies), signature)) {
            Languages languages = directory.languages();
            Metric metric = Registry.metrics().find(entry.metric());
            List<TaskRun> task = tasks.tasks().stream().filter(t -> t.task().name().equals(entry.benchmark())).toList();
            new ScoreStage(directory, new ScoreStage.Tools(signature.parts().containsKey("judge") ? Optional.of(judge) : Optional.empty(), files, options, languages::get),
                    (_, _, _) -> { }).run(task, Map.of(entry.benchmark(), List.of(metric)));
        }
    }

    /// The text of each sample's benchmark in its language, for lines that lack some of it.
    static Redaction texts(RecordedTasks tasks, SampleId id) {
        TaskRun run = tasks.tasks().stream().filter(t -> t.task().name().equals(id.benchmark())).findFirst().orElseThrow();
        try (Stream<Task.Question> questions = run.task().questions(run.languages().stream().filter(l -> l.code().equals(id.language())).findFirst().orElseThrow())) {
            return Redaction.of(questions.map(Task.Question::sample));
        }
    }

    private static void completed(Path run, Path copy, String file, RecordedTasks tasks, Map<String, Redaction> redactions, Predicate<String> chosen) {
        Path from = run.resolve(file);
        if (!Files.exists(from)) {
            return;
        }
        try (BufferedReader in = Files.newBufferedReader(from); BufferedWriter out = Files.newBufferedWriter(copy.resolve(file))) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String where = from + ", line " + ++number;
                ObjectNode node = Json.object(line, where);
                if (chosen.test(Json.text(node, "id", where))) {
                    SampleId id = SampleId.parse(Json.text(node, "id", where));
                    if (Redaction.isRedacted(node)) {
                        line = redactions.computeIfAbsent(id.benchmark() + "/" + id.language(), _ -> texts(tasks, id)).completed(node, where).toString();
                    }
                    out.write(line);
                    out.write('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(from + ": cannot be read", e);
        }
    }

    private static Rescoring compared(RunDirectory original, RunDirectory again, List<Scoring.Entry> entries, Map<String, String> unchecked, Predicate<String> chosen) {
        record Which(Key key, String benchmark, String metric) {}
        Map<String, Scoring.Entry> current = new HashMap<>();
        entries.forEach(entry -> current.put(entry.id(), entry));
        Map<Which, ScoreRecord> recomputed = new HashMap<>();
        again.readScores(record -> {
            if (record.key().role().isEmpty()) {
                recomputed.put(new Which(record.key(), SampleId.parse(record.key().sample()).benchmark(), record.metric()), record);
            }
        });
        Map<Which, ScoreRecord> claimed = new LinkedHashMap<>();
        original.readScores(record -> {
            Scoring.Entry entry = current.get(record.signature());
            if (entry != null && record.key().role().isEmpty() && chosen.test(record.key().sample()) && !unchecked.containsKey(entry.benchmark() + " " + entry.metric())) {
                claimed.put(new Which(record.key(), entry.benchmark(), entry.metric()), record);
            }
        });
        List<String> different = new ArrayList<>();
        long differing = 0;
        for (Map.Entry<Which, ScoreRecord> claim : claimed.entrySet()) {
            ScoreRecord found = recomputed.get(claim.getKey());
            if (found == null || !same(claim.getValue(), found)) {
                differing++;
                if (different.size() < SHOWN) {
                    different.add(claim.getKey().key() + ", " + claim.getKey().metric() + ": " + said(claim.getValue()) + " in the run, "
                            + (found == null ? "not to be had" : said(found)) + " from its answer");
                }
            }
        }
        for (Map.Entry<Which, ScoreRecord> extra : recomputed.entrySet()) {
            if (!claimed.containsKey(extra.getKey())) {
                differing++;
                if (different.size() < SHOWN) {
                    different.add(extra.getKey().key() + ", " + extra.getKey().metric() + ": answered, and without a score in the run");
                }
            }
        }
        return new Rescoring(claimed.size(), List.copyOf(different), differing, unchecked);
    }

    private static boolean same(ScoreRecord one, ScoreRecord other) {
        if (one.score() instanceof Score.Scored a && other.score() instanceof Score.Scored b) {
            double tolerance = one.metric().contains("comet") ? NEURAL : EXACT;
            return one.truncated() == other.truncated() && near(a.value(), b.value(), tolerance) && near(a.statistics(), b.statistics(), tolerance);
        }
        return one.score().getClass() == other.score().getClass();
    }

    private static boolean near(Statistics one, Statistics other, double tolerance) {
        boolean near = one.size() == other.size();
        for (int i = 0; near && i < one.size(); i++) {
            near = near(one.get(i), other.get(i), tolerance);
        }
        return near;
    }

    private static boolean near(double one, double other, double tolerance) {
        return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
    }

    private static String said(ScoreRecord record) {
        return switch (record.score()) {
            case Score.Scored(double value, Statistics _, String _) -> Double.toString(value);
            case Score.Unparsed _ -> "unparsed";
            case Score.Failed _ -> "failed";
        };
    }

    private static String first(Exception e) {
        return e.getMessage().lines().findFirst().orElse("");
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("glossa-verify");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static void copied(Path from, Path to, List<String> files) {
        files.forEach(file -> copied(from, to.resolve(file), file));
    }

    private static void copied(Path from, Path to, String file) {
        try {
            if (Files.exists(from.resolve(file))) {
                Files.createDirectories(to.getParent());
                Files.copy(from.resolve(file), to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(from.resolve(file) + ": cannot be copied", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What cannot be deleted stays in the temporary folder.
        }
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Statistics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The second stage: scores the answers that have no score yet. Lines are written in the order of the samples, so that a
/// run that was killed and went on holds the same bytes as one that was not.
public final class ScoreStage {
    /// What became of the answers scored now.
    ///
    /// @param kept     scored by an earlier attempt
    /// @param missing  samples without an answer in the journal; they were never asked
    /// @param canaries scored beside the answers, see [dev.glossa.harness.Canary]; in no other count
    public record Summary(long kept, long scored, long truncated, long unparsed, long failed, long missing, long canaries) {
        Summary plus(Summary other) {
            return new Summary(kept + other.kept, scored + other.scored, truncated + other.truncated,
                    unparsed + other.unparsed, failed + other.failed, missing + other.missing, canaries + other.canaries);
        }
    }

    /// What scorers may use, as the user named it.
    ///
    /// @param judge   empty when no judge was named
    /// @param files   purpose to path
    /// @param options name to value
    public record Tools(Optional<Backend> judge, Map<String, Path> files, Map<String, String> options,
            Function<String, Language> languages) {}

    private static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0);

    private final RunDirectory directory;
    private final Tools tools;
    private final Progress progress;

    public ScoreStage(RunDirectory directory, Tools tools, Progress progress) {
        this.directory = directory;
        this.tools = tools;
        this.progress = progress;
    }

    /// Scores every task with its metrics.
    ///
    /// @param metrics benchmark to the metrics that read its answers
    public Summary run(List<TaskRun> tasks, Map<String, List<Metric>> metrics) throws InterruptedException {
        Summary total = NOTHING;
        Map<String, Set<Key>> scored = new HashMap<>();
        Map<String, Map<Key, ScoreRecord>> open = new HashMap<>();
        directory.readScores(record -> {
            scored.computeIfAbsent(record.signature(), _ -> new HashSet<>()).add(record.key());
            Map<Key, ScoreRecord> unscored = open.computeIfAbsent(record.signature(), _ -> new HashMap<>());
            if (record.score() instanceof Score.Scored) {
                unscored.remove(record.key());
            } else {
                unscored.put(record.key(), record);
            }
        });
        Map<String, Set<Language>> withCanaries = new HashMap<>();
        try (CompletionIndex answers = directory.index();
                Journal<CompletionRecord> judgments = tools.judge().isPresent() ? directory.judgments() : null;
                Journal<ScoreRecord> journal = directory.scores()) {
            for (TaskRun task : tasks) {
                for (Metric metric : metrics.getOrDefault(task.task().name(), List.of())) {
                    Set<Key> again = new HashSet<>();
                    try (ScoreResources resources = new ScoreResources(directory, tools, task.task().settings(), judgments, again); Scorer scorer = metric.scorer(resources)) {
                        Scoring.Entry entry = Scoring.Entry.of(task.task().name(), metric.name(),
                                task.task().signature().with("metric", metric.name()).with(scorer.signature()));
                        directory.write(directory.scoring().with(entry));
                        Map<Key, ScoreRecord> unscored = open.getOrDefault(entry.id(), Map.of());
                        again.addAll(unscored.keySet());
                        Set<Key> done = new HashSet<>(scored.getOrDefault(entry.id(), Set.of()));
                        done.removeAll(unscored.keySet());
                        total = total.plus(score(task, metric, scorer, entry, answers, done, unscored, journal));
                        total = total.plus(canaries(task, metric, scorer, entry, answers, done, unscored, journal,
                                withCanaries.computeIfAbsent(metric.name(), _ -> new HashSet<>())));
                    }
                }
            }
        }
        return total;
    }

    private Summary score(TaskRun task, Metric metric, Scorer scorer, Scoring.Entry entry, CompletionIndex answers, Set<Key> done,
            Map<Key, ScoreRecord> unscored, Journal<ScoreRecord> journal) throws InterruptedException {
        long[] counts = new long[6];
        long size = task.size();
        try (TaskRun.Askings askings = task.askings()) {
            Iterator<List<Answered>> batches = new ScoreBatches(askings, answers, metric, done, counts, scorer.batchSize());
            Concurrently.ordered(batches, Math.max(1, scorer.parallelism()), batch -> records(batch, scorer.score(batch), metric, entry), records -> {
                for (ScoreRecord record : records) {
                    if (!record.equals(unscored.get(record.key()))) {
                        journal.append(record);
                    }
                    count(record, counts);
                    progress.at(entry.benchmark() + " " + metric.name(), counts[0] + counts[1] + counts[3] + counts[4] + counts[5], size);
                }
            });
        }
        return new Summary(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], 0);
    }

    /// Scores a metric's canaries, once in each language: in the first benchmark that the metric reads there.
    ///
    /// @param covered languages that have theirs
    private Summary canaries(TaskRun task, Metric metric, Scorer scorer, Scoring.Entry entry, CompletionIndex answers, Set<Key> done,
            Map<Key, ScoreRecord> unscored, Journal<ScoreRecord> journal, Set<Language> covered) throws InterruptedException {
        if (scorer.canaryItems() == 0) {
            return NOTHING;
        }
        Set<Language> languages = new HashSet<>(task.languages());
        languages.removeAll(covered);
        covered.addAll(languages);
        List<Answered> canaries = new CanaryChoice(task, answers).of(metric, scorer, languages).stream()
                .filter(canary -> !done.contains(canary.key())).toList();
        int size = Math.max(1, scorer.batchSize());
        List<List<Answered>> batches = java.util.stream.IntStream.range(0, (canaries.size() + size - 1) / size)
                .mapToObj(i -> canaries.subList(i * size, Math.min(canaries.size(), (i + 1) * size))).toList();
        long[] count = {0};
        Concurrently.ordered(batches.iterator(), Math.max(1, scorer.parallelism()), batch -> records(batch, scorer.score(batch), metric, entry), records -> {
            for (ScoreRecord record : records) {
                if (!record.equals(unscored.get(record.key()))) {
                    journal.append(record);
                }
                progress.at(entry.benchmark() + " " + metric.name() + ", canaries", ++count[0], canaries.size());
            }
        });
        return new Summary(0, 0, 0, 0, 0, 0, count[0]);
    }

    private static void count(ScoreRecord record, long[] counts) {
        switch (record.score()) {
            case Score.Scored _ -> {
                counts[1]++;
                counts[2] += record.truncated() ? 1 : 0;
            }
            case Score.Unparsed _ -> counts[3]++;
            case Score.Failed _ -> counts[4]++;
        }
    }

    private static List<ScoreRecord> records(List<Answered> batch, List<Score> scores, Metric metric, Scoring.Entry entry) {
        if (scores.size() != batch.size()) {
            throw new IllegalStateException(metric.name() + " gave " + scores.size() + " scores for " + batch.size() + " answers");
        }
        List<ScoreRecord> records = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Answered answered = batch.get(i);
            Map<String, Double> facets = new TreeMap<>();
            if (scores.get(i) instanceof Score.Scored(double _, Statistics statistics, String _)) {
                metric.facets().forEach((name, of) -> {
                    double value = of.applyAsDouble(statistics);
                    if (Double.isFinite(value)) {
                        facets.put(name, value);
                    }
                });
            }
            records.add(new ScoreRecord(answered.key(), metric.name(), scores.get(i), answered.completion().truncated(), facets,
                    answered.sample().attributes(), entry.id()));
        }
        return records;
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
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
    /// @param judges    empty when no judge was named; several are a jury
    /// @param baselines what answers are compared with; empty when none was named
    /// @param files     purpose to path
    /// @param options   name to value
    public record Tools(List<Juror> judges, Optional<Baselines> baselines, Map<String, Path> files, Map<String, String> options,
            Function<String, Language> languages) {
        public Tools(Optional<Backend> judge, Map<String, Path> files, Map<String, String> options, Function<String, Language> languages) {
            this(judge.map(Juror::alone).stream().toList(), Optional.empty(), files, options, languages);
        }
    }

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
                Journal<CompletionRecord> judgments = tools.judges().isEmpty() ? null : directory.judgments();
                Journal<ScoreRecord> journal = directory.scores()) {
            for (TaskRun task : tasks) {
                for (Metric metric : metrics.getOrDefault(task.task().name(), List.of())) {
                    Optional<Baselines> rivals = metric.compares() ? Optional.of(baselines(task, metric)) : Optional.empty();
                    try (Panel panel = Panel.open(metric, tools, task.task().settings(), directory, judgments)) {
                        Signature signature = task.task().signature().with("metric", metric.name()).with(panel.signature());
                        Scoring.Entry entry = Scoring.Entry.of(task.task().name(), metric.name(),
                                rivals.map(baselines -> signature.with("baseline", baselines.text(task.task().name()))).orElse(signature));
                        directory.write(directory.scoring().with(entry));
                        Map<Key, ScoreRecord> unscored = open.getOrDefault(entry.id(), Map.of());
                        unscored.keySet().forEach(panel::again);
                        Set<Key> done = new HashSet<>(scored.getOrDefault(entry.id(), Set.of()));
                        done.removeAll(unscored.keySet());
                        total = total.plus(score(task, metric, panel, rivals, entry, answers, done, unscored, journal));
                        total = total.plus(canaries(task, metric, panel, rivals, entry, answers, done, unscored, journal,
                                withCanaries.computeIfAbsent(metric.name(), _ -> new HashSet<>())));
                    }
                }
            }
        }
        return total;
    }

    private Baselines baselines(TaskRun task, Metric metric) {
        Baselines baselines = tools.baselines().orElseThrow(() -> new IllegalArgumentException(metric.name()
                + " compares answers with another model's; name its run or a file of its answers: --baseline RUN, --baseline FILE.jsonl"));
        baselines.check(task);
        return baselines;
    }

    private Summary score(TaskRun task, Metric metric, Panel panel, Optional<Baselines> rivals, Scoring.Entry entry, CompletionIndex answers,
            Set<Key> done, Map<Key, ScoreRecord> unscored, Journal<ScoreRecord> journal) throws InterruptedException {
        long[] counts = new long[6];
        long size = task.size();
        try (TaskRun.Askings askings = task.askings()) {
            Iterator<List<Answered>> batches = new ScoreBatches(askings, answers, metric, rivals, done, counts, panel.batchSize());
            Concurrently.ordered(batches, Math.max(1, panel.parallelism()), batch -> records(batch, panel, rivals, metric, entry), records -> {
                for (ScoreRecord record : records) {
                    append(record, done, unscored, journal);
                    if (record.key().role().isEmpty()) {
                        count(record, counts);
                    }
                }
                progress.at(entry.benchmark() + " " + metric.name(), counts[0] + counts[1] + counts[3] + counts[4] + counts[5], size);
            });
        }
        return new Summary(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], 0);
    }

    /// Scores a metric's canaries, once in each language: in the first benchmark that the metric reads there.
    ///
    /// @param covered languages that have theirs
    private Summary canaries(TaskRun task, Metric metric, Panel panel, Optional<Baselines> rivals, Scoring.Entry entry, CompletionIndex answers,
            Set<Key> done, Map<Key, ScoreRecord> unscored, Journal<ScoreRecord> journal, Set<Language> covered) throws InterruptedException {
        Scorer scorer = panel.first();
        if (scorer.canaryItems() == 0) {
            return NOTHING;
        }
        Set<Language> languages = new HashSet<>(task.languages());
        languages.removeAll(covered);
        covered.addAll(languages);
        List<Answered> canaries = new CanaryChoice(task, answers).of(metric, scorer, languages).stream()
                .filter(canary -> !done.contains(canary.key()))
                .map(canary -> canary.rival().isPresent() ? canary : rivals.map(all -> all.beside(canary)).orElse(canary)).toList();
        int size = Math.max(1, panel.batchSize());
        List<List<Answered>> batches = java.util.stream.IntStream.range(0, (canaries.size() + size - 1) / size)
                .mapToObj(i -> canaries.subList(i * size, Math.min(canaries.size(), (i + 1) * size))).toList();
        long[] count = {0};
        Concurrently.ordered(batches.iterator(), Math.max(1, panel.parallelism()), batch -> records(batch, panel, rivals, metric, entry), records -> {
            records.forEach(record -> append(record, done, unscored, journal));
            count[0] += records.stream().filter(record -> dev.glossa.harness.Canary.name(record.key()).isPresent()).count();
            progress.at(entry.benchmark() + " " + metric.name() + ", canaries", count[0], canaries.size());
        });
        return new Summary(0, 0, 0, 0, 0, 0, count[0]);
    }

    /// The sample's own, and the value of a guess where it has one.
    private static Map<String, String> attributes(Sample sample, Metric metric) {
        Map<String, String> attributes = new TreeMap<>(sample.attributes());
        metric.chance(sample).ifPresent(chance -> attributes.put(ScoreRecord.CHANCE, Double.toString(chance)));
        return attributes;
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

    /// Writes a line that is not there yet: judges of a jury may have theirs while the jury has none.
    private static void append(ScoreRecord record, Set<Key> done, Map<Key, ScoreRecord> unscored, Journal<ScoreRecord> journal) {
        if (!done.contains(record.key()) && !record.equals(unscored.get(record.key()))) {
            journal.append(record);
        }
    }

    private static List<ScoreRecord> records(List<Answered> batch, Panel panel, Optional<Baselines> rivals, Metric metric, Scoring.Entry entry)
            throws InterruptedException {
        List<Panel.Verdict> verdicts = panel.score(batch);
        List<ScoreRecord> records = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Answered answered = batch.get(i);
            Map<String, String> attributes = attributes(answered.sample(), metric);
            rivals.flatMap(all -> all.name(answered.sample())).ifPresent(name -> attributes.put("baseline", name));
            verdicts.get(i).each().forEach((judge, score) ->
                    records.add(record(answered.key().call("@" + judge), score, answered, metric, attributes, entry)));
            records.add(record(answered.key(), verdicts.get(i).score(), answered, metric, attributes, entry));
        }
        return records;
    }

    private static ScoreRecord record(Key key, Score score, Answered answered, Metric metric, Map<String, String> attributes, Scoring.Entry entry) {
        Map<String, Double> facets = new TreeMap<>();
        if (score instanceof Score.Scored(double _, Statistics statistics, String _)) {
            metric.facets().forEach((name, of) -> {
                double value = of.applyAsDouble(statistics);
                if (Double.isFinite(value)) {
                    facets.put(name, value);
                }
            });
        }
        return new ScoreRecord(key, metric.name(), score, answered.completion().truncated(), facets, attributes, entry.id());
    }
}

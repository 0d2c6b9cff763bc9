package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
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
import java.util.NoSuchElementException;
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
    public record Summary(long kept, long scored, long truncated, long unparsed, long failed, long missing) {
        Summary plus(Summary other) {
            return new Summary(kept + other.kept, scored + other.scored, truncated + other.truncated,
                    unparsed + other.unparsed, failed + other.failed, missing + other.missing);
        }
    }

    /// What scorers may use, as the user named it.
    ///
    /// @param judge   empty when no judge was named
    /// @param files   purpose to path
    /// @param options name to value
    public record Tools(Optional<Backend> judge, Map<String, Path> files, Map<String, String> options,
            Function<String, Language> languages) {}

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
        Summary total = new Summary(0, 0, 0, 0, 0, 0);
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
        try (CompletionIndex answers = directory.index();
                Journal<CompletionRecord> judgments = tools.judge().isPresent() ? directory.judgments() : null;
                Journal<ScoreRecord> journal = directory.scores()) {
            for (TaskRun task : tasks) {
                for (Metric metric : metrics.getOrDefault(task.task().name(), List.of())) {
                    Set<String> again = new HashSet<>();
                    try (Resources resources = new Resources(task.task().settings(), judgments, again); Scorer scorer = metric.scorer(resources)) {
                        Scoring.Entry entry = Scoring.Entry.of(task.task().name(), metric.name(),
                                task.task().signature().with("metric", metric.name()).with(scorer.signature()));
                        directory.write(directory.scoring().with(entry));
                        Map<Key, ScoreRecord> unscored = open.getOrDefault(entry.id(), Map.of());
                        unscored.keySet().forEach(key -> again.add(key.sample()));
                        Set<Key> done = new HashSet<>(scored.getOrDefault(entry.id(), Set.of()));
                        done.removeAll(unscored.keySet());
                        total = total.plus(score(task, metric, scorer, entry, answers, done, unscored, journal));
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
            Iterator<List<Answered>> batches = new Batches(askings, answers, metric, done, counts, scorer.batchSize());
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
        return new Summary(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
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

    /// Answered samples that the metric reads and that have no score, in batches; a batch never waits for a sample that was not asked.
    private static final class Batches implements Iterator<List<Answered>> {
        private final Iterator<TaskRun.Asking> askings;
        private final CompletionIndex answers;
        private final Metric metric;
        private final Set<Key> done;
        private final long[] counts;
        private final int size;
        private List<Answered> next = List.of();

        Batches(Iterator<TaskRun.Asking> askings, CompletionIndex answers, Metric metric, Set<Key> done, long[] counts, int size) {
            this.askings = askings;
            this.answers = answers;
            this.metric = metric;
            this.done = done;
            this.counts = counts;
            this.size = size;
        }

        @Override
        public boolean hasNext() {
            if (!next.isEmpty()) {
                return true;
            }
            List<Answered> batch = new ArrayList<>(size);
            while (batch.size() < size && askings.hasNext()) {
                TaskRun.Asking asking = askings.next();
                if (done.contains(asking.key())) {
                    counts[0]++;
                    continue;
                }
                Sample sample = asking.question().sample();
                if (!metric.reads(sample)) {
                    continue; // such as a language that the metric is not defined for
                }
                Optional<CompletionRecord> answer = answers.find(asking.key());
                if (answer.isEmpty()) {
                    counts[5]++;
                } else {
                    batch.add(new Answered(sample, asking.key(), answer.get().completion()));
                }
            }
            next = batch;
            return !batch.isEmpty();
        }

        @Override
        public List<Answered> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Answered> batch = next;
            next = List.of();
            return batch;
        }
    }

    private final class Resources implements Metric.Resources, AutoCloseable {
        private final Map<String, String> settings;
        private Optional<CompletionIndex> judged = Optional.empty();
        private final Journal<CompletionRecord> judgments;
        private final Set<String> again;

        Resources(Map<String, String> settings, Journal<CompletionRecord> judgments, Set<String> again) {
            this.settings = settings;
            this.judgments = judgments;
            this.again = again;
        }

        /// Calls that were made for an earlier metric of this stage are in the journal, and are not made again.
        @Override
        public Backend judge() {
            Backend judge = tools.judge().orElseThrow(() -> new IllegalArgumentException(
                    "this metric needs a judge; name one: --judge https://HOST/v1?model=NAME&key_env=VAR, or --judge llama:FILE.gguf"));
            judged = judged.or(() -> Optional.of(CompletionIndex.of(directory.path().resolve("judgments.jsonl"))));
            return new JudgeJournal(judge, judged.orElseThrow(), judgments, again);
        }

        @Override
        public void close() {
            judged.ifPresent(CompletionIndex::close);
        }

        @Override
        public Optional<Path> file(String purpose) {
            return Optional.ofNullable(tools.files().get(purpose));
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.ofNullable(tools.options().getOrDefault(name, settings.get(name)));
        }

        @Override
        public Function<String, Language> languages() {
            return tools.languages();
        }
    }
}

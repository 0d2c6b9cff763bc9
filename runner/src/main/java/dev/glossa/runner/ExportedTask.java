package dev.glossa.runner;

import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.run.Scoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A benchmark in one language, which is what other harnesses call a task, with the scores that count.
///
/// @param numbers by metric, in the run's order
/// @param samples the scores of each sample, by id and repeat
record ExportedTask(Manifest.TaskEntry entry, String language, Map<String, Number> numbers, Map<Key, List<ScoreRecord>> samples) {

    /// One metric's reading of the task.
    ///
    /// @param value  pooled; empty where nothing was scored
    /// @param error  standard error of a mean; empty for metrics that are none
    record Number(Metric metric, OptionalDouble value, OptionalDouble error, int scored, int unscored, String signature) {}

    /// As other harnesses' tasks are named, such as `flores_sw`.
    String name() {
        return entry.name() + "_" + language;
    }

    static List<ExportedTask> of(RunDirectory directory) {
        Map<String, Scoring.Entry> current = directory.scoring().current().stream().collect(Collectors.toMap(Scoring.Entry::id, e -> e));
        Map<String, Map<String, Map<Key, List<ScoreRecord>>>> found = new LinkedHashMap<>();
        // Of two lines for one key the later counts.
        directory.readScores(signature -> Optional.ofNullable(current.get(signature)).map(entry -> Registry.metrics().find(entry.metric())), record -> {
            if (current.containsKey(record.signature()) && record.key().role().isEmpty()) {
                SampleId id = SampleId.parse(record.key().sample());
                List<ScoreRecord> scores = found.computeIfAbsent(id.benchmark(), _ -> new LinkedHashMap<>()).computeIfAbsent(id.language(), _ ->
                        new TreeMap<>(Comparator.comparing(Key::sample).thenComparing(Key::repeat))).computeIfAbsent(record.key(), _ -> new ArrayList<>());
                scores.removeIf(earlier -> earlier.metric().equals(record.metric()));
                scores.add(record);
            }
        });
        List<ExportedTask> tasks = new ArrayList<>();
        for (Manifest.TaskEntry entry : directory.manifest().tasks()) {
            for (String language : entry.languages().keySet()) {
                Map<Key, List<ScoreRecord>> samples = found.getOrDefault(entry.name(), Map.of()).getOrDefault(language, Map.of());
                if (!samples.isEmpty()) {
                    tasks.add(new ExportedTask(entry, language, numbers(samples, current), samples));
                }
            }
        }
        return tasks;
    }

    private static Map<String, Number> numbers(Map<Key, List<ScoreRecord>> samples, Map<String, Scoring.Entry> current) {
        Map<String, List<ScoreRecord>> byMetric = new LinkedHashMap<>();
        samples.values().forEach(scores -> scores.forEach(score -> byMetric.computeIfAbsent(score.metric(), _ -> new ArrayList<>()).add(score)));
        Map<String, Number> numbers = new LinkedHashMap<>();
        byMetric.forEach((name, records) -> {
            Metric metric = Registry.metrics().find(name);
            List<Score.Scored> scored = records.stream().map(ScoreRecord::score).filter(Score.Scored.class::isInstance).map(Score.Scored.class::cast).toList();
            Optional<Statistics> sum = scored.stream().map(Score.Scored::statistics).reduce(Statistics::plus);
            OptionalDouble value = sum.map(metric::pool).filter(Double::isFinite).map(OptionalDouble::of).orElse(OptionalDouble.empty());
            numbers.put(name, new Number(metric, value, error(records, value), scored.size(), records.size() - scored.size(),
                    current.get(records.getLast().signature()).signature()));
        });
        return numbers;
    }

    /// Only of a number that is the mean of its samples' values. Repeats of a sample are one sample.
    private static OptionalDouble error(List<ScoreRecord> records, OptionalDouble value) {
        List<ScoreRecord> scored = records.stream().filter(record -> record.score() instanceof Score.Scored).toList();
        double mean = scored.stream().mapToDouble(ExportedTask::value).average().orElse(Double.NaN);
        double[] samples = scored.stream().collect(Collectors.groupingBy(record -> record.key().sample(), TreeMap::new, Collectors.averagingDouble(ExportedTask::value)))
                .values().stream().mapToDouble(Double::doubleValue).toArray();
        if (samples.length < 2 || value.isEmpty() || Math.abs(mean - value.getAsDouble()) > 1e-9 * Math.max(1, Math.abs(mean))) {
            return OptionalDouble.empty();
        }
        double middle = Arrays.stream(samples).average().orElseThrow();
        double squares = Arrays.stream(samples).map(sample -> (sample - middle) * (sample - middle)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (samples.length - 1) / samples.length));
    }

    private static double value(ScoreRecord record) {
        return ((Score.Scored) record.score()).value();
    }
}

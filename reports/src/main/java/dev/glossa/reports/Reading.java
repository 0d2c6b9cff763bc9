package dev.glossa.reports;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.run.Scoring;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.health.HealthBuilder;
import dev.glossa.reports.health.JudgeHealth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the score files of some runs hold, read once: numbers for the tables, and whatever a listener keeps of them.
///
/// @param scores     of all runs, by benchmark and metric, the headline metric of each benchmark first
/// @param signatures of each score, by the id that score lines refer to
/// @param health     whether the judges among them can be believed
public record Reading(Scores scores, Map<String, String> signatures, JudgeHealth health) {

    /// Is told of each score that counts.
    public interface Listener {
        void score(int run, SampleId id, ScoreRecord score);

        /// Tells several of the same.
        static Listener all(List<Listener> listeners) {
            return new Listener() {
                @Override
                public void score(int run, SampleId id, ScoreRecord score) {
                    listeners.forEach(listener -> listener.score(run, id, score));
                }

                @Override
                public void apart(int run, SampleId id, ScoreRecord score) {
                    listeners.forEach(listener -> listener.apart(run, id, score));
                }
            };
        }

        /// Is told of a score that is in no mean: of one judge of a jury, or of a canary.
        default void apart(int run, SampleId id, ScoreRecord score) {}
    }

    /// Reads every score of a current signature; scores of earlier ones stay where they are, as do those of re-asked samples.
    ///
    /// @param metrics finds a metric by its name
    public static Reading of(List<Run> runs, Function<String, Metric> metrics, Languages languages, Listener listener) {
        Scores.Builder builder = new Scores.Builder(runs.stream().map(Run::name).toList(), languages);
        declare(builder, runs, metrics);
        for (int r = 0; r < runs.size(); r++) {
            int run = r;
            runs.get(r).manifest().tasks().forEach(task -> task.languages().keySet().forEach(language -> builder.data(run, task.name(), language, task.data(language))));
        }
        Map<String, String> signatures = new LinkedHashMap<>();
        HealthBuilder health = new HealthBuilder(metrics, runs.stream().map(Run::labels).toList());
        for (int r = 0; r < runs.size(); r++) {
            int run = r;
            List<Scoring.Entry> current = runs.get(r).scoring().current();
            current.forEach(entry -> {
                signatures.put(entry.id(), entry.signature());
                health.declare(entry.id(), entry.signature());
            });
            Map<String, Metric> counting = current.stream().collect(Collectors.toMap(Scoring.Entry::id, entry -> metrics.apply(entry.metric()), (a, _) -> a));
            runs.get(r).directory().readScores(signature -> Optional.ofNullable(counting.get(signature)), record -> {
                if (!counting.containsKey(record.signature())) {
                    return;
                }
                SampleId id = SampleId.parse(record.key().sample());
                health.add(run, id, record);
                if (!record.key().role().isEmpty()) {
                    listener.apart(run, id, record);
                } else {
                    builder.add(run, id, record.key().repeat(), record.metric(), record.score(), record.truncated(),
                            record.attributes(), record.signature());
                    listener.score(run, id, record);
                }
            });
        }
        for (int r = 0; r < runs.size(); r++) {
            unfinished(runs.get(r), r, languages, builder);
        }
        JudgeHealth judged = health.build(languages);
        return new Reading(builder.build(judged::flag), signatures, judged);
    }

    /// Tells of the languages in which a run was to ask more than it has answers. Answers are counted only where scores are fewer.
    private static void unfinished(Run run, int index, Languages languages, Scores.Builder scores) {
        Map<String, Long> planned = new HashMap<>();
        run.manifest().tasks().forEach(task -> task.items().forEach((language, items) -> {
            if (scores.items(index, task.name(), language) < items) {
                planned.put(task.name() + "/" + language, items);
            }
        }));
        if (planned.isEmpty()) {
            return;
        }
        Map<String, Set<String>> answered = new HashMap<>();
        run.directory().readCompletions(record -> {
            SampleId id = SampleId.parse(record.key().sample());
            answered.computeIfAbsent(id.benchmark() + "/" + id.language(), _ -> new HashSet<>()).add(id.item());
        });
        run.manifest().tasks().forEach(task -> task.items().keySet().forEach(language -> {
            String place = task.name() + "/" + language;
            long there = Math.max(scores.items(index, task.name(), language), answered.getOrDefault(place, Set.of()).size());
            if (there < planned.getOrDefault(place, 0L)) {
                scores.unfinished(index, task.name(), languages.get(language), there, planned.get(place));
            }
        }));
    }

    /// Benchmarks in the order of the runs' manifests; of each the protocol's metrics first, in its order.
    private static void declare(Scores.Builder builder, List<Run> runs, Function<String, Metric> metrics) {
        record Scored(String benchmark, String metric) {}
        List<Scored> scored = new ArrayList<>();
        List<String> benchmarks = new ArrayList<>();
        Map<String, List<String>> asked = new LinkedHashMap<>();
        Map<String, List<String>> slices = new LinkedHashMap<>();
        for (Run run : runs) {
            for (Manifest.TaskEntry task : run.manifest().tasks()) {
                benchmarks.add(task.name());
                asked.computeIfAbsent(task.name(), _ -> new ArrayList<>()).addAll(task.metrics());
                slices.computeIfAbsent(task.name(), _ -> new ArrayList<>()).addAll(task.slices());
            }
        }
        for (Run run : runs) {
            run.scoring().current().forEach(entry -> scored.add(new Scored(entry.benchmark(), entry.metric())));
        }
        scored.stream().distinct().sorted(Comparator
                        .comparingInt((Scored s) -> place(benchmarks, s.benchmark()))
                        .thenComparingInt(s -> place(asked.getOrDefault(s.benchmark(), List.of()), s.metric())))
                .forEach(s -> builder.declare(s.benchmark(), metrics.apply(s.metric()),
                        slices.getOrDefault(s.benchmark(), List.of()).stream().distinct().toList()));
    }

    private static int place(List<String> names, String name) {
        int at = names.indexOf(name);
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}

package dev.glossa.reports.arena;

import dev.glossa.harness.Battle;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The battles of some runs, by arena: whatever was judged alike, apart from whom it was compared with, is one. Answers in a
/// language that was asked from other data than the first run's are in an arena of their own.
public final class Battles implements Reading.Listener {
    private static final String METRIC = "win-rate";
    private static final String BASELINE = "baseline";

    /// One model's two games on one question.
    ///
    /// @param model index of the run
    record Row(int model, String baseline, String language, String item, Battle battle) {}

    /// What battles share.
    record Name(String benchmark, String judged) {}

    private final List<String> models;
    private final List<Map<String, String>> signatures = new ArrayList<>();
    private final List<Run> runs;
    /// Of each benchmark and language, which data it was asked from, the first run's first.
    private final Map<String, List<String>> data = new LinkedHashMap<>();
    private final Map<Name, Map<String, Row>> arenas = new LinkedHashMap<>();

    public Battles(List<Run> runs) {
        this.runs = runs;
        this.models = runs.stream().map(Run::name).toList();
        for (Run run : runs) {
            Map<String, String> judged = new LinkedHashMap<>();
            run.scoring().current().stream().filter(entry -> entry.metric().equals(METRIC)).forEach(entry -> judged.put(entry.id(), without(entry.signature())));
            signatures.add(judged);
            run.manifest().tasks().forEach(task -> task.languages().keySet().forEach(language -> {
                List<String> all = data.computeIfAbsent(task.name() + "/" + language, _ -> new ArrayList<>());
                if (!all.contains(task.data(language))) {
                    all.add(task.data(language));
                }
            }));
        }
    }

    private static String without(String signature) {
        Map<String, String> parts = new LinkedHashMap<>(Signature.parse(signature).parts());
        parts.remove(BASELINE);
        return new Signature(parts).toString();
    }

    @Override
    public void score(int run, SampleId id, ScoreRecord record) {
        if (!record.metric().equals(METRIC)) {
            return;
        }
        Map<String, Row> rows = arenas.computeIfAbsent(new Name(id.benchmark(), judged(run, id, record.signature())), _ -> new TreeMap<>());
        String key = run + "/" + record.key();
        if (record.score() instanceof Score.Scored scored) {
            rows.put(key, new Row(run, record.attributes().getOrDefault(BASELINE, "baseline"), id.language(), id.item(), Battle.of(scored.statistics())));
        } else {
            rows.remove(key);
        }
    }

    /// What was judged alike, among answers to the same questions.
    private String judged(int run, SampleId id, String entry) {
        String judged = signatures.get(run).getOrDefault(entry, "");
        int other = runs.get(run).manifest().task(id.benchmark())
                .map(task -> data.getOrDefault(id.benchmark() + "/" + id.language(), List.of()).indexOf(task.data(id.language()))).orElse(0);
        return other < 1 || judged.isEmpty() ? judged : Signature.parse(judged).with(Arena.OTHER_DATA, other).toString();
    }

    /// The arenas that have battles, in order of appearance.
    public List<Arena> arenas() {
        List<Arena> all = new ArrayList<>();
        arenas.forEach((name, rows) -> {
            if (!rows.isEmpty()) {
                all.add(arena(name, List.copyOf(rows.values())));
            }
        });
        return all;
    }

    /// Players are the baselines, the most frequent first, then the models that are none of them.
    private Arena arena(Name name, List<Row> rows) {
        Map<String, Long> baselines = new TreeMap<>();
        rows.forEach(row -> baselines.merge(row.baseline(), 1L, Long::sum));
        Set<String> players = new LinkedHashSet<>();
        baselines.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(baseline -> players.add(baseline.getKey()));
        IntStream.range(0, models.size()).filter(m -> rows.stream().anyMatch(row -> row.model() == m)).forEach(m -> players.add(models.get(m)));
        return new Arena(name.benchmark(), name.judged(), List.copyOf(players), models, rows);
    }
}

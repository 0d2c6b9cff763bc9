package dev.glossa.reports.page;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.reports.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// The items of one language by how the models did on them: what a native reader should look at first. Keeps the scores of
/// that language alone.
final class Picks implements Reading.Listener {
    /// One item with every metric's verdict on each model's answer, by run and metric.
    record Item(String item, Map<Integer, Map<String, ScoreRecord>> scores) {
        Item of(List<Integer> runs) {
            Map<Integer, Map<String, ScoreRecord>> some = new TreeMap<>(scores);
            some.keySet().retainAll(runs);
            return new Item(item, some);
        }
    }

    private final String language;
    private final Map<String, Map<String, Item>> items = new LinkedHashMap<>();

    Picks(String language) {
        this.language = language;
    }

    @Override
    public void score(int run, SampleId id, ScoreRecord score) {
        if (id.language().equals(language) && score.key().repeat() == 0) {
            items.computeIfAbsent(id.benchmark(), _ -> new TreeMap<>()).computeIfAbsent(id.item(), item -> new Item(item, new TreeMap<>()))
                    .scores().computeIfAbsent(run, _ -> new LinkedHashMap<>()).put(score.metric(), score);
        }
    }

    /// The items of a benchmark with the lowest values of a metric, unscored answers among them as the lowest, and those with
    /// the highest; no item is both. Ties fall by a digest of the item's key, which knows nothing of the answers.
    ///
    /// @param ascending whether larger values are better
    /// @param runs      whose answers count
    /// @return failures, worst first, then successes, best first
    List<List<Item>> worstAndBest(String benchmark, String metric, boolean ascending, int most, List<Integer> runs) {
        List<Item> all = new ArrayList<>(items.getOrDefault(benchmark, Map.of()).values().stream().map(item -> item.of(runs)).filter(item -> !item.scores().isEmpty()).toList());
        int sign = ascending ? 1 : -1;
        double lowest = all.stream().flatMap(item -> item.scores().values().stream()).map(byMetric -> value(byMetric, metric)).filter(OptionalDouble::isPresent)
                .mapToDouble(value -> sign * value.getAsDouble()).min().orElse(0);
        all.sort(Comparator.comparingDouble((Item item) -> goodness(item, metric, sign, lowest)).thenComparingLong(item -> digest(item.item())));
        int each = Math.min(most, (all.size() + 1) / 2);
        List<Item> best = new ArrayList<>(all.subList(Math.max(each, all.size() - most), all.size()));
        Collections.reverse(best);
        return List.of(List.copyOf(all.subList(0, each)), List.copyOf(best));
    }

    /// The mean over models, more being better; an answer without a score is worth as little as the worst that has one.
    private static double goodness(Item item, String metric, int sign, double lowest) {
        return item.scores().values().stream().map(byMetric -> value(byMetric, metric))
                .mapToDouble(value -> value.isPresent() ? sign * value.getAsDouble() : lowest).average().orElse(lowest);
    }

    private static OptionalDouble value(Map<String, ScoreRecord> byMetric, String metric) {
        return byMetric.get(metric) instanceof ScoreRecord record && record.score() instanceof Score.Scored scored
                ? OptionalDouble.of(scored.value()) : OptionalDouble.empty();
    }

    private static long digest(String item) {
        CRC32 crc = new CRC32();
        crc.update(item.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return crc.getValue();
    }
}

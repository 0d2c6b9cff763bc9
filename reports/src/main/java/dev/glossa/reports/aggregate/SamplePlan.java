package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How many items of a benchmark would show a difference of a given size between two models, by the variance measured so far.
///
/// With two models' scores of the same items the variance is that of their differences. With one model's, it is that of two
/// such models whose scores of an item have nothing to do with each other: the most that is needed, since most items are hard
/// or easy for both.
///
/// @param paired whether differences were measured
/// @param lines  all languages together first, where there are several; then each
public record SamplePlan(String benchmark, String metric, boolean paired, List<Line> lines) {
    /// Two-sided, the level of every interval.
    private static final double ALPHA = 1 - Interval.LEVEL;

    /// @param language  empty for the mean over all of them, of the same items in each
    /// @param items     measured so far
    /// @param deviation of one item's value or difference, on the metric's scale; empty for fewer than two items
    /// @param needed    items per language; empty where nothing can be said
    public record Line(Optional<Language> language, int items, OptionalDouble deviation, OptionalLong needed) {}

    /// Plans for every benchmark and metric whose values are proportions.
    ///
    /// @param model   index of the model that was measured
    /// @param against index of one to compare it with; empty for none
    /// @param points  the least difference that is to be seen, on the 0-100 scale
    /// @param power   the chance of seeing it, from 0.5 to less than 1
    public static List<SamplePlan> of(Scores scores, int model, OptionalInt against, double points, double power) {
        if (!(points > 0 && points <= 100)) {
            throw new IllegalArgumentException("a difference of " + points + " points cannot be planned for; above 0 and at most 100 would do, such as 2");
        }
        if (!(power >= 0.5 && power < 1)) {
            throw new IllegalArgumentException("a power of " + power + " is none; 0.5 to less than 1 would do, such as 0.8");
        }
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double reach = (normal.inverseCumulativeProbability(1 - ALPHA / 2) + normal.inverseCumulativeProbability(power)) / (points / 100);
        return scores.tables().stream().filter(table -> table.metric().scale() == Metric.Scale.PROPORTION)
                .map(table -> of(table, model, against, reach)).filter(plan -> !plan.lines().isEmpty()).toList();
    }

    private static SamplePlan of(Table table, int model, OptionalInt against, double reach) {
        TreeMap<Integer, double[]> together = new TreeMap<>();
        List<Line> lines = new ArrayList<>();
        for (int l = 0; l < table.languages().size(); l++) {
            TreeMap<Integer, Double> values = values(table, model, l);
            if (against.isPresent()) {
                TreeMap<Integer, Double> others = values(table, against.getAsInt(), l);
                values.keySet().retainAll(others.keySet());
                values.replaceAll((item, value) -> value - others.get(item));
            }
            if (!values.isEmpty()) {
                values.forEach((item, value) -> {
                    double[] sum = together.computeIfAbsent(item, _ -> new double[2]);
                    sum[0] += value;
                    sum[1]++;
                });
                lines.add(line(Optional.of(table.languages().get(l)), values.values().stream().mapToDouble(v -> v).toArray(), against.isPresent(), reach));
            }
        }
        if (lines.size() > 1) {
            // Only items that are there in every language tell what a mean over languages varies by.
            int all = lines.size();
            double[] means = together.values().stream().filter(sum -> sum[1] == all).mapToDouble(sum -> sum[0] / sum[1]).toArray();
            lines.addFirst(line(Optional.empty(), means, against.isPresent(), reach));
        }
        return new SamplePlan(table.benchmark(), table.metric().name(), against.isPresent(), List.copyOf(lines));
    }

    private static Line line(Optional<Language> language, double[] values, boolean paired, double reach) {
        if (values.length < 2) {
            return new Line(language, values.length, OptionalDouble.empty(), OptionalLong.empty());
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
        double needed = Math.ceil(reach * reach * variance * (paired ? 1 : 2));
        // Items that are all alike say nothing about how others vary.
        return new Line(language, values.length, OptionalDouble.of(Math.sqrt(variance)), variance == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(2, (long) needed)));
    }

    /// The value of each item that has a score, over its repeats.
    private static TreeMap<Integer, Double> values(Table table, int model, int language) {
        TreeMap<Integer, Double> values = new TreeMap<>();
        table.column(model, language).ifPresent(column -> {
            TreeMap<Integer, double[]> sums = new TreeMap<>();
            for (int row = 0; row < column.rows(); row++) {
                if (column.scored(row)) {
                    double[] sum = sums.computeIfAbsent(column.item()[row], _ -> new double[column.width()]);
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += column.sums()[row * column.width() + k];
                    }
                }
            }
            sums.forEach((item, sum) -> {
                double value = table.metric().pool(dev.glossa.harness.Statistics.of(sum));
                if (Double.isFinite(value)) {
                    values.put(item, value);
                }
            });
        });
        return values;
    }
}

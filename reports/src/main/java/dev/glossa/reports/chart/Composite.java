package dev.glossa.reports.chart;

import dev.glossa.harness.Metric;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Interval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Figure 1's form: each model's mean over benchmarks by region. The paper's own numbers cannot be reproduced (protocol,
/// section 9): this is the mean of the benchmarks' regional means with equal weight, which is comparable with nothing else.
final class Composite {
    private Composite() {}

    /// Empty for fewer than two benchmarks on a scale with an end that every model was run on.
    static Optional<Chart> of(List<Aggregate> headlines) {
        List<Aggregate> used = headlines.stream().filter(a -> a.table().metric().scale() != Metric.Scale.RAW && a.table().metric().ascending()).toList();
        Set<String> models = new LinkedHashSet<>(used.stream().flatMap(a -> a.models().stream()).toList());
        List<Aggregate> shared = used.stream().filter(a -> a.models().containsAll(models)).toList();
        if (shared.size() < 2) {
            return Optional.empty();
        }
        List<String> regions = shared.stream().flatMap(a -> a.groups().stream()).filter(g -> g.kind() == Group.Kind.REGION).map(Group::name).distinct()
                .filter(region -> shared.stream().allMatch(a -> models.stream().allMatch(m -> a.cell(Group.Kind.REGION, region, m)
                        .filter(c -> c.value().isPresent()).isPresent()))).toList();
        if (regions.isEmpty()) {
            return Optional.empty();
        }
        List<List<Bars.Point>> points = regions.stream().map(region -> models.stream().map(model -> point(shared, region, model)).toList()).toList();
        String names = shared.stream().map(a -> a.table().benchmark()).collect(Collectors.joining(", "));
        return Optional.of(new Bars("all-benchmarks-regions", "All benchmarks by region",
                "Equal-weight mean of the regional means of " + names + ". Comparable with no other composite", "mean of benchmarks, 0–100",
                new Printed(1, "0–100"), regions, List.of(), List.copyOf(models), points, List.of()).upright());
    }

    /// Benchmarks have items of their own, so that the squares of their errors add.
    private static Bars.Point point(List<Aggregate> benchmarks, String region, String model) {
        double sum = 0;
        double below = 0;
        double above = 0;
        List<Interval> intervals = new ArrayList<>();
        for (Aggregate benchmark : benchmarks) {
            Cell cell = benchmark.cell(Group.Kind.REGION, region, model).orElseThrow();
            Printed printed = Printed.of(benchmark.table().metric());
            double value = printed.value(cell.value().orElseThrow());
            sum += value;
            if (cell.interval().isPresent()) {
                Interval interval = printed.interval(cell.interval().get());
                intervals.add(interval);
                below += Math.pow(value - interval.low(), 2);
                above += Math.pow(interval.high() - value, 2);
            }
        }
        int n = benchmarks.size();
        return new Bars.Point(sum / n, intervals.size() < n ? Optional.empty()
                : Optional.of(new Interval(sum / n - Math.sqrt(below) / n, sum / n + Math.sqrt(above) / n)));
    }
}

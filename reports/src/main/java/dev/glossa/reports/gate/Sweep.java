package dev.glossa.reports.gate;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Comparison;
import dev.glossa.reports.aggregate.Difference;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Noise;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.aggregate.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// Several checkpoints of one model one after the other: a curve for each group and language, and what the last one has
/// forgotten of the best before it.
///
/// @param runs  names of the checkpoints, the base first
/// @param lines overall means first, then regions, then languages
public record Sweep(List<String> runs, List<Line> lines, List<Aggregate> aggregates) {
    private static final Set<Group.Kind> SHOWN = Set.of(Group.Kind.OVERALL, Group.Kind.REGION, Group.Kind.LANGUAGE);

    /// One curve, on the printed scale.
    ///
    /// @param values    of each checkpoint
    /// @param change    the last minus the base
    /// @param best      index of the best checkpoint
    /// @param forgotten the last minus the best before it, which was picked for being high: part of a small loss is luck; empty
    ///                  where the last is the best
    public record Line(String benchmark, String metric, Group group, String label, List<OptionalDouble> values, Optional<Estimate> change, int best,
            Optional<Estimate> forgotten) {}

    /// @param runs index of each checkpoint among the scores' models, the base first
    public static Sweep of(Scores scores, List<Integer> runs, Languages languages, Aggregate.Options options) {
        List<String> names = runs.stream().map(scores.models()::get).toList();
        List<Line> lines = new ArrayList<>();
        List<Aggregate> aggregates = new ArrayList<>();
        for (Table table : scores.tables()) {
            if (runs.stream().filter(r -> table.signature(r).isPresent()).count() < 2) {
                continue;
            }
            Aggregate aggregate = Aggregate.of(table, languages, options).getFirst();
            aggregates.add(aggregate);
            Map<Integer, Comparison> comparisons = new HashMap<>();
            for (Group group : aggregate.groups()) {
                if (SHOWN.contains(group.kind())) {
                    lines.add(line(aggregate, group, names, runs, comparisons, options));
                }
            }
        }
        return new Sweep(names, List.copyOf(lines), List.copyOf(aggregates));
    }

    private static Line line(Aggregate aggregate, Group group, List<String> names, List<Integer> runs, Map<Integer, Comparison> comparisons, Aggregate.Options options) {
        Metric metric = aggregate.table().metric();
        Printed printed = Printed.of(metric);
        List<OptionalDouble> values = names.stream().map(name -> aggregate.cell(group.kind(), group.name(), name).map(Cell::value).orElse(OptionalDouble.empty()))
                .map(v -> v.isPresent() ? OptionalDouble.of(printed.value(v.getAsDouble())) : v).toList();
        int last = names.size() - 1;
        double sign = metric.ascending() ? 1 : -1;
        int best = IntStream.rangeClosed(0, last).filter(i -> values.get(i).isPresent()).reduce((a, b) ->
                sign * values.get(b).getAsDouble() > sign * values.get(a).getAsDouble() ? b : a).orElse(0);
        Optional<Estimate> change = aggregate.differences().stream().filter(d -> d.group().equals(group) && d.model().equals(names.get(last))).findFirst()
                .map(Difference::difference).map(d -> d.times(printed.factor()));
        Optional<Estimate> forgotten = Optional.empty();
        if (best < last && values.get(last).isPresent() && aggregate.table().signature(runs.get(best)).equals(aggregate.table().signature(runs.get(last)))
                && group.languages().stream().noneMatch(l -> aggregate.table().askedApart(runs.get(best), runs.get(last), l))) {
            Comparison comparison = comparisons.computeIfAbsent(best, b -> Comparison.of(aggregate.table(), runs.get(b), runs.get(last), Noise.NONE, options.draws(), options.seed()));
            forgotten = (group.kind() == Group.Kind.LANGUAGE
                    ? comparison.languages().stream().filter(l -> group.languages().contains(l.language())).findFirst().map(Comparison.PerLanguage::difference)
                    : comparison.mean(group.languages()::contains)).map(d -> d.times(printed.factor()));
        }
        return new Line(aggregate.table().benchmark(), metric.name(), group, Names.of(group), values, change, best, forgotten);
    }

    /// `forgetting.csv`: a line for each curve.
    public String csv() {
        List<String> header = new ArrayList<>(List.of("benchmark", "metric", "group_kind", "group"));
        runs.forEach(header::add);
        header.addAll(List.of("change", "change_low", "change_high", "best", "forgotten", "forgotten_low", "forgotten_high"));
        Csv csv = new Csv(header);
        for (Line line : lines) {
            List<Object> row = new ArrayList<>(List.of(line.benchmark(), line.metric(), line.group().kind().wire(), line.group().name()));
            row.addAll(line.values());
            ends(row, line.change());
            row.add(runs.get(line.best()));
            ends(row, line.forgotten());
            csv.row(row.toArray());
        }
        return csv.toString();
    }

    private static void ends(List<Object> row, Optional<Estimate> estimate) {
        row.add(estimate.map(e -> OptionalDouble.of(e.value())).orElse(OptionalDouble.empty()));
        row.add(estimate.map(e -> OptionalDouble.of(e.interval().low())).orElse(OptionalDouble.empty()));
        row.add(estimate.map(e -> OptionalDouble.of(e.interval().high())).orElse(OptionalDouble.empty()));
    }
}

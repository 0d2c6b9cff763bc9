package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Checkpoints one after the other: means as lines, and what each language changed against the base as a heat map.
public final class Curves {
    private Curves() {}

    /// @param runs names of the checkpoints, the base first
    public static List<Chart> of(Aggregate aggregate, List<String> runs) {
        Printed printed = Printed.of(aggregate.table().metric());
        String benchmark = aggregate.table().benchmark();
        String metric = aggregate.table().metric().name();
        List<Group> means = aggregate.groups().stream().filter(g -> g.kind() == Group.Kind.OVERALL || g.kind() == Group.Kind.REGION).toList();
        List<Chart> charts = new ArrayList<>();
        if (!means.isEmpty()) {
            List<List<Optional<Lines.Point>>> points = means.stream().map(group -> runs.stream().map(run -> aggregate.cell(group.kind(), group.name(), run)
                    .filter(c -> c.value().isPresent()).map(c -> new Lines.Point(printed.value(c.value().getAsDouble()), c.interval().map(printed::interval))))
                    .toList()).toList();
            charts.add(new Lines(benchmark + "-" + metric + "-curve", benchmark + ": " + metric + " of " + runs.size() + " checkpoints",
                    "Bars: 95 % interval over items, of each checkpoint by itself", Theme.axis(metric, printed), "checkpoint",
                    runs.stream().map(Labels::model).toList(), means.stream().map(Group::name).toList(), IntStream.range(0, means.size()).boxed().toList(),
                    points, List.of(), printed.last(), printed.last() == 100 ? 1 : 3).chart());
        }
        List<Language> languages = aggregate.groups().stream().filter(g -> g.kind() == Group.Kind.LANGUAGE).map(g -> g.languages().getFirst())
                .filter(l -> aggregate.differences().stream().anyMatch(d -> d.group().kind() == Group.Kind.LANGUAGE && d.group().languages().contains(l))).toList();
        if (!languages.isEmpty()) {
            List<String> later = runs.subList(1, runs.size());
            List<List<OptionalDouble>> changes = languages.stream().map(language -> later.stream().map(run -> aggregate.differences().stream()
                    .filter(d -> d.group().kind() == Group.Kind.LANGUAGE && d.group().languages().contains(language) && d.model().equals(run)).findFirst()
                    .map(d -> OptionalDouble.of(printed.value(d.difference().value()))).orElse(OptionalDouble.empty())).toList()).toList();
            double reach = changes.stream().flatMap(List::stream).filter(OptionalDouble::isPresent).mapToDouble(v -> Math.abs(v.getAsDouble())).max().orElse(1);
            charts.add(new HeatMap(benchmark + "-" + metric + "-curve-languages", benchmark + ": change of " + metric + " against " + Labels.model(runs.getFirst()),
                    "Blue is better, orange is worse" + (printed.last() == 100 ? ", in points" : ""), "language",
                    languages.stream().map(l -> Labels.of(l, Labels.plain(12))).toList(), languages.stream().map(Language::code).toList(), "checkpoint", later,
                    changes, later.stream().map(_ -> new HeatMap.Scale(-reach, reach, true)).toList(), printed.last() == 100 ? 1 : 3).chart());
        }
        return Caveats.on(charts, List.of(aggregate));
    }
}

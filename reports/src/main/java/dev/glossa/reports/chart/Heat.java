package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Heat maps of languages and benchmarks, one for each model. The colours of a column are the same in all of them: they span
/// what any model has in any language of that benchmark.
final class Heat {
    private Heat() {}

    static List<Chart> of(List<Aggregate> headlines) {
        List<HeatMap.Scale> scales = headlines.stream().map(Heat::scale).toList();
        List<String> columns = headlines.stream().map(a -> a.table().benchmark() + " " + a.table().metric().name()).toList();
        Set<String> models = new LinkedHashSet<>(headlines.stream().flatMap(a -> a.table().models().stream()).toList());
        List<Chart> charts = new ArrayList<>();
        int number = 0;
        for (String model : models) {
            number++;
            List<Language> languages = headlines.stream().flatMap(a -> a.cells().stream()).filter(c -> c.group().kind() == Group.Kind.LANGUAGE
                            && c.model().equals(model) && c.value().isPresent()).map(c -> c.group().languages().getFirst()).distinct()
                    .sorted(Comparator.comparing((Language l) -> l.webPages().isEmpty()).thenComparing(l -> -l.webPages().orElse(0)).thenComparing(Language::code)).toList();
            if (languages.isEmpty()) {
                continue;
            }
            List<List<OptionalDouble>> values = languages.stream().map(language -> headlines.stream().map(a -> a.cell(Group.Kind.LANGUAGE, language.code(), model)
                    .filter(c -> c.value().isPresent()).map(c -> OptionalDouble.of(Printed.of(a.table().metric()).value(c.value().getAsDouble())))
                    .orElse(OptionalDouble.empty())).toList()).toList();
            charts.add(new HeatMap("all-benchmarks-languages-" + number, Labels.model(model) + ": languages and benchmarks",
                    "Languages with the most web pages first. Colours span each benchmark from its lowest to its highest language of any model", "language",
                    languages.stream().map(l -> Labels.of(l, Labels.plain(12))).toList(), languages.stream().map(Language::code).toList(), "benchmark", columns,
                    values, scales, 1).chart());
        }
        return charts;
    }

    private static HeatMap.Scale scale(Aggregate aggregate) {
        Printed printed = Printed.of(aggregate.table().metric());
        double[] values = aggregate.cells().stream().filter(c -> c.group().kind() == Group.Kind.LANGUAGE && c.value().isPresent())
                .mapToDouble(c -> printed.value(c.value().getAsDouble())).sorted().toArray();
        double low = values.length == 0 ? 0 : values[0];
        double high = values.length == 0 ? 1 : values[values.length - 1];
        // Light is good whichever way the metric runs.
        return aggregate.table().metric().ascending() ? new HeatMap.Scale(low, high, false) : new HeatMap.Scale(high, low, false);
    }
}

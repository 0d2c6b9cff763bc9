package dev.glossa.reports.chart;

import dev.glossa.harness.Language;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Quantile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The values of one model in the languages of a group, as printed, in ascending order.
record Values(List<Of> each) {
    record Of(Language language, double value) {}

    static Values of(Aggregate aggregate, Group group, String model) {
        Printed printed = Printed.of(aggregate.table().metric());
        List<Of> each = new ArrayList<>();
        for (Language language : group.languages()) {
            Optional<Cell> cell = aggregate.cell(Group.Kind.LANGUAGE, language.code(), model);
            cell.filter(c -> c.value().isPresent()).ifPresent(c -> each.add(new Of(language, printed.value(c.value().getAsDouble()))));
        }
        each.sort(Comparator.comparingDouble(Of::value));
        return new Values(List.copyOf(each));
    }

    boolean isEmpty() {
        return each.isEmpty();
    }

    Of lowest() {
        return each.getFirst();
    }

    Of highest() {
        return each.getLast();
    }

    double mean() {
        return each.stream().mapToDouble(Of::value).average().orElseThrow();
    }

    double quantile(double p) {
        return Quantile.of(each.stream().mapToDouble(Of::value).toArray(), p);
    }
}

package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import dev.glossa.reports.aggregate.Group;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// Where a model's value in one language stands among its values in other languages.
final class Places {
    private Places() {}

    /// Such as `3rd of 10, mean 61.2`; empty where the model has a value in no other of these languages.
    static String of(Aggregate aggregate, String model, Language language, Predicate<Language> among, Printed printed) {
        OptionalDouble own = aggregate.cell(Group.Kind.LANGUAGE, language.code(), model).map(Cell::value).orElse(OptionalDouble.empty());
        List<Cell> others = aggregate.cells().stream().filter(c -> c.group().kind() == Group.Kind.LANGUAGE && c.model().equals(model) && c.value().isPresent())
                .filter(c -> among.test(c.group().languages().getFirst())).toList();
        if (own.isEmpty() || others.size() < 2) {
            return "";
        }
        double sign = aggregate.table().metric().ascending() ? 1 : -1;
        long better = others.stream().filter(c -> sign * (c.value().getAsDouble() - own.getAsDouble()) > 0).count();
        double mean = others.stream().mapToDouble(c -> c.value().getAsDouble()).average().orElseThrow();
        return ordinal(better + 1) + " of " + others.size() + ", mean " + Printed.number(printed.value(mean), 1);
    }

    static String ordinal(long n) {
        return n + (n % 100 >= 11 && n % 100 <= 13 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th");
    }
}

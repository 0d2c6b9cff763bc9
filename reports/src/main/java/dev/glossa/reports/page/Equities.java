package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Equity;
import dev.glossa.reports.aggregate.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// A table of how evenly each model serves the languages of one reading.
///
/// @param chance the value of guessing, in print; empty where guessing is worth nothing
record Equities(String chance, List<Row> rows) {
    private static final List<String> COLUMNS = List.of("benchmark", "metric", "facet", "model", "languages", "worst", "worst_value",
            "tenth_percentile", "gap_to_english", "slope_per_tenfold_pages", "slope_low", "slope_high", "gini", "chance", "at_chance");

    /// One model, in print.
    ///
    /// @param atChance languages no better than guessing, in words; empty where there is nothing to guess
    record Row(int model, String name, String worst, String worstName, String tenth, String gap, String slope, String slopeRange, String gini,
            String atChance) {}

    boolean isEmpty() {
        return rows.isEmpty();
    }

    static Equities of(Aggregate aggregate, List<String> models) {
        Printed printed = Printed.of(aggregate.table().metric(), aggregate.facet());
        int decimals = printed.last() == 100 ? 1 : 3;
        List<Row> rows = new ArrayList<>();
        for (String model : aggregate.models()) {
            Optional<Equity> found = Equity.of(aggregate, model);
            if (found.isPresent() && found.get().languages() > 1) {
                Equity equity = found.get();
                rows.add(new Row(models.indexOf(model), Visible.line(model, 60),
                        printed.text(equity.worst().value(), equity.worst().interval()), name(equity.worst().language()),
                        Printed.number(printed.value(equity.tenth()), decimals), number(equity.gap(), printed.factor(), decimals),
                        number(equity.slope(), printed.factor(), decimals), range(equity.slopeRange(), printed.factor(), decimals),
                        number(equity.gini(), 1, 3),
                        aggregate.table().chance().isEmpty() || !aggregate.facet().isEmpty() ? ""
                                : equity.atChance().isEmpty() ? "none"
                                : equity.atChance().size() + ": " + equity.atChance().stream().map(Language::code).collect(Collectors.joining(" "))));
            }
        }
        return new Equities(number(aggregate.table().chance(), printed.factor(), decimals), List.copyOf(rows));
    }

    private static String name(Language language) {
        return Visible.line(language.name()) + " (" + language.code() + ")";
    }

    private static String number(OptionalDouble value, double factor, int decimals) {
        return value.isPresent() ? Printed.number(value.getAsDouble() * factor, decimals) : "";
    }

    private static String range(Optional<Interval> interval, double factor, int decimals) {
        return interval.map(i -> Printed.number(i.low() * factor, decimals) + " to " + Printed.number(i.high() * factor, decimals)).orElse("");
    }

    /// `equity.csv`: every reading and model in full precision, on the scale in which the metric is stored.
    static String csv(List<Aggregate> aggregates) {
        Csv csv = new Csv(COLUMNS);
        for (Aggregate aggregate : aggregates) {
            for (String model : aggregate.models()) {
                Equity.of(aggregate, model).ifPresent(e -> csv.row(aggregate.table().benchmark(), aggregate.table().metric().name(), aggregate.facet(), model,
                        e.languages(), e.worst().language().code(), e.worst().value(), e.tenth(), e.gap(), e.slope(),
                        e.slopeRange().map(i -> OptionalDouble.of(i.low())).orElse(OptionalDouble.empty()),
                        e.slopeRange().map(i -> OptionalDouble.of(i.high())).orElse(OptionalDouble.empty()), e.gini(), aggregate.table().chance(),
                        e.atChance().stream().map(Language::code).collect(Collectors.joining(";"))));
            }
        }
        return csv.toString();
    }
}

package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Disagreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table of the answers on which two readings of one benchmark differ: a row for each language and pair of readings that
/// differ anywhere, a column for each model.
record Disagreements(List<Head> heads, List<Row> rows) {
    private static final List<String> COLUMNS = List.of("benchmark", "one", "other", "language", "model", "only_one", "only_other", "both");

    record Head(int model, String name) {}

    record Row(String name, String lang, String dir, String detail, String readings, List<Entry> entries) {}

    /// @param text   how many of how many
    /// @param detail which reading is right how often
    record Entry(String text, String detail, String sort) {}

    boolean isEmpty() {
        return rows.isEmpty();
    }

    static Disagreements of(String benchmark, List<Disagreement> all, List<String> models) {
        Map<List<Object>, Map<String, Disagreement>> byRow = new LinkedHashMap<>();
        all.stream().filter(d -> d.benchmark().equals(benchmark)).forEach(d ->
                byRow.computeIfAbsent(List.of(d.language(), d.one(), d.other()), _ -> new LinkedHashMap<>()).put(d.model(), d));
        byRow.values().removeIf(row -> row.values().stream().allMatch(d -> d.differing() == 0));
        List<String> present = models.stream().filter(model -> byRow.values().stream().anyMatch(row -> row.containsKey(model))).toList();
        List<Row> rows = new ArrayList<>();
        byRow.values().forEach(row -> {
            Disagreement any = row.values().iterator().next();
            Language language = any.language();
            rows.add(new Row(Visible.line(language.ownName()), Matrix.tag(language), language.rightToLeft() ? "rtl" : "ltr",
                    language.name() + " · " + language.code(), any.one() + ", " + any.other(),
                    present.stream().map(model -> entry(row.get(model))).toList()));
        });
        return new Disagreements(present.stream().map(model -> new Head(models.indexOf(model), Visible.line(model, 60))).toList(), List.copyOf(rows));
    }

    private static Entry entry(Disagreement d) {
        return d == null ? new Entry("", "", "") : new Entry(d.differing() + " of " + d.both(),
                d.differing() == 0 ? "" : "only " + d.one() + " " + d.onlyOne() + ", only " + d.other() + " " + d.onlyOther(), Long.toString(d.differing()));
    }

    /// Every pair of readings, agreeing ones too.
    static String csv(List<Disagreement> all) {
        Csv csv = new Csv(COLUMNS);
        all.forEach(d -> csv.row(d.benchmark(), d.one(), d.other(), d.language().code(), d.model(), d.onlyOne(), d.onlyOther(), d.both()));
        return csv.toString();
    }
}

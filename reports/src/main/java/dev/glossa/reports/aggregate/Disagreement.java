package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// On how many answers in a language two right-or-wrong readings of the same answers differ. Where they do, the number
/// depends on how answers are read: native digits, a separator, a missing answer word.
///
/// @param one       name of the first metric
/// @param other     name of the second
/// @param onlyOne   answers that only the first calls right
/// @param onlyOther answers that only the second calls right
/// @param both      answers that both have scored
public record Disagreement(String benchmark, String one, String other, Language language, String model, long onlyOne, long onlyOther, long both) {

    public long differing() {
        return onlyOne + onlyOther;
    }

    /// Every pair of right-or-wrong metrics of one benchmark, in each language and for each model, agreeing ones too.
    public static List<Disagreement> of(List<Table> tables) {
        Map<String, List<Table>> byBenchmark = new LinkedHashMap<>();
        tables.forEach(table -> byBenchmark.computeIfAbsent(table.benchmark(), _ -> new ArrayList<>()).add(table));
        List<Disagreement> found = new ArrayList<>();
        for (List<Table> readings : byBenchmark.values()) {
            for (int i = 0; i < readings.size(); i++) {
                for (int j = i + 1; j < readings.size(); j++) {
                    compare(readings.get(i), readings.get(j), found);
                }
            }
        }
        return found;
    }

    private static void compare(Table one, Table other, List<Disagreement> found) {
        for (Language language : one.languages()) {
            int elsewhere = other.languages().indexOf(language);
            for (int m : elsewhere < 0 ? new int[0] : one.present()) {
                String model = one.models().get(m);
                Optional<Column> first = one.column(m, one.languages().indexOf(language)).filter(Column::binary);
                Optional<Column> second = other.models().contains(model)
                        ? other.column(other.models().indexOf(model), elsewhere).filter(Column::binary) : Optional.empty();
                if (first.isPresent() && second.isPresent()) {
                    found.add(counted(one, other, language, model, first.get(), second.get()));
                }
            }
        }
    }

    private static Disagreement counted(Table one, Table other, Language language, String model, Column first, Column second) {
        Map<String, Boolean> right = new HashMap<>();
        for (int row = 0; row < first.rows(); row++) {
            if (first.scored(row)) {
                right.put(one.item(first.item()[row]), first.sums()[2 * row] == 1);
            }
        }
        long[] counts = new long[3];
        for (int row = 0; row < second.rows(); row++) {
            Boolean before = second.scored(row) ? right.get(other.item(second.item()[row])) : null;
            if (before != null) {
                boolean now = second.sums()[2 * row] == 1;
                counts[0] += before && !now ? 1 : 0;
                counts[1] += !before && now ? 1 : 0;
                counts[2]++;
            }
        }
        return new Disagreement(one.benchmark(), one.metric().name(), other.metric().name(), language, model, counts[0], counts[1], counts[2]);
    }
}

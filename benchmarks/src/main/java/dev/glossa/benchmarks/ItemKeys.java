package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.Row;
import dev.glossa.harness.SampleId;
import java.util.List;

/// The key of a row's item: what a column says, else the row's number.
///
/// @param columns that may hold a key that is the same in every language, the best first
public record ItemKeys(List<String> columns) {
    /// Longer than any data set's; a key stands in every line that a run writes about its sample.
    private static final int LONGEST = 200;

    String of(Row row) {
        String key = columns.stream().flatMap(column -> row.optional(column).stream()).filter(cell -> !cell.isBlank()).findFirst()
                .orElseGet(() -> SampleId.row(row.number()));
        return checked(key, row);
    }

    /// A key as ids spell it.
    public static String checked(String key, Row row) {
        if (key.length() > LONGEST) {
            throw new IllegalArgumentException("%s: a key of %,d characters, %s…; %d would do".formatted(
                    row.where(), key.length(), key.substring(0, 40), LONGEST));
        }
        // A key that is a number reads like a row's.
        return key.matches("[0-9]{1,9}") ? SampleId.row(Long.parseLong(key)) : key;
    }
}

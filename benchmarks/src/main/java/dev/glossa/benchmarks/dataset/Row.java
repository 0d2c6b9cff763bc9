package dev.glossa.benchmarks.dataset;

import java.util.Map;
import java.util.Optional;

/// One row of a data set: its cells as text, by column.
///
/// @param where  file and row, as messages begin
/// @param number the row's number in its data set, from 1
/// @param cells  column to text; an empty column (null) is absent
public record Row(String where, long number, Map<String, String> cells) {
    /// A cell that must be there.
    public String text(String column) {
        String text = cells.get(column);
        if (text == null) {
            throw new IllegalArgumentException(where + ": no value in column '" + column + "'; there are " + new java.util.TreeSet<>(cells.keySet()));
        }
        return text;
    }

    /// A cell that must hold more than white space.
    public String filled(String column) {
        String text = text(column);
        if (PythonSpace.isBlank(text)) {
            throw new IllegalArgumentException(where + ": column '" + column + "' is empty; a sample needs it");
        }
        return text;
    }

    public Optional<String> optional(String column) {
        return Optional.ofNullable(cells.get(column));
    }
}

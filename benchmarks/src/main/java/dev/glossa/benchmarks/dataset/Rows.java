package dev.glossa.benchmarks.dataset;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Rows of Parquet, JSONL, JSON, CSV and TSV files as one lazy stream, in which every cell is text: numbers and truth values as
/// they print, nested columns as JSON. One row is in memory at a time, of Parquet one row group's pages. The ending of a
/// name says what a file is; `.gz` may follow it.
public final class Rows {
    private Rows() {}

    /// The rows of some files, shard after shard. Close the stream.
    ///
    /// @throws IllegalArgumentException naming file, row and column of what cannot be read; a column that is missing is
    ///                                  told before the first row
    public static Stream<Row> of(List<DataFile> files, Columns columns) {
        return Shards.rows(files, file -> open(file, columns));
    }

    /// The lines of some text files as rows with one column, `line`.
    public static Stream<Row> lines(List<DataFile> files) {
        return Shards.rows(files, file -> TextCursor.lines(file, (line, _) -> Map.of("line", line)));
    }

    /// The rows of TSV files that have no header line.
    public static Stream<Row> headless(List<DataFile> files, List<String> columns) {
        return Shards.rows(files, file -> TextCursor.filledLines(file, (line, where) -> {
            String[] cells = line.split("\t", -1);
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException("%s: %d tab-separated cells where %s were expected".formatted(where, cells.length, columns));
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(columns.get(i), cells[i]);
            }
            return row;
        }));
    }

    /// Looks whether a file has the columns; files without columns, such as plain text, pass when none are required.
    ///
    /// @throws IllegalArgumentException naming the columns that are missing
    static void check(DataFile file, Columns columns) {
        if (!columns.required().isEmpty()) {
            try (Cursor cursor = open(file, columns)) {
                cursor.next();
            } catch (IOException e) {
                throw new IllegalArgumentException(file.name() + ": cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static Cursor open(DataFile file, Columns columns) {
        return switch (ending(file)) {
            case "parquet" -> ParquetCursor.open(file, columns);
            case "jsonl", "ndjson" -> new JsonCursor(file, columns);
            case "json" -> ArrayCursor.open(file, columns);
            case "csv" -> SeparatedCursor.commas(file, columns);
            case "tsv" -> SeparatedCursor.tabs(file, columns);
            default -> throw new IllegalArgumentException(file.name() + ": .parquet, .jsonl, .json, .csv and .tsv (each also .gz) can be read");
        };
    }

    private static String ending(DataFile file) {
        String name = file.name().endsWith(".gz") ? file.name().substring(0, file.name().length() - 3) : file.name();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}

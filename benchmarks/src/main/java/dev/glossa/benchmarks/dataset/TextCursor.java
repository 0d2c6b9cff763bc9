package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Lines;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// A text file with one row on each line.
final class TextCursor implements Cursor {
    /// Makes cells of a line.
    interface Parser {
        /// @param where file and line, as a message about the line begins
        Map<String, String> cells(String line, String where);
    }

    private final Lines lines;
    private final Parser parser;
    private final boolean blankLinesAreRows;

    private TextCursor(DataFile file, Parser parser, boolean blankLinesAreRows) {
        try {
            this.lines = Lines.of(file.name(), file.open(), Lines.LONGEST);
        } catch (IOException e) {
            throw new IllegalArgumentException(file.name() + ": cannot be read: " + e.getMessage(), e);
        }
        this.parser = parser;
        this.blankLinesAreRows = blankLinesAreRows;
    }

    /// Every line is a row, an empty one too: in texts that are parallel line by line it has a place to keep.
    static Cursor lines(DataFile file, Parser parser) {
        return new TextCursor(file, parser, true);
    }

    /// Every line that holds more than white space is a row.
    static Cursor filledLines(DataFile file, Parser parser) {
        return new TextCursor(file, parser, false);
    }

    @Override
    public Optional<Map<String, String>> next() {
        Optional<String> line = lines.next();
        while (!blankLinesAreRows && line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        return line.map(text -> parser.cells(text, where()));
    }

    @Override
    public String where() {
        return lines.where();
    }

    @Override
    public void close() {
        lines.close();
    }
}

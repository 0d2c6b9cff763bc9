package dev.glossa.benchmarks.dataset;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Rows of one open file, one after the other.
interface Cursor extends AutoCloseable {
    /// The next row's cells by column; empty after the last row.
    ///
    /// @throws IllegalArgumentException naming file, row and column of what cannot be read
    Optional<Map<String, String>> next() throws IOException;

    /// File and number of the row read last, as messages begin.
    String where();

    @Override
    void close() throws IOException;
}

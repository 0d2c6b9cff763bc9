package dev.glossa.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/// Parquet files as DuckDB writes them.
public final class ParquetFile {
    private ParquetFile() {}

    /// What a query gives.
    ///
    /// @param options such as `CODEC 'zstd'` or `ROW_GROUP_SIZE 2048`
    public static void write(Path file, String query, String... options) {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = database.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet"
                    + Stream.of(options).map(", "::concat).reduce("", String::concat) + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

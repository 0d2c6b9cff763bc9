package dev.glossa.benchmarks.dataset;

import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A Parquet file's rows; only the columns that are asked for are unpacked.
final class ParquetCursor implements Cursor {
    /// Kept, so that its level is: the reader tells on standard error which instructions its processor has.
    private static final Logger READER = Logger.getLogger("dev.hardwood");

    static {
        READER.setLevel(Level.WARNING);
    }

    /// Long enough for the slowest machine to decode a page.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataFile file;
    private final ParquetFileReader reader;
    private final Standstill standstill;
    private final RowReader rows;
    private final List<String> columns;
    private long number;

    private ParquetCursor(DataFile file, ParquetFileReader reader, Standstill standstill, Columns wanted) {
        this.file = file;
        this.reader = reader;
        this.standstill = standstill;
        Set<String> read = wanted.among(reader.getFileSchema().getRootNode().children().stream().map(SchemaNode::name).toList(), file);
        this.columns = List.copyOf(read);
        this.rows = standstill.watched(() -> reader.buildRowReader().projection(ColumnProjection.columns(columns.toArray(String[]::new))).build());
    }

    static Cursor open(DataFile file, Columns columns) {
        return open(file, columns, PATIENCE);
    }

    static Cursor open(DataFile file, Columns columns, Duration patience) {
        if (!(file instanceof DataFile.OnDisk(Path path)) || file.name().endsWith(".gz")) {
            throw new IllegalArgumentException(file.name() + ": Parquet is read from a file on disk, and packed only as its own columns are; unpack it first");
        }
        ReadFile bytes = new ReadFile(path);
        Standstill standstill = new Standstill(bytes, patience);
        try {
            ParquetFileReader reader = ParquetFileReader.open(bytes);
            try {
                return new ParquetCursor(file, reader, standstill, columns);
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            standstill.close();
            throw refused(file, file.name(), e);
        }
    }

    @Override
    public Optional<Map<String, String>> next() {
        try {
            if (!standstill.watched(rows::hasNext)) {
                return Optional.empty();
            }
            rows.next();
            number++;
            Map<String, String> row = new LinkedHashMap<>();
            for (String column : columns) {
                if (!rows.isNull(column)) {
                    row.put(column, ParquetCell.text(rows.getValue(column)));
                }
            }
            return Optional.of(row);
        } catch (RuntimeException e) {
            throw refused(file, "%s, row %d".formatted(file.name(), number + 1), e);
        }
    }

    /// A damaged file can make the reader stumble anywhere, so whatever it throws is the file's fault.
    private static IllegalArgumentException refused(DataFile file, String where, Exception e) {
        if (e instanceof IllegalArgumentException own && own.getMessage() != null && own.getMessage().startsWith(file.name() + ":")) {
            return own;
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().lines().findFirst().orElse("");
        return new IllegalArgumentException(where + ": not readable as Parquet: " + reason + "; fetch the file again", e);
    }

    @Override
    public String where() {
        return file.name() + ", row " + number;
    }

    @Override
    public void close() throws IOException {
        try (standstill; reader) {
            rows.close();
        }
    }
}

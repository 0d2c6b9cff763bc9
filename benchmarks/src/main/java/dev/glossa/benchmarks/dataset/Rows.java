package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Json;
import dev.glossa.harness.io.Lines;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.node.ObjectNode;

/// Rows of Parquet, JSONL, CSV and TSV files as one lazy stream; no more than one row (for Parquet, one row group's pages)
/// is in memory. The ending of a name says what a file is; `.gz` may follow it.
public final class Rows {
    private Rows() {}

    /// The rows of some files, shard after shard. Close the stream.
    ///
    /// @param required columns that every file must have; their absence is told before the first row
    /// @throws IllegalArgumentException naming file, row and column of what cannot be read
    public static Stream<Row> of(List<DataFile> files, List<String> required) {
        Chain chain = new Chain(files, file -> open(file, required));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chain, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(chain::close);
    }

    /// The lines of some text files as rows with one column, `line`.
    public static Stream<Row> lines(List<DataFile> files) {
        Chain chain = new Chain(files, file -> text(file, line -> Map.of("line", line)));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chain, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(chain::close);
    }

    /// The rows of TSV files that have no header line.
    public static Stream<Row> headless(List<DataFile> files, List<String> columns) {
        Chain chain = new Chain(files, file -> text(file, line -> {
            String[] cells = line.split("\t", -1);
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " tab-separated cells where " + columns + " were expected");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(columns.get(i), cells[i]);
            }
            return row;
        }));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chain, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(chain::close);
    }

    /// Rows of one open file.
    private interface Cursor extends AutoCloseable {
        /// The next row's cells; empty after the last.
        Optional<Map<String, String>> next() throws IOException;

        /// Where the row read last stands.
        String where();

        @Override
        void close() throws IOException;
    }

    private static Cursor open(DataFile file, List<String> required) {
        String name = file.name().endsWith(".gz") ? file.name().substring(0, file.name().length() - 3) : file.name();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "parquet" -> parquet(file, required);
            case "jsonl", "ndjson" -> checked(text(file, json(file)), file, required);
            case "csv" -> checked(separated(file, CSVFormat.RFC4180), file, required);
            case "tsv" -> checked(separated(file, CSVFormat.TDF.builder().setQuote(null).setIgnoreSurroundingSpaces(false).get()), file, required);
            default -> throw new IllegalArgumentException(file.name() + ": .parquet, .jsonl, .csv and .tsv (each also .gz) can be read");
        };
    }

    /// Checks the first row's columns; a text file has no other schema.
    private static Cursor checked(Cursor cursor, DataFile file, List<String> required) {
        return new Cursor() {
            private boolean first = true;

            @Override
            public Optional<Map<String, String>> next() throws IOException {
                Optional<Map<String, String>> row = cursor.next();
                if (first && row.isPresent()) {
                    checkColumns(file, row.get().keySet(), required);
                    first = false;
                }
                return row;
            }

            @Override
            public String where() {
                return cursor.where();
            }

            @Override
            public void close() throws IOException {
                cursor.close();
            }
        };
    }

    private static void checkColumns(DataFile file, java.util.Collection<String> columns, List<String> required) {
        List<String> missing = required.stream().filter(column -> !columns.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("%s: no column %s; this data set has %s, the file has %s".formatted(
                    file.name(), String.join(", ", missing), required, new java.util.TreeSet<>(columns)));
        }
    }

    private static Function<String, Map<String, String>> json(DataFile file) {
        return line -> {
            ObjectNode object = Json.object(line, "");
            Map<String, String> row = new LinkedHashMap<>();
            object.properties().forEach(e -> {
                if (!e.getValue().isNull()) {
                    row.put(e.getKey(), e.getValue().isString() ? e.getValue().stringValue() : e.getValue().toString());
                }
            });
            return row;
        };
    }

    private static Cursor text(DataFile file, Function<String, Map<String, String>> parse) {
        Lines lines;
        try {
            lines = Lines.of(file.name(), file.open(), Lines.LONGEST);
        } catch (IOException e) {
            throw new IllegalArgumentException(file.name() + ": cannot be read: " + e.getMessage(), e);
        }
        return new Cursor() {
            @Override
            public Optional<Map<String, String>> next() {
                Optional<String> line = lines.next();
                try {
                    return line.map(parse);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(lines.where() + ": " + e.getMessage().replaceFirst("^: ", ""), e);
                }
            }

            @Override
            public String where() {
                return lines.where();
            }

            @Override
            public void close() {
                lines.close();
            }
        };
    }

    private static Cursor separated(DataFile file, CSVFormat format) {
        try {
            InputStream in = file.open();
            Reader reader = new InputStreamReader(file.name().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8.newDecoder());
            CSVParser parser = format.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader);
            Iterator<CSVRecord> records = parser.iterator();
            List<String> columns = parser.getHeaderNames().stream().map(c -> c.replace("\uFEFF", "")).toList();
            return new Cursor() {
                @Override
                public Optional<Map<String, String>> next() {
                    try {
                        if (!records.hasNext()) {
                            return Optional.empty();
                        }
                        CSVRecord cells = records.next();
                        if (cells.size() != columns.size()) {
                            throw new IllegalArgumentException("%s: %d cells where the header has %d columns".formatted(where(), cells.size(), columns.size()));
                        }
                        Map<String, String> row = new LinkedHashMap<>();
                        for (int i = 0; i < cells.size(); i++) {
                            row.put(columns.get(i), cells.get(i));
                        }
                        return Optional.of(row);
                    } catch (UncheckedIOException e) {
                        throw new IllegalArgumentException(where() + ": " + (e.getCause() instanceof CharacterCodingException
                                ? "not UTF-8; convert the file first (iconv -t UTF-8)" : "cannot be read: " + e.getCause().getMessage()), e);
                    }
                }

                @Override
                public String where() {
                    return file.name() + ", line " + parser.getCurrentLineNumber();
                }

                @Override
                public void close() throws IOException {
                    parser.close();
                }
            };
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file.name() + ": not UTF-8; convert the file first (iconv -t UTF-8)", e);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file.name() + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Cursor parquet(DataFile file, List<String> required) {
        if (!(file instanceof DataFile.OnDisk(java.nio.file.Path path))) {
            throw new IllegalArgumentException(file.name() + ": Parquet is read from disk");
        }
        ParquetFileReader reader;
        RowReader rows;
        List<Integer> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try {
            reader = ParquetFileReader.open(InputFile.of(path));
            List<SchemaNode> children = reader.getFileSchema().getRootNode().children();
            for (int i = 0; i < children.size(); i++) {
                if (children.get(i) instanceof SchemaNode.PrimitiveNode) {
                    fields.add(i);
                    names.add(children.get(i).name());
                }
            }
            checkColumns(file, names, required);
            rows = reader.rowReader();
        } catch (IllegalArgumentException e) {
            throw e.getMessage() != null && e.getMessage().startsWith(file.name()) ? e : broken(file, e);
        } catch (IOException | RuntimeException e) {
            throw broken(file, e);
        }
        return new Cursor() {
            private long number;

            @Override
            public Optional<Map<String, String>> next() {
                try {
                    if (!rows.hasNext()) {
                        return Optional.empty();
                    }
                    rows.next();
                    number++;
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < fields.size(); i++) {
                        if (!rows.isNull(fields.get(i))) {
                            row.put(names.get(i), cell(rows.getValue(fields.get(i)), where()));
                        }
                    }
                    return Optional.of(row);
                } catch (IllegalArgumentException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw broken(file, e);
                }
            }

            @Override
            public String where() {
                return file.name() + ", row " + number;
            }

            @Override
            public void close() throws IOException {
                try (reader) {
                    rows.close();
                }
            }
        };
    }

    private static String cell(Object value, String where) {
        if (value instanceof byte[] bytes) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(where + ": a text that is not UTF-8", e);
            }
        }
        return String.valueOf(value);
    }

    private static IllegalArgumentException broken(DataFile file, Exception e) {
        return new IllegalArgumentException(file.name() + ": not a readable Parquet file: "
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
    }

    /// One cursor after the other.
    private static final class Chain implements Iterator<Row> {
        private final Iterator<DataFile> files;
        private final Function<DataFile, Cursor> open;
        private Cursor cursor;
        private Row next;
        private long number;

        Chain(List<DataFile> files, Function<DataFile, Cursor> open) {
            this.files = files.iterator();
            this.open = open;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null) {
                    if (cursor == null) {
                        if (!files.hasNext()) {
                            return false;
                        }
                        cursor = open.apply(files.next());
                    }
                    Optional<Map<String, String>> row = cursor.next();
                    if (row.isPresent()) {
                        next = new Row(cursor.where(), ++number, row.get());
                    } else {
                        cursor.close();
                        cursor = null;
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row row = next;
            next = null;
            return row;
        }

        void close() {
            try {
                if (cursor != null) {
                    cursor.close();
                    cursor = null;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

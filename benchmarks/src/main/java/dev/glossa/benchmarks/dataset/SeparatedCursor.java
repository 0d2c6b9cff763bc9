package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Lines;
import dev.glossa.harness.io.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A CSV or TSV file whose first line names the columns.
final class SeparatedCursor implements Cursor {
    /// How cells are told apart, and what a row that does not fit the header probably suffers from.
    private enum Format {
        /// RFC 4180: cells in double quotes may hold commas and line ends.
        COMMAS(CSVFormat.RFC4180, "a cell that holds a comma, a quote or a line end stands in double quotes"),
        /// Without quoting: a quote is a quote, and a cell holds neither tab nor line end.
        TABS(CSVFormat.TDF.builder().setQuote(null).setIgnoreSurroundingSpaces(false).get(), "a cell holds neither tab nor line end");

        private final CSVFormat csv;
        private final String rule;

        Format(CSVFormat csv, String rule) {
            this.csv = csv.builder().setHeader().setSkipHeaderRecord(true).setAllowMissingColumnNames(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY).get();
            this.rule = rule;
        }
    }

    private final DataFile file;
    private final Format format;
    private final LimitedReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;
    private final Set<String> wanted;

    private SeparatedCursor(DataFile file, Format format, LimitedReader reader, CSVParser parser, Columns columns) {
        this.file = file;
        this.format = format;
        this.reader = reader;
        this.parser = parser;
        this.records = parser.iterator();
        this.header = List.copyOf(parser.getHeaderNames());
        if (header.isEmpty()) {
            throw new IllegalArgumentException(file.name() + ": an empty file; the first line names the columns: " + String.join(", ", columns.required()));
        }
        this.wanted = columns.among(header, file);
    }

    static Cursor commas(DataFile file, Columns columns) {
        return open(file, Format.COMMAS, columns);
    }

    static Cursor tabs(DataFile file, Columns columns) {
        return open(file, Format.TABS, columns);
    }

    private static Cursor open(DataFile file, Format format, Columns columns) {
        try {
            LimitedReader reader = new LimitedReader(Utf8.reader(Utf8.unpacked(file.name(), file.open())), Lines.LONGEST);
            try {
                return new SeparatedCursor(file, format, reader, format.csv.parse(reader), columns);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(file, file.name(), e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, file.name() + ", line 1", e.getCause());
        } catch (IllegalArgumentException e) {
            // The parser's own complaint, of a name that stands twice, does not know the file.
            throw e.getMessage().startsWith(file.name()) ? e : new IllegalArgumentException(file.name() + ", line 1: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Map<String, String>> next() {
        reader.begin();
        try {
            return records.hasNext() ? Optional.of(cells(records.next())) : Optional.empty();
        } catch (UncheckedIOException e) {
            throw unreadable(file, where(), e.getCause());
        }
    }

    private Map<String, String> cells(CSVRecord record) {
        if (record.size() != header.size()) {
            throw new IllegalArgumentException("%s: %d cells where the header has %d columns; %s".formatted(
                    where(), record.size(), header.size(), format.rule));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (wanted.contains(header.get(i))) {
                cells.put(header.get(i), record.get(i));
            }
        }
        return cells;
    }

    /// The parser reads ahead of the line that it counts, so the line of a malformed byte is found by reading the file again.
    private static IllegalArgumentException unreadable(DataFile file, String where, IOException e) {
        if (e instanceof CharacterCodingException) {
            try (Lines lines = Lines.of(file.name(), file.open(), Lines.LONGEST)) {
                while (lines.next().isPresent()) { }
            } catch (IllegalArgumentException located) {
                return located;
            } catch (IOException gone) {
                e.addSuppressed(gone);
            }
        }
        return new IllegalArgumentException(where + ": " + Utf8.complaint(e), e);
    }

    @Override
    public String where() {
        return file.name() + ", line " + parser.getCurrentLineNumber();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

package dev.glossa.runner;

import dev.glossa.harness.io.Utf8;
import dev.glossa.reports.arena.LeaderboardLengthControl.Gamed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// AlpacaEval's `df_gamed.csv`: what its length control is fitted beside. Columns `index` (of the instruction, from 0),
/// `preference` (0 to 1), `std_delta_len` and `instruction_difficulty`; others are passed over.
final class GamedBaseline {
    private static final List<String> COLUMNS = List.of("index", "preference", "std_delta_len", "instruction_difficulty");

    private GamedBaseline() {}

    /// @throws IllegalArgumentException naming file, line and column of what cannot be read
    static List<Gamed> read(Path file) {
        List<Gamed> rows = new ArrayList<>();
        try (Reader in = new InputStreamReader(Utf8.unpacked(file.toString(), Files.newInputStream(file)), StandardCharsets.UTF_8);
                CSVParser table = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setAllowMissingColumnNames(true).setIgnoreEmptyLines(true).get().parse(in)) {
            if (!table.getHeaderMap().keySet().containsAll(COLUMNS)) {
                throw new IllegalArgumentException(file + ": AlpacaEval's df_gamed.csv has the columns " + COLUMNS + "; there are " + table.getHeaderNames());
            }
            for (CSVRecord row : table) {
                String where = file + ", line " + table.getCurrentLineNumber();
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException(where + ": " + row.size() + " cells under " + table.getHeaderNames().size() + " heads; the file ends or goes on otherwise");
                }
                if (!row.get("preference").isBlank()) {
                    rows.add(new Gamed(number(row, "preference", 0, 1, where), number(row, "std_delta_len", -1e6, 1e6, where),
                            (int) number(row, "index", 0, 1e6, where), number(row, "instruction_difficulty", -1e6, 1e6, where)));
                }
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(file + ": cannot be read as CSV: " + e.getMessage(), e);
        }
        return rows;
    }

    private static double number(CSVRecord row, String column, double least, double most, String where) {
        try {
            double value = Double.parseDouble(row.get(column).strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("%s, %s: a number from %.0f to %.0f would do; there is '%s'".formatted(where, column, least, most, row.get(column)));
    }
}

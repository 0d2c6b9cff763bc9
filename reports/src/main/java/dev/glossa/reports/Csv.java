package dev.glossa.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;

/// A table as CSV: RFC 4180 with `\n`, numbers in full precision. Text that a spreadsheet would take for a formula gets an
/// apostrophe in front, so that a model's answer cannot become one.
public final class Csv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final StringBuilder text = new StringBuilder();

    public Csv(List<String> header) {
        row(header.toArray());
    }

    /// One line. An empty optional is an empty cell; of a text, what begins like a formula is neutralised.
    public void row(Object... cells) {
        Object[] printed = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            printed[i] = switch (cells[i]) {
                case OptionalDouble number -> number.isPresent() ? number(number.getAsDouble()) : "";
                case Double number -> number(number);
                case Number number -> number.toString();
                case Object text -> neutral(text.toString());
            };
        }
        try {
            FORMAT.printRecord(text, printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A whole number without a point, any other as Java prints it: the shortest text that reads back as the same number.
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Long.toString((long) value) : Double.toString(value);
    }

    static String neutral(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

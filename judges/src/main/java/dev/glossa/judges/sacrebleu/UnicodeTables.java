package dev.glossa.judges.sacrebleu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The Unicode tables that sacreBLEU 2.6.0 sees, pinned, so that a score does not move with the JDK: CPython 3.11's `str.lower` knows
/// Unicode 14, the `regex` wheel behind the `intl` tokenizer Unicode 15, JDK 25 Unicode 16.
final class UnicodeTables {

    static final CodePointSet PUNCTUATION;
    static final CodePointSet SYMBOL;
    static final CodePointSet NUMBER;
    /// Skipped when the neighbours of a sigma are looked at.
    static final CodePointSet CASE_IGNORABLE;
    static final CodePointSet CASED;

    private static final char[] LOWER = new char[0x10000];
    private static final Map<Integer, Integer> LOWER_BEYOND = new HashMap<>();

    static {
        Map<String, String[]> tables = read();
        PUNCTUATION = set(tables.get("P"));
        SYMBOL = set(tables.get("S"));
        NUMBER = set(tables.get("N"));
        CASE_IGNORABLE = set(tables.get("ignorable"));
        CASED = set(tables.get("cased"));
        for (int c = 0; c < LOWER.length; c++) {
            LOWER[c] = (char) c;
        }
        for (String run : tables.get("lower")) {
            int dash = run.indexOf('-');
            int slash = run.indexOf('/');
            int sign = Math.max(run.indexOf('+'), run.indexOf('-', slash));
            int last = Integer.parseInt(run.substring(dash + 1, slash), 16);
            int step = Integer.parseInt(run.substring(slash + 1, sign));
            int delta = Integer.parseInt(run.substring(sign));
            for (int c = Integer.parseInt(run.substring(0, dash), 16); c <= last; c += step) {
                if (c < LOWER.length) {
                    LOWER[c] = (char) (c + delta);
                } else {
                    LOWER_BEYOND.put(c, c + delta);
                }
            }
        }
    }

    private UnicodeTables() {}

    /// The one-to-one lower case of a code point; U+0130 and the final sigma are the caller's.
    static int lower(int codePoint) {
        return codePoint < LOWER.length ? LOWER[codePoint] : LOWER_BEYOND.getOrDefault(codePoint, codePoint);
    }

    private static Map<String, String[]> read() {
        Map<String, String[]> tables = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(UnicodeTables.class.getResourceAsStream("unicode.txt"), "unicode.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                tables.put(line.substring(0, space), line.substring(space + 1).split(" "));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    private static CodePointSet set(String[] entries) {
        int[] ranges = new int[2 * entries.length];
        for (int i = 0; i < entries.length; i++) {
            int dash = entries[i].indexOf('-');
            ranges[2 * i] = Integer.parseInt(dash < 0 ? entries[i] : entries[i].substring(0, dash), 16);
            ranges[2 * i + 1] = Integer.parseInt(entries[i].substring(dash + 1), 16);
        }
        return new CodePointSet(ranges);
    }
}

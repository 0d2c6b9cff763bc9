package dev.glossa.judges.exact;

import dev.glossa.harness.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// What a language writes between the digits of a number, from CLDR, fixed in `numbers.csv`.
///
/// A comma before groups of exactly three digits groups in every language, as the data set's own answers are written so
/// (`2,125` is 2125 in German too); apostrophes and U+066C mean nothing else anywhere.
///
/// @param decimal sign before the fraction
/// @param group   sign between thousands
record Separators(char decimal, char group) {
    private static final Separators UNKNOWN = new Separators('.', ',');
    private static final Map<String, Separators> TABLE = load();
    private static final char ARABIC_DECIMAL = '\u066B';
    private static final char ARABIC_GROUP = '\u066C';

    /// Those of a language; of the one it is a variety of; else English's.
    static Separators of(Language language) {
        return TABLE.getOrDefault(language.code(), TABLE.getOrDefault(language.varietyOf().orElse(""), UNKNOWN));
    }

    boolean groups(char c) {
        return switch (c) {
            case ',', '\'', '\u2019', ARABIC_GROUP -> true;
            case '.' -> group == '.';
            case ' ', '\u00A0', '\u202F', '\u2009' -> group == '\u00A0' || group == '\u202F';
            default -> false;
        };
    }

    /// A point is understood everywhere where it does not group.
    boolean startsFraction(char c) {
        return c == '.' || c == ARABIC_DECIMAL || c == ',' && decimal == ',';
    }

    private static Map<String, Separators> load() {
        Map<String, Separators> table = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Separators.class.getResourceAsStream("numbers.csv"), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",")).forEach(cells -> table.put(cells[0], new Separators(sign(cells[1]), sign(cells[2]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    /// `U+002C` as the character.
    private static char sign(String codePoint) {
        return (char) Integer.parseInt(codePoint.substring(2), 16);
    }
}

package dev.glossa.judges.exact;

import dev.glossa.harness.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last number of a text as a reader of its language takes it (protocol, section 5.3, lenient): digits of every script,
/// grouping where it groups, the language's decimal sign, a leading minus.
///
/// The separators of each language are CLDR's, fixed in `numbers.csv`. A comma before groups of exactly three digits groups
/// in every language, as the data set's own answers are written so (`2,125` is 2125 in German too); any other comma is what
/// the language makes of it (`12,5` is 12.5 in German, and 12 then 5 in English).
final class LenientNumber {
    private static final Map<String, char[]> SEPARATORS = load();
    private static final char[] UNKNOWN = {'.', ','};
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final String MINUS = "-\u2212\uFF0D";
    private static final BigDecimal TOLERANCE = new BigDecimal("0.0001");
    /// Longer digit strings are no answers, and exact arithmetic on them would be slow.
    private static final int LONGEST = 400;

    private LenientNumber() {}

    /// The last number after the last occurrence of the prefix, or of the whole text without one.
    static Optional<BigDecimal> last(String text, String prefix, Language language) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        String tail = AnswerText.afterPrefix(normal, Normalizer.normalize(prefix, Normalizer.Form.NFC)).orElse(normal);
        String ascii = AnswerText.asciiDigits(tail).replace("{,}", ",").replace('\uFF0C', ',').replace('\uFF0E', '.');
        Matcher matcher = pattern(language).matcher(ascii);
        Optional<BigDecimal> last = Optional.empty();
        while (matcher.find()) {
            last = value(matcher);
        }
        return last;
    }

    /// The gold answer: ASCII digits, with thousands commas where the data set writes them.
    static BigDecimal gold(String text) {
        try {
            return new BigDecimal(text.strip().replace(",", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the right answer is '" + text + "' where a number was expected", e);
        }
    }

    static boolean equal(BigDecimal gold, BigDecimal prediction) {
        return gold.subtract(prediction).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Optional<BigDecimal> value(Matcher matcher) {
        String whole = matcher.group("whole");
        StringBuilder digits = new StringBuilder();
        whole.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        String fraction = matcher.group("fraction");
        if (digits.length() + (fraction == null ? 0 : fraction.length()) > LONGEST) {
            return Optional.empty();
        }
        String number = digits + (fraction == null ? "" : "." + fraction);
        return Optional.of(new BigDecimal(matcher.group("minus") == null ? number : "-" + number));
    }

    /// Grouped digits or plain ones, then a decimal part. Possessive and of bounded look-ahead, so linear in the text.
    private static Pattern pattern(Language language) {
        return PATTERNS.computeIfAbsent(language.code(), _ -> {
            char[] marks = SEPARATORS.getOrDefault(language.code(),
                    SEPARATORS.getOrDefault(language.varietyOf().orElse(""), UNKNOWN));
            String groups = ",'\u2019\u066C" + (marks[1] == '.' ? "." : "") + (marks[1] == '\u00A0' || marks[1] == '\u202F' ? " \u00A0\u202F" : "");
            String decimals = ".\u066B" + (marks[0] == ',' ? "," : "");
            String three = "[0-9]{1,3}(?<mark>[" + Pattern.quote(groups) + "])[0-9]{3}(?![0-9])(?:\\k<mark>[0-9]{3}(?![0-9]))*+";
            String indian = "[0-9]{1,2}(?:,[0-9]{2}(?![0-9])){1,8}+,[0-9]{3}(?![0-9])";
            return Pattern.compile("(?:(?<![0-9\\p{L}])(?<minus>[" + MINUS + "]) ?+)?"
                    + "(?<whole>(?<![0-9])(?:" + indian + "|" + three + ")|[0-9]++)"
                    + "(?:[" + Pattern.quote(decimals) + "](?<fraction>[0-9]++))?");
        });
    }

    private static Map<String, char[]> load() {
        Map<String, char[]> separators = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                LenientNumber.class.getResourceAsStream("numbers.csv"), StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(line -> line.split(",")).forEach(cells -> separators.put(cells[0],
                    new char[] {(char) Integer.parseInt(cells[1].substring(2), 16), (char) Integer.parseInt(cells[2].substring(2), 16)}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return separators;
    }
}

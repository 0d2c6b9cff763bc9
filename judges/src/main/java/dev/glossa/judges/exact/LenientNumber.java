package dev.glossa.judges.exact;

import dev.glossa.harness.Language;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;

/// The last number of a text as a reader of its language takes it (protocol, section 5.3, lenient): digits of every script,
/// grouping where it groups, the language's decimal sign, a leading minus; inside the last LaTeX box where there is one.
final class LenientNumber {
    private static final BigDecimal TOLERANCE = new BigDecimal("0.0001");
    /// Longer digit strings are no answers, and exact arithmetic on them would be slow.
    private static final int LONGEST = 400;
    /// A quintillion has six pairs before its last three digits; more would make the look ahead quadratic.
    private static final int MOST_PAIRS = 8;
    private static final String BOX = "\\boxed{";

    private LenientNumber() {}

    /// The last number after the last occurrence of the prefix, or of the whole text without one.
    static Optional<BigDecimal> last(String text, String prefix, Language language) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        String tail = AnswerText.afterPrefix(normal, Normalizer.normalize(prefix, Normalizer.Form.NFC)).orElse(normal);
        Separators separators = Separators.of(language);
        return boxed(tail).flatMap(box -> last(plain(box), separators)).or(() -> last(plain(tail), separators));
    }

    /// The gold answer: ASCII digits, with thousands commas where the data set writes them.
    static BigDecimal gold(String text) {
        try {
            return new BigDecimal(AnswerText.asciiDigits(text).strip().replace(",", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the right answer is '" + text + "' where a number was expected", e);
        }
    }

    static boolean equal(BigDecimal gold, BigDecimal prediction) {
        return gold.subtract(prediction).abs().compareTo(TOLERANCE) <= 0;
    }

    /// What stands in the last `\boxed{…}`, whose own braces may nest; to the end of the text if it is never closed.
    private static Optional<String> boxed(String text) {
        int at = text.lastIndexOf(BOX);
        if (at < 0) {
            return Optional.empty();
        }
        int start = at + BOX.length();
        int end = start;
        for (int depth = 1; end < text.length(); end++) {
            depth += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return Optional.of(text.substring(start, end));
    }

    /// ASCII digits and signs for those of other scripts, full width and LaTeX's ways to set a thousands sign.
    private static String plain(String text) {
        return AnswerText.asciiDigits(text).replace("{,}", ",").replace("\\,", "\u00A0").replace("\\!", "")
                .replace('\uFF0C', ',').replace('\u060C', ',').replace('\uFF0E', '.')
                .replace('\u2212', '-').replace('\uFF0D', '-');
    }

    private static Optional<BigDecimal> last(String text, Separators separators) {
        String last = null;
        for (int at = 0; at < text.length();) {
            if (!isDigit(text, at)) {
                at++;
                continue;
            }
            int whole = endOfWhole(text, at, separators);
            int end = whole < text.length() && separators.startsFraction(text.charAt(whole)) && isDigit(text, whole + 1)
                    ? endOfDigits(text, whole + 1) : whole;
            last = end - at > LONGEST ? null : (isNegative(text, at) ? "-" : "") + digits(text, at, whole)
                    + (end > whole ? "." + digits(text, whole, end) : "");
            at = end;
        }
        return Optional.ofNullable(last).map(BigDecimal::new);
    }

    /// Where the digits before a fraction end: grouped in threes, in pairs and a last three as in South Asia, or not at all.
    private static int endOfWhole(String text, int start, Separators separators) {
        int plain = endOfDigits(text, start);
        if (plain - start > 3 || text.charAt(start) == '0' || plain == text.length() || !separators.groups(text.charAt(plain))) {
            return plain;
        }
        char mark = text.charAt(plain);
        int end = plain;
        while (isGroup(text, end, mark, 3)) {
            end += 4;
        }
        return end > plain ? end : plain - start <= 2 && mark == ',' ? endOfPairs(text, plain) : plain;
    }

    private static int endOfPairs(String text, int plain) {
        int end = plain;
        for (int pairs = 0; pairs < MOST_PAIRS && isGroup(text, end, ',', 2); pairs++) {
            end += 3;
        }
        return end > plain && isGroup(text, end, ',', 3) ? end + 4 : plain;
    }

    /// Whether a mark and exactly so many digits stand here.
    private static boolean isGroup(String text, int at, char mark, int size) {
        if (at >= text.length() || text.charAt(at) != mark || isDigit(text, at + size + 1)) {
            return false;
        }
        for (int i = 1; i <= size; i++) {
            if (!isDigit(text, at + i)) {
                return false;
            }
        }
        return true;
    }

    /// A minus touches its number, a currency sign between them apart: `- 5` is an item of a list, `10-5` a difference.
    private static boolean isNegative(String text, int start) {
        int at = start - 1;
        if (at >= 0 && Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL) {
            at--;
        }
        return at >= 0 && text.charAt(at) == '-' && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    private static String digits(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (isDigit(text, i)) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}

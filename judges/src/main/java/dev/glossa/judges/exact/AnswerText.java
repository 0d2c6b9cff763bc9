package dev.glossa.judges.exact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How simple-evals reads an MGSM answer (`mgsm_eval.py`; protocol, section 5.3): the number after the last answer word.
final class AnswerText {
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+\\.?\\p{Nd}*");

    private AnswerText() {}

    /// The text after the last occurrence of the prefix; empty without one.
    static Optional<String> afterPrefix(String text, String prefix) {
        int at = text.lastIndexOf(prefix);
        return at < 0 ? Optional.empty() : Optional.of(text.substring(at + prefix.length()));
    }

    /// The last number of a text whose commas are deleted, without a point at its end; empty when there is none.
    static Optional<String> lastNumber(String text) {
        Matcher matcher = NUMBER.matcher(text.replace(",", ""));
        String last = null;
        while (matcher.find()) {
            last = matcher.group();
        }
        return Optional.ofNullable(last).map(number -> number.endsWith(".") ? number.substring(0, number.length() - 1) : number);
    }

    /// Whether a prediction is the gold answer, as strings: zeros after a decimal point do not count, commas neither.
    static boolean equal(String gold, String prediction) {
        String number = prediction;
        if (number.contains(".")) {
            int end = number.length();
            while (end > 0 && number.charAt(end - 1) == '0') {
                end--;
            }
            number = number.substring(0, end > 0 && number.charAt(end - 1) == '.' ? end - 1 : end);
        }
        return gold.replace(",", "").equals(number.replace(",", ""));
    }

    /// The text with every decimal digit of every script as an ASCII digit.
    static String asciiDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int digit = Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(c, 10) : -1;
            out.appendCodePoint(digit < 0 ? c : '0' + digit);
        });
        return out.toString();
    }
}

package dev.glossa.judges.sacrebleu;

import java.util.ArrayList;
import java.util.List;

/// Python's string primitives, where the JDK's differ: whitespace, `strip`, `split`, `lower`.
public final class PythonText {

    /// Tab to carriage return, the four information separators, space: the whitespace up to U+0020, one bit each.
    private static final long LOW_SPACES = 0x1F0003E00L;
    private static final int SIGMA = 0x3A3;
    private static final int FINAL_SIGMA = 0x3C2;
    private static final int DOTTED_CAPITAL_I = 0x130;

    private PythonText() {}

    /// What `str.split()` splits at. No JDK predicate names this set; it holds no code point beyond the BMP.
    public static boolean isSpace(int c) {
        if (c <= ' ') {
            return (LOW_SPACES >>> c & 1) != 0;
        }
        if (c < 0x1680) {
            return c == 0x85 || c == 0xA0;
        }
        return c == 0x1680 || c >= 0x2000 && c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
    }

    static String stripEnd(String text) {
        return text.substring(0, lengthWithoutTrailingSpace(text));
    }

    public static String strip(String text) {
        int end = lengthWithoutTrailingSpace(text);
        int start = 0;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    private static int lengthWithoutTrailingSpace(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int length = text.length();
        for (int i = 0; i < length; ) {
            int start = i;
            while (i < length && !isSpace(text.charAt(i))) {
                i++;
            }
            if (i > start) {
                words.add(text.substring(start, i));
            }
            i++;
        }
        return words;
    }

    static String lower(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && staysInLowerCase(text.charAt(i))) {
            i++;
        }
        if (i == length) {
            return text;
        }
        StringBuilder lower = new StringBuilder(length + 8).append(text, 0, i);
        for (int c; i < length; i += Character.charCount(c)) {
            c = text.codePointAt(i);
            switch (c) {
                case SIGMA -> lower.appendCodePoint(isFinal(text, i) ? FINAL_SIGMA : UnicodeTables.lower(SIGMA));
                case DOTTED_CAPITAL_I -> lower.append("i\u0307");
                default -> lower.appendCodePoint(UnicodeTables.lower(c));
            }
        }
        return lower.toString();
    }

    private static boolean staysInLowerCase(char c) {
        return UnicodeTables.lower(c) == c && c != DOTTED_CAPITAL_I && !Character.isSurrogate(c);
    }

    /// The final form stands after a cased letter and before none, case-ignorable characters apart, on the whole string: the JDK asks
    /// word boundaries instead.
    private static boolean isFinal(String text, int sigma) {
        int before = sigma;
        int c = 0;
        do {
            if (before == 0) {
                return false;
            }
            c = text.codePointBefore(before);
            before -= Character.charCount(c);
        } while (UnicodeTables.CASE_IGNORABLE.contains(c));
        if (!UnicodeTables.CASED.contains(c)) {
            return false;
        }
        int after = sigma + 1;
        while (after < text.length()) {
            c = text.codePointAt(after);
            if (!UnicodeTables.CASE_IGNORABLE.contains(c)) {
                return !UnicodeTables.CASED.contains(c);
            }
            after += Character.charCount(c);
        }
        return true;
    }
}

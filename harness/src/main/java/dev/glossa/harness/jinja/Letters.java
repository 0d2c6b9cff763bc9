package dev.glossa.harness.jinja;

import java.util.Locale;
import java.util.function.IntFunction;

/// Upper case, lower case and title case as Python's `str` has them.
final class Letters {
    private Letters() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Folding by way of upper case: letters that only differ in case become the same.
    static String folded(String text) {
        return each(text, point -> lower(lower(upper(Character.toString(point)))));
    }

    static String swapped(String text) {
        return each(text, point -> Character.isUpperCase(point) ? lower(Character.toString(point))
                : Character.isLowerCase(point) ? upper(Character.toString(point)) : Character.toString(point));
    }

    private static String each(String text, IntFunction<String> change) {
        StringBuilder changed = new StringBuilder(text.length());
        text.codePoints().forEach(point -> changed.append(change.apply(point)));
        return changed.toString();
    }

    /// A letter after anything that has no case begins a word.
    static String titled(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        boolean inWord = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            titled.append(inWord ? lowerInside(text, at, point) : title(point));
            inWord = Characters.isCased(point);
        }
        return titled.toString();
    }

    /// Lower case with the rule of the final sigma, which looks at what stands around the letter.
    private static String lowerInside(String text, int at, int point) {
        if (point != 'Σ') {
            return lower(Character.toString(point));
        }
        int from = Math.max(0, at - 1);
        String around = text.substring(from, Math.min(text.length(), at + 2));
        return lower(around).substring(at - from, at - from + 1);
    }

    static String title(int point) {
        int simple = Character.toTitleCase(point);
        String upper = upper(Character.toString(point));
        return upper.codePointCount(0, upper.length()) == 1 ? Character.toString(simple)
                : upper.substring(0, Character.charCount(upper.codePointAt(0)))
                        + lower(upper.substring(Character.charCount(upper.codePointAt(0))));
    }

    /// The first letter as in a title, the others small. The parts are changed apart so that each keeps its origin.
    static Text capitalized(Run run, Text text) {
        if (text.length() == 0) {
            return text;
        }
        run.spend(3L * text.length());
        int first = Character.charCount(text.chars.codePointAt(0));
        return new TextBuilder(run)
                .append(text.slice(0, first).mapped(letter -> title(letter.codePointAt(0))))
                .append(text.slice(first, text.length()).mapped(Letters::lower)).text().markup(text.markup);
    }

    /// Digits of any script and digits that are raised, lowered or circled.
    static boolean isDigit(int point) {
        return Character.isDigit(point) || point == 0xB2 || point == 0xB3 || point == 0xB9
                || point >= 0x2070 && point <= 0x2089 && Character.getType(point) == Character.OTHER_NUMBER
                || point >= 0x2460 && point <= 0x2468 || point >= 0x2474 && point <= 0x247C
                || point >= 0x2488 && point <= 0x2490;
    }

    static boolean isNumeric(int point) {
        int type = Character.getType(point);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    /// Whether all letters that have a case have this one, and there is one.
    static boolean isAll(String text, boolean upper) {
        boolean found = false;
        for (int point : text.codePoints().toArray()) {
            if (Character.isTitleCase(point) || (upper ? Character.isLowerCase(point) : Character.isUpperCase(point))) {
                return false;
            }
            found |= upper ? Character.isUpperCase(point) : Character.isLowerCase(point);
        }
        return found;
    }

    static boolean isTitled(String text) {
        boolean inWord = false;
        boolean found = false;
        for (int point : text.codePoints().toArray()) {
            boolean begins = Character.isUpperCase(point) || Character.isTitleCase(point);
            if (begins && inWord || Character.isLowerCase(point) && !inWord) {
                return false;
            }
            inWord = Characters.isCased(point);
            found |= inWord;
        }
        return found;
    }

    static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && (text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))
                && text.codePoints().allMatch(point -> Character.isUnicodeIdentifierPart(point)
                        && !Character.isIdentifierIgnorable(point));
    }
}

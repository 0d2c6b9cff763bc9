package dev.glossa.harness.jinja;

import java.util.Locale;
import java.util.function.IntFunction;

/// Upper case, lower case and title case as Python's `str` has them.
final class Letters {
    /// Marks between letters are few; so far around a sigma is looked for the letters that decide its form.
    private static final int SIGMA_CONTEXT = 16;

    /// Firsts and lasts of what Unicode 14 types as Digit without being decimal.
    private static final int[] SPECIAL_DIGITS = {0xB2, 0xB3, 0xB9, 0xB9, 0x1369, 0x1371, 0x19DA, 0x19DA, 0x2070, 0x2070,
            0x2074, 0x2079, 0x2080, 0x2089, 0x2460, 0x2468, 0x2474, 0x247C, 0x2488, 0x2490, 0x24EA, 0x24EA,
            0x24F5, 0x24FD, 0x24FF, 0x24FF, 0x2776, 0x277E, 0x2780, 0x2788, 0x278A, 0x2792, 0x10A40, 0x10A43,
            0x10E60, 0x10E68, 0x11052, 0x1105A, 0x1F100, 0x1F10A};
    /// Letters that Unicode 14 types as Numeric (Unihan's numeric fields).
    private static final String HAN_NUMERALS = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆"
            + "陌陸零\uF96B\uF973\uF978\uF9B2\uF9D1\uF9D3\uF9FD𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\uD87E\uDC90";

    private Letters() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Folding by way of upper case: letters that only differ in case become the same. The dotless i stays itself,
    /// and Cherokee folds to its large letters, which are the older ones.
    static String folded(String text) {
        return each(text, point -> point == 'ı' ? "ı"
                : Character.UnicodeScript.of(point) == Character.UnicodeScript.CHEROKEE ? upper(Character.toString(point))
                : lower(upper(Character.toString(point))));
    }

    static String swapped(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            swapped.append(Character.isUpperCase(point) ? lowerInside(text, at, point)
                    : Character.isLowerCase(point) ? upper(Character.toString(point)) : Character.toString(point));
        }
        return swapped.toString();
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
        String before = text.substring(Math.max(0, at - SIGMA_CONTEXT), at);
        String after = text.substring(at + 1, Math.min(text.length(), at + 1 + SIGMA_CONTEXT));
        int offset = lower(before).length();
        return lower(before + 'Σ' + after).substring(offset, offset + 1);
    }

    static String title(int point) {
        String upper = upper(Character.toString(point));
        if (upper.codePointCount(0, upper.length()) == 1) {
            return Character.toString(Character.toTitleCase(point));
        }
        int letter = 0;
        while (letter < upper.length() - 1 && !Characters.isCased(upper.charAt(letter))) {
            letter++;
        }
        return upper.substring(0, letter + 1) + lower(upper.substring(letter + 1));
    }

    /// The first letter as in a title, the others small. The parts are changed apart so that each keeps its origin.
    static Text capitalized(Run run, Text text) {
        if (text.length() == 0) {
            return text;
        }
        run.spend(3L * text.length());
        int first = Character.charCount(text.chars.codePointAt(0));
        return new TextBuilder(run)
                .append(text.slice(0, first).mapped(letter -> letter.isEmpty() ? "" : title(letter.codePointAt(0))))
                .append(text.slice(first, text.length()).mapped(Letters::lower)).text().markup(text.markup);
    }

    /// Digits of any script, and digits that are raised, lowered, circled or Ethiopic.
    static boolean isDigit(int point) {
        for (int i = 0; i < SPECIAL_DIGITS.length; i += 2) {
            if (point >= SPECIAL_DIGITS[i] && point <= SPECIAL_DIGITS[i + 1]) {
                return true;
            }
        }
        return Character.isDigit(point);
    }

    static boolean isNumeric(int point) {
        int type = Character.getType(point);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER || HAN_NUMERALS.indexOf(point) >= 0;
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

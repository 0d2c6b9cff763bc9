package dev.glossa.harness.jinja;

/// What Python's `str` says of single characters, where Java says something else.
final class Characters {
    private Characters() {}

    /// `str.isspace`: Unicode's white space, and the separators that Java leaves out (U+0085, no-break spaces).
    static boolean isSpace(int point) {
        return point >= 9 && point <= 13 || point >= 0x1C && point <= 0x20 || point == 0x85 || point == 0xA0
                || point > 0xFF && (Character.isSpaceChar(point));
    }

    /// `str.isprintable`: what `repr` shows as it is.
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    static boolean isCased(int point) {
        return Character.isUpperCase(point) || Character.isLowerCase(point) || Character.isTitleCase(point);
    }

    /// `str.splitlines` ends a line here.
    static boolean isLineEnd(int point) {
        return point >= 10 && point <= 13 || point >= 0x1C && point <= 0x1E || point == 0x85 || point == 0x2028
                || point == 0x2029;
    }

    static int spacesFromStart(String text) {
        int at = 0;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int endWithoutSpaces(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    static String strip(String text) {
        int start = spacesFromStart(text);
        return start == text.length() ? "" : text.substring(start, endWithoutSpaces(text));
    }
}

package dev.glossa.harness.jinja;

/// The escapes of a string in a template, which are those of Python.
final class StringLiteral {
    private StringLiteral() {}

    static String read(String written, int line) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int at = 0; at < written.length(); ) {
            char here = written.charAt(at);
            if (here == '\\' && at + 1 < written.length()) {
                at = escape(written, at + 1, text, line);
            } else {
                text.append(here);
                at++;
            }
        }
        return text.toString();
    }

    /// Reads what follows a backslash and returns the offset after it.
    private static int escape(String written, int at, StringBuilder text, int line) {
        int point = written.codePointAt(at);
        int next = at + Character.charCount(point);
        switch (point) {
            case '\n' -> { }
            case '\\', '\'', '"' -> text.append((char) point);
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\u000b');
            case 'x' -> next = code(written, next, 2, text, line);
            case 'u' -> next = code(written, next, 4, text, line);
            case 'U' -> next = code(written, next, 8, text, line);
            case 'N' -> next = named(written, next, text, line);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> next = octal(written, at, text);
            default -> text.append('\\').append(point < 0x80 ? Character.toString(point) : asEscaped(point));
        }
        return next;
    }

    /// A backslash before a letter beyond ASCII shows that letter's code: the original spells such letters as
    /// escapes before it reads escapes, and the backslash of the template then quotes that of the spelling.
    private static String asEscaped(int point) {
        return point < 0x100 ? "x%02x".formatted(point)
                : point < 0x10000 ? "u%04x".formatted(point) : "U%08x".formatted(point);
    }

    private static int code(String written, int from, int digits, StringBuilder text, int line) {
        int end = from;
        int value = 0;
        while (end < written.length() && end < from + digits && written.charAt(end) < 0x80
                && Character.digit(written.charAt(end), 16) >= 0) {
            value = value * 16 + Character.digit(written.charAt(end++), 16);
        }
        if (end < from + digits || !Character.isValidCodePoint(value)) {
            throw new TemplateException(line, "a string with a broken escape: expected " + digits
                    + " hexadecimal digits of a character after the backslash");
        }
        text.appendCodePoint(value);
        return end;
    }

    private static int octal(String written, int from, StringBuilder text) {
        int end = from;
        int value = 0;
        while (end < written.length() && end < from + 3 && written.charAt(end) >= '0' && written.charAt(end) <= '7') {
            value = value * 8 + written.charAt(end++) - '0';
        }
        text.append((char) value);
        return end;
    }

    private static int named(String written, int from, StringBuilder text, int line) {
        int close = written.startsWith("{", from) ? written.indexOf('}', from) : -1;
        try {
            text.appendCodePoint(Character.codePointOf(written.substring(from + 1, Math.max(from + 1, close))));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new TemplateException(line, "a string with a broken escape: expected a character's name, \\N{...}");
        }
        return close + 1;
    }
}

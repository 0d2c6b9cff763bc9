package dev.glossa.reports;

/// Text with nothing in it that a reader cannot see: names and labels come from outside and may be hostile.
public final class Visible {
    private Visible() {}

    /// The text on one line, with control characters, bidirectional overrides, unpaired surrogates and the like spelled out
    /// as `‹U+202E›`, shortened in the middle to at most `most` code points.
    public static String line(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most + 16));
        int[] points = text.codePoints().limit(4L * most + 4).toArray();
        int length = points.length < 4L * most + 4 ? points.length : text.codePointCount(0, text.length());
        if (length <= most) {
            for (int point : points) {
                append(out, point);
            }
        } else {
            int tail = most / 3;
            int head = most - tail - 1;
            for (int i = 0; i < head; i++) {
                append(out, points[i]);
            }
            out.append('…');
            text.substring(text.offsetByCodePoints(text.length(), -tail)).codePoints().forEach(point -> append(out, point));
        }
        return out.toString();
    }

    public static String line(String text) {
        return line(text, 200);
    }

    /// A text of several lines, with what cannot be seen spelled out in the same way and at most `most` code points, after
    /// which it says how many are missing.
    public static String text(String text, int most) {
        int length = text.codePointCount(0, text.length());
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(most).forEach(point -> {
            if (point == '\n' || point == '\t') {
                out.append((char) point);
            } else {
                append(out, point);
            }
        });
        return length <= most ? out.toString() : out.append(String.format(java.util.Locale.ROOT, "… (%,d more characters)", length - most)).toString();
    }

    private static void append(StringBuilder out, int point) {
        if (point == '\n' || point == '\t' || point == '\r') {
            out.append(' ');
        } else if (hidden(point)) {
            out.append("‹U+%04X›".formatted(point));
        } else {
            out.appendCodePoint(point);
        }
    }

    /// Whether a character has no shape of its own, yet changes how its neighbours are shown; joiners are part of many
    /// scripts' spelling and stay.
    static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> point != 0x200C && point != 0x200D && point != 0x200B;
            default -> point == 0xFFFE || point == 0xFFFF;
        };
    }
}

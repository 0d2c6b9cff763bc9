package dev.glossa.harness.jinja;

/// Filling texts up to a width, counted in code points.
final class Padding {
    private Padding() {}

    private static Text fill(Given given) {
        Text fill = given.text(1, Text.of(" "));
        if (fill.codePoints() != 1) {
            throw new TemplateException(given.what() + " needs a fill character of exactly one character");
        }
        return fill;
    }

    private static int missing(Text text, int width) {
        return (int) Math.clamp((long) width - text.codePoints(), 0L, Integer.MAX_VALUE);
    }

    static Text pad(Run run, Text text, Given given, boolean left) {
        int missing = missing(text, given.number(0));
        TextBuilder out = new TextBuilder(run).repeat(fill(given), left ? missing : 0).append(text);
        return out.repeat(fill(given), left ? 0 : missing).text().markup(text.markup);
    }

    static Text center(Run run, Text text, Given given) {
        return center(run, text, given.number(0), fill(given));
    }

    /// An odd space goes left when the width is odd, as in Python.
    static Text center(Run run, Text text, int width, Text fill) {
        int missing = missing(text, width);
        int left = missing / 2 + (missing & width & 1);
        return new TextBuilder(run).repeat(fill, left).append(text).repeat(fill, missing - left).text()
                .markup(text.markup);
    }

    static Text zeros(Run run, Text text, int width) {
        int sign = text.chars.startsWith("-") || text.chars.startsWith("+") ? 1 : 0;
        return new TextBuilder(run).append(text, 0, sign).repeat(Text.of("0"), missing(text, width))
                .append(text, sign, text.length()).text().markup(text.markup);
    }

    static Text tabs(Run run, Text text, int size) {
        TextBuilder out = new TextBuilder(run);
        Text space = Text.of(" ");
        int column = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.chars.codePointAt(at);
            int next = at + Character.charCount(point);
            if (point == '\t') {
                int width = size > 0 ? size - column % size : 0;
                out.repeat(space, width);
                column += width;
            } else {
                out.append(text, at, next);
                column = point == '\n' || point == '\r' ? 0 : column + 1;
            }
            at = next;
        }
        return out.text().markup(text.markup);
    }
}

package dev.glossa.harness.jinja;

import java.util.Arrays;

/// Text in the making; every character is paid for before it is made.
final class TextBuilder {
    private final Run run;
    private final StringBuilder chars = new StringBuilder();
    private int[] content = new int[8];
    private int borders;

    TextBuilder(Run run) {
        this.run = run;
    }

    int length() {
        return chars.length();
    }

    TextBuilder append(Text text) {
        run.spend(text.length());
        int offset = chars.length();
        chars.append(text.chars);
        int[] spans = text.contentBorders();
        for (int i = 0; i < spans.length; i += 2) {
            mark(offset + spans[i], offset + spans[i + 1]);
        }
        return this;
    }

    TextBuilder append(Text text, int from, int to) {
        return append(text.slice(from, to));
    }

    TextBuilder append(String template) {
        run.spend(template.length());
        chars.append(template);
        return this;
    }

    TextBuilder append(char template) {
        run.spend(1);
        chars.append(template);
        return this;
    }

    /// A replacement that stands for characters of the given origin.
    TextBuilder append(String text, boolean fromContent) {
        int start = chars.length();
        append(text);
        if (fromContent) {
            mark(start, chars.length());
        }
        return this;
    }

    TextBuilder repeat(Text text, long times) {
        for (long i = 0; i < times && text.length() > 0; i++) {
            append(text);
        }
        return this;
    }

    private void mark(int start, int end) {
        if (start == end) {
            return;
        }
        if (borders > 0 && content[borders - 1] == start) {
            content[borders - 1] = end;
            return;
        }
        if (borders == content.length) {
            content = Arrays.copyOf(content, borders * 2);
        }
        content[borders++] = start;
        content[borders++] = end;
    }

    Text text() {
        return chars.isEmpty() ? Text.EMPTY : new Text(chars.toString(), Arrays.copyOf(content, borders), false);
    }
}

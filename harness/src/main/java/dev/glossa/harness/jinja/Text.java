package dev.glossa.harness.jinja;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// A string that knows which of its characters came from the content of messages and which from the template.
///
/// Equality, order and length are those of the characters alone, so a template behaves as if the origin were not there.
final class Text implements Value, Comparable<Text> {
    private static final int[] NOWHERE = {};
    static final Text EMPTY = new Text("", NOWHERE, false);

    final String chars;
    /// Where content stands: starts and ends in turn, ascending, never touching, never empty.
    private final int[] content;
    /// Whether it is MarkupSafe's `Markup` (from `safe` or `escape`), which escapes what is added to it.
    final boolean markup;

    Text(String chars, int[] content, boolean markup) {
        this.chars = chars;
        this.content = content;
        this.markup = markup;
    }

    static Text of(String chars) {
        return chars.isEmpty() ? EMPTY : new Text(chars, NOWHERE, false);
    }

    static Text content(String chars) {
        return chars.isEmpty() ? EMPTY : new Text(chars, new int[] {0, chars.length()}, false);
    }

    Text markup(boolean flag) {
        return flag == markup ? this : new Text(chars, content, flag);
    }

    int length() {
        return chars.length();
    }

    /// Starts and ends of content in turn; not to be changed.
    int[] contentBorders() {
        return content;
    }

    boolean hasContent() {
        return content.length > 0;
    }

    /// The part between two offsets in UTF-16 units.
    Text slice(int from, int to) {
        if (from == 0 && to == chars.length()) {
            return this;
        }
        if (from >= to) {
            return markup ? EMPTY.markup(true) : EMPTY;
        }
        int first = firstSpanEndingAfter(from);
        int last = first;
        while (last < content.length && content[last] < to) {
            last += 2;
        }
        int[] kept = first == last ? NOWHERE : new int[last - first];
        for (int i = first; i < last; i += 2) {
            kept[i - first] = Math.max(content[i], from) - from;
            kept[i - first + 1] = Math.min(content[i + 1], to) - from;
        }
        return new Text(chars.substring(from, to), kept, markup);
    }

    /// By bisection: cutting a text of many spans into characters must not take spans times characters.
    private int firstSpanEndingAfter(int offset) {
        int low = 0;
        int high = content.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (content[2 * middle + 1] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return 2 * low;
    }

    boolean isContentAt(int offset) {
        int span = firstSpanEndingAfter(offset);
        return span < content.length && content[span] <= offset;
    }

    /// The same text under a change of letters. Each run of one origin is changed by itself; where that gives
    /// another text than changing the whole (a final sigma at a border), all of it counts as content, which
    /// can never make a special token of a user's characters.
    Text mapped(UnaryOperator<String> change) {
        String whole = change.apply(chars);
        if (content.length == 0) {
            return new Text(whole, NOWHERE, markup);
        }
        StringBuilder pieces = new StringBuilder(whole.length());
        int[] moved = new int[content.length];
        int done = 0;
        for (int i = 0; i < content.length; i += 2) {
            pieces.append(change.apply(chars.substring(done, content[i])));
            moved[i] = pieces.length();
            pieces.append(change.apply(chars.substring(content[i], content[i + 1])));
            moved[i + 1] = pieces.length();
            done = content[i + 1];
        }
        pieces.append(change.apply(chars.substring(done)));
        return whole.contentEquals(pieces)
                ? new Text(whole, moved, markup)
                : content(whole).markup(markup);
    }

    boolean isPlainUnits() {
        return chars.codePointCount(0, chars.length()) == chars.length();
    }

    int codePoints() {
        return chars.codePointCount(0, chars.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && text.chars.equals(chars);
    }

    @Override
    public int hashCode() {
        return chars.hashCode();
    }

    /// By code points, as Python: UTF-16 order would put emoji before U+FFxx.
    @Override
    public int compareTo(Text other) {
        int mismatch = Arrays.mismatch(chars.toCharArray(), other.chars.toCharArray());
        return mismatch < 0 ? 0 : compareAt(mismatch, other.chars);
    }

    private int compareAt(int mismatch, String other) {
        if (mismatch == chars.length() || mismatch == other.length()) {
            return Integer.compare(chars.length(), other.length());
        }
        return Integer.compare(unitInCodePointOrder(chars.charAt(mismatch)), unitInCodePointOrder(other.charAt(mismatch)));
    }

    private static int unitInCodePointOrder(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }

    @Override
    public String toString() {
        return chars;
    }
}

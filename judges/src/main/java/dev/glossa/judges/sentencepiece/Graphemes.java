package dev.glossa.judges.sentencepiece;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/// Where the graphemes of a text end.
final class Graphemes {
    /// Below it no character joins the one before, but a line feed its carriage return.
    private static final int FIRST_MARK = 0x300;

    private Graphemes() {}

    /// @param text UTF-8
    /// @return the bytes before which a grapheme ends, the text's end included
    static BitSet ends(byte[] text) {
        String characters = new String(text, StandardCharsets.UTF_8);
        BitSet ends = new BitSet(text.length + 1);
        if (characters.chars().allMatch(c -> c < FIRST_MARK && c != '\r')) {
            for (int at = 0; at < text.length; ) {
                at += Utf8.length(text[at]);
                ends.set(Math.min(at, text.length));
            }
            return ends;
        }
        BreakIterator graphemes = BreakIterator.getCharacterInstance(ULocale.ROOT);
        graphemes.setText(characters);
        int at = 0;
        for (int from = 0, to = graphemes.next(); to != BreakIterator.DONE; from = to, to = graphemes.next()) {
            for (int i = from; i < to; i += Character.charCount(characters.codePointAt(i))) {
                at += Utf8.length(text[at]);
            }
            ends.set(at);
        }
        return ends;
    }
}

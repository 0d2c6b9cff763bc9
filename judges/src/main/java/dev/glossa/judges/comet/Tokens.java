package dev.glossa.judges.comet;

import java.util.Arrays;

/// A text as XLM-R sees it.
///
/// @param ids    `<s>`, pieces, `</s>`
/// @param begins where each token starts in the text, in code points; 0 for the special ones
/// @param ends   where it ends, exclusive; 0 for the special ones
record Tokens(int[] ids, int[] begins, int[] ends) {
    /// Several texts as one sequence: `<s> A </s></s> B </s></s> C </s>`. What is too long loses its end, the closing
    /// `</s>` included, and padding within a text is left out, as in COMET 2.2.7 `concat_sequences`.
    static int[] join(int most, Tokens... texts) {
        int[][] parts = new int[texts.length][];
        int size = 0;
        for (int i = 0; i < texts.length; i++) {
            // a text may spell it out
            parts[i] = Arrays.stream(texts[i].ids).filter(id -> id != XlmrTokenizer.PAD).toArray();
            size += parts[i].length;
        }
        int[] joined = new int[size];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            int[] ids = parts[i];
            System.arraycopy(ids, 0, joined, at, ids.length);
            if (i > 0) {
                joined[at] = XlmrTokenizer.END; // in place of the second text's <s>
            }
            at += ids.length;
        }
        return size <= most ? joined : Arrays.copyOf(joined, most);
    }
}

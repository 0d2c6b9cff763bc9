package dev.glossa.judges.comet;

import java.util.Arrays;

/// A text as XLM-R sees it.
///
/// @param ids    `<s>`, pieces, `</s>`
/// @param begins where each token starts in the text, in code points; 0 for the special ones
/// @param ends   where it ends, exclusive; 0 for the special ones
record Tokens(int[] ids, int[] begins, int[] ends) {
    /// Several texts as one sequence: `<s> A </s></s> B </s></s> C </s>`. What is too long loses its end, the closing
    /// `</s>` included, as COMET 2.2.7 `concat_sequences` cuts it.
    static int[] join(int most, Tokens... texts) {
        int size = 0;
        for (Tokens text : texts) {
            size += text.ids.length;
        }
        int[] joined = new int[size];
        int at = 0;
        for (int i = 0; i < texts.length; i++) {
            int[] ids = texts[i].ids;
            System.arraycopy(ids, 0, joined, at, ids.length);
            if (i > 0) {
                joined[at] = XlmrTokenizer.END; // in place of the second text's <s>
            }
            at += ids.length;
        }
        return size <= most ? joined : Arrays.copyOf(joined, most);
    }
}

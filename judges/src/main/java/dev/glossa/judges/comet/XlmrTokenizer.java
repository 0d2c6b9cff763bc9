package dev.glossa.judges.comet;

import dev.glossa.judges.sentencepiece.Segmentation;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.util.Arrays;

/// XLM-R's ids over a SentencePiece model: the pieces of the model moved up by one, with fairseq's special tokens below.
///
/// @param maxTokens the longest joined sequence; a single text may have two fewer (COMET 2.2.7 `encoders/base.py`)
record XlmrTokenizer(SentencePiece pieces, int maxTokens) {
    static final int BEGIN = 0;
    static final int PAD = 1;
    static final int END = 2;
    static final int UNKNOWN = 3;
    /// The fairseq shift and `<mask>`, which the SentencePiece file lacks.
    static final int ADDED = 2;

    Tokens encode(String text) {
        Segmentation found = pieces.segment(text);
        int n = Math.min(found.size(), maxTokens - 4);
        int[] ids = new int[n + 2];
        int[] begins = new int[n + 2];
        int[] ends = new int[n + 2];
        ids[0] = BEGIN;
        for (int i = 0; i < n; i++) {
            int id = found.ids()[i];
            ids[i + 1] = id == pieces.unknown() ? UNKNOWN : id + 1;
            begins[i + 1] = found.begins()[i];
            ends[i + 1] = found.ends()[i];
        }
        ids[n + 1] = END;
        return new Tokens(ids, begins, ends);
    }

    /// The text that ids spell, without special tokens.
    String decode(int[] ids) {
        return pieces.decode(Arrays.stream(ids).filter(id -> id != BEGIN && id != PAD && id != END)
                .map(id -> id == UNKNOWN ? pieces.unknown() : id - 1).toArray());
    }
}

package dev.glossa.judges.comet;

import dev.glossa.judges.sentencepiece.Dialect;
import dev.glossa.judges.sentencepiece.Segmentation;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.util.Arrays;
import java.util.List;

/// XLM-R's ids over a SentencePiece model: the pieces of the model moved up by one, with fairseq's special tokens below and
/// `<mask>` above.
///
/// @param maxTokens the longest joined sequence; a single text may have two fewer (COMET 2.2.7 `encoders/base.py`)
record XlmrTokenizer(SentencePiece pieces, int maxTokens) {
    static final int BEGIN = 0;
    static final int PAD = 1;
    static final int END = 2;
    static final int UNKNOWN = 3;
    /// The fairseq shift and `<mask>`, which the SentencePiece file lacks.
    static final int ADDED = 2;
    /// In the order of their ids; the last one stands above all pieces.
    private static final List<String> SPECIAL = List.of("<s>", "<pad>", "</s>", "<unk>", "<mask>");

    Tokens encode(String text) {
        Builder tokens = new Builder();
        int from = 0;
        int special = pieces.dialect() == Dialect.HUGGING_FACE ? nextSpecial(text, 0) : -1;
        for (; special >= 0; special = nextSpecial(text, from)) {
            tokens.addPieces(text, from, special);
            from = special + tokens.addSpecial(text, special);
        }
        tokens.addPieces(text, from, text.length());
        return tokens.build();
    }

    /// Where the next special token is that the text spells out, which `tokenizers` takes for the token; -1 if nowhere.
    private static int nextSpecial(String text, int from) {
        for (int at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
            int start = at;
            if (SPECIAL.stream().anyMatch(token -> text.startsWith(token, start))) {
                return at;
            }
        }
        return -1;
    }

    /// The text that ids spell, without special tokens.
    String decode(int[] ids) {
        return pieces.decode(Arrays.stream(ids).filter(id -> id != BEGIN && id != PAD && id != END && id != mask())
                .map(id -> id == UNKNOWN ? pieces.unknown() : id - 1).toArray());
    }

    private int mask() {
        return pieces.size() + ADDED - 1;
    }

    private final class Builder {
        private final int most = maxTokens - 4;
        private int[] ids = new int[64];
        private int[] begins = new int[64];
        private int[] ends = new int[64];
        private int size;

        Builder() {
            add(BEGIN, 0, 0);
        }

        void addPieces(String text, int from, int to) {
            if (from == to || size > most) {
                return;
            }
            Segmentation found = pieces.segment(text.substring(from, to));
            int start = text.codePointCount(0, from);
            for (int i = 0; i < found.size() && size <= most; i++) {
                int id = found.ids()[i];
                add(id == pieces.unknown() ? UNKNOWN : id + 1, start + found.begins()[i], start + found.ends()[i]);
            }
        }

        /// Adds the special token that the text spells there, and gives its length.
        int addSpecial(String text, int at) {
            int id = 0;
            while (!text.startsWith(SPECIAL.get(id), at)) {
                id++;
            }
            int length = SPECIAL.get(id).length();
            if (size <= most) {
                int start = text.codePointCount(0, at);
                add(id == SPECIAL.size() - 1 ? mask() : id, start, start + length);
            }
            return length;
        }

        Tokens build() {
            add(END, 0, 0);
            return new Tokens(Arrays.copyOf(ids, size), Arrays.copyOf(begins, size), Arrays.copyOf(ends, size));
        }

        private void add(int id, int begin, int end) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
                begins = Arrays.copyOf(begins, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            ids[size] = id;
            begins[size] = begin;
            ends[size++] = end;
        }
    }
}

package dev.glossa.judges.sentencepiece;

import java.util.HashMap;
import java.util.Map;

/// Byte-pair encoding: the best-scored neighbouring pair is merged until none is a piece
/// (sentencepiece 0.1.97 `bpe_model.cc`).
///
/// @param frozen user-defined symbols, which never merge; null if there are none
record Merges(PieceTrie trie, PieceTrie frozen, float[] scores, ModelFile.Kind[] kinds, int unknown) implements Segmenter {

    @Override
    public void segment(byte[] text, int length, Pieces out) {
        new Pass(text, length).run(out);
    }

    private final class Pass {
        private final byte[] text;
        private final Symbols symbols;
        private final Agenda agenda = new Agenda();
        /// For each unused piece that came up, the length of the left part it was last offered as.
        private final Map<Integer, Integer> seams = new HashMap<>();

        Pass(byte[] text, int length) {
            this.text = text;
            this.symbols = split(text, length);
        }

        void run(Pieces out) {
            for (int i = 0; i + 1 < symbols.count; i++) {
                offer(i, i + 1);
            }
            while (!agenda.isEmpty()) {
                long entry = agenda.poll();
                int left = Agenda.left(entry);
                int right = symbols.next[left];
                // an entry is stale when its pair has changed since; the changed pair has an entry of its own
                int piece = symbols.offered[left];
                if (symbols.dead[left] || right < 0 || piece == PieceTrie.NONE || Agenda.entry(scores[piece], left) != entry) {
                    continue;
                }
                symbols.merge(left, right);
                symbols.node[left] = trie.walk(symbols.node[left], text, symbols.begin[right], symbols.end[right]);
                symbols.offered[left] = PieceTrie.NONE;
                offer(symbols.previous[left], left);
                offer(left, symbols.next[left]);
            }
            for (int i = 0; i >= 0 && i < symbols.count; i = symbols.next[i]) {
                emit(symbols.begin[i], symbols.end[i], out);
            }
        }

        private void offer(int left, int right) {
            if (left < 0 || right < 0) {
                return;
            }
            boolean fixed = symbols.frozen[left] || symbols.frozen[right];
            int node = fixed ? PieceTrie.NONE : trie.walk(symbols.node[left], text, symbols.begin[right], symbols.end[right]);
            int piece = node == PieceTrie.NONE ? PieceTrie.NONE : trie.piece(node);
            symbols.offered[left] = piece;
            if (piece == PieceTrie.NONE) {
                return;
            }
            agenda.add(Agenda.entry(scores[piece], left));
            if (kinds[piece] == ModelFile.Kind.UNUSED) {
                seams.put(piece, symbols.end[left] - symbols.begin[left]);
            }
        }

        /// An unused piece only carried its parts to something longer; where it is left over, its parts stand.
        private void emit(int begin, int end, Pieces out) {
            int piece = trie.find(text, begin, end);
            Integer seam = piece != PieceTrie.NONE && kinds[piece] == ModelFile.Kind.UNUSED ? seams.get(piece) : null;
            if (seam == null) {
                out.add(piece == PieceTrie.NONE ? unknown : piece, begin, end);
            } else {
                emit(begin, begin + seam, out);
                emit(begin + seam, end, out);
            }
        }
    }

    private Symbols split(byte[] text, int length) {
        Symbols symbols = new Symbols(length);
        for (int at = 0; at < length; ) {
            int end = frozen == null ? at : frozen.longest(text, at, length);
            boolean whole = end > at;
            if (!whole) {
                end = Math.min(at + Utf8.length(text[at]), length);
            }
            symbols.add(at, end, whole, trie.walk(PieceTrie.ROOT, text, at, end));
            at = end;
        }
        return symbols;
    }
}

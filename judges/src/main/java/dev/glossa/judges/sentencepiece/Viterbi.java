package dev.glossa.judges.sentencepiece;

import java.util.Arrays;

/// The unigram language model's segmentation: the likeliest path through all pieces that fit
/// (sentencepiece 0.1.97 `unigram_model.cc`, the optimized encoder).
///
/// @param least    lowest score of a normal piece
/// @param greatest highest score of a normal piece
record Viterbi(PieceTrie trie, float[] scores, ModelFile.Kind[] kinds, int unknown, float least, float greatest, Dialect dialect) implements Segmenter {
    private static final float UNKNOWN_PENALTY = 10;
    private static final double USER_DEFINED_MALUS = 0.1;

    @Override
    public void segment(byte[] text, int length, Pieces out) {
        switch (dialect) {
            case SENTENCEPIECE -> segment(text, 0, length, out);
            case HUGGING_FACE -> {
                int word = 0;
                for (int i = 1; i <= length; i++) {
                    if (i < length && !Normalizer.startsWithBlank(text, i, length)) {
                        continue;
                    }
                    segment(text, word, i, out);
                    word = i;
                }
            }
        }
    }

    private void segment(byte[] text, int from, int to, Pieces out) {
        int n = to - from;
        double[] best = new double[n + 1];
        int[] start = new int[n + 1];
        int[] id = new int[n + 1];
        Arrays.fill(start, -1);
        double unknownScore = stored((double) least - UNKNOWN_PENALTY);
        for (int a = 0; a < n; ) {
            int character = Math.min(Utf8.length(text[from + a]), n - a);
            boolean covered = false;
            int node = PieceTrie.ROOT;
            for (int k = a; k < n; ) {
                node = trie.child(node, text[from + k]);
                if (node == PieceTrie.NONE) {
                    break;
                }
                k++;
                int piece = trie.piece(node);
                if (piece == PieceTrie.NONE || kinds[piece] == ModelFile.Kind.UNUSED) {
                    continue;
                }
                int size = k - a;
                double score = kinds[piece] == ModelFile.Kind.USER_DEFINED ? size * greatest - USER_DEFINED_MALUS : scores[piece];
                double candidate = best[a] + score;
                if (start[k] < 0 || candidate > best[k]) {
                    best[k] = stored(candidate);
                    start[k] = a;
                    id[k] = piece;
                }
                covered |= size == character;
            }
            if (!covered) {
                int k = a + character;
                double candidate = stored(best[a] + unknownScore);
                if (start[k] < 0 || candidate > best[k]) {
                    best[k] = candidate;
                    start[k] = a;
                    id[k] = unknown;
                }
            }
            a += character;
        }
        int first = out.size();
        for (int end = n; end > 0; end = start[end]) {
            out.add(id[end], from + start[end], from + end);
        }
        out.reverse(first);
    }

    /// Path scores as the program whose tie rule is followed keeps them.
    private double stored(double score) {
        return dialect == Dialect.SENTENCEPIECE ? (float) score : score;
    }
}

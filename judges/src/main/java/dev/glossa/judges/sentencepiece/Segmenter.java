package dev.glossa.judges.sentencepiece;

/// How a model cuts a normalized text.
sealed interface Segmenter permits Viterbi, Merges {
    void segment(byte[] text, int length, Pieces out);
}

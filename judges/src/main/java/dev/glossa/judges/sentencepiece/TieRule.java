package dev.glossa.judges.sentencepiece;

/// Which of two equally likely unigram segmentations wins.
///
/// The two programs that read the same model file differ on about one line in a thousand, such as `000`.
public enum TieRule {
    /// The sentencepiece library: the whole text is one lattice and path scores are rounded to `float`.
    SENTENCEPIECE,
    /// Hugging Face `tokenizers`, which COMET and other XLM-R users run: one lattice per word, path scores in `double`.
    HUGGING_FACE
}

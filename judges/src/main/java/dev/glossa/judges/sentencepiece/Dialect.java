package dev.glossa.judges.sentencepiece;

/// Which of the two programs that read the same unigram model file is followed. They differ on about one line in a thousand of
/// composed text, such as `000`, and on more where marks stand apart from their letters.
public enum Dialect {
    /// The sentencepiece library: the longest rule applies wherever it matches, the whole text is one lattice, and path scores
    /// are rounded to `float`.
    SENTENCEPIECE,
    /// Hugging Face `tokenizers`, which COMET and other XLM-R users run: a rule applies to a grapheme of less than six bytes, or
    /// else to a character, and of the rules that match its beginning the shortest replaces all of it; so that of two marks the
    /// second may be lost. One lattice per word, path scores in `double`.
    HUGGING_FACE
}

package dev.glossa.judges.sacrebleu;

/// Splits a line into the tokens whose n-grams BLEU counts. Implementations are immutable and may be shared by threads.
public interface Tokenizer {

    /// How the signature names it: `tok:13a`.
    String signature();

    /// The line with white space between its tokens.
    ///
    /// @param line without white space at its end
    String tokenize(String line);
}

package dev.glossa.judges.comet;

/// A part of a translation that XCOMET holds to be wrong.
///
/// @param start      first code point of the translation, the blank before a word included
/// @param end        exclusive
/// @param confidence mean probability of the labels along the span
/// @param text       what its tokens spell
public record ErrorSpan(int start, int end, Severity severity, double confidence, String text) {
    /// What a token's logits stand for: no error, or one of a severity.
    static final int LABELS = 1 + Severity.values().length;

    /// How bad an error is, with its weight in an MQM score.
    public enum Severity {
        MINOR(1),
        MAJOR(5),
        CRITICAL(10);

        private final int weight;

        Severity(int weight) {
            this.weight = weight;
        }

        public int weight() {
            return weight;
        }
    }
}

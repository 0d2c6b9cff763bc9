package dev.glossa.judges.sacrebleu;

/// A score and what is printed beside it.
public sealed interface MetricScore permits Bleu.Score, ChrF.Score, Ter.Score {

    String name();

    double score();

    /// The parts behind the score as text, or "" for a metric that has none.
    default String verbose() {
        return "";
    }

    /// One line as sacreBLEU prints it: `chrF2|nrefs:1|… = 57.30`.
    ///
    /// @param width decimals of the score
    default String format(int width, MetricSignature signature) {
        String line = name() + "|" + signature + " = " + Decimals.fixed(score(), width);
        return verbose().isEmpty() ? line : line + " " + verbose();
    }
}

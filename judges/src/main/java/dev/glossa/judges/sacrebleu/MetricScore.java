package dev.glossa.judges.sacrebleu;

import java.util.Optional;

/// A score and what is printed beside it.
public sealed interface MetricScore permits Bleu.Score, ChrF.Score, Ter.Score {

    String name();

    double score();

    /// The parts behind the score as text, or "" for a metric that has none.
    default String verbose() {
        return "";
    }

    /// This score with what it was computed with, ready to print.
    default ReportedScore with(MetricSignature signature) {
        return new ReportedScore(this, signature, Optional.empty());
    }
}

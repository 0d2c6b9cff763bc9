package dev.glossa.judges.rubric;

import java.util.Locale;

/// What the rubric rates, in the order in which the judge is asked.
enum Criterion {
    INSTRUCTION_FOLLOWING,
    NATURALNESS,
    COHERENCE,
    ACCURACY;

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String rationaleKey() {
        return key() + "_rationale";
    }

    String scoreKey() {
        return key() + "_score";
    }

    /// The name of the facet.
    String facet() {
        return key().replace('_', '-');
    }
}

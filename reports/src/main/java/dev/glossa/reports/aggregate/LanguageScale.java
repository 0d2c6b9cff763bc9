package dev.glossa.reports.aggregate;

import dev.glossa.harness.Metric;
import java.util.Optional;

/// Whether a metric's values in different languages are on one scale. Those of a model that rates as it was trained are not,
/// nor are the errors that it counts: it sees more in a language that it knows well.
public final class LanguageScale {
    private LanguageScale() {}

    /// Where it is not one, nothing may say which of a model's languages is better than another.
    public static boolean isOne(Metric metric) {
        return metric.scale() != Metric.Scale.RAW;
    }

    /// What a reader must know of means over languages, without a full stop; empty where nothing is to be said.
    public static Optional<String> caution(String benchmark, Metric metric) {
        return caution(benchmark, metric, "a mean over languages compares models, never languages");
    }

    /// @param therefore what follows, in words
    public static Optional<String> caution(String benchmark, Metric metric, String therefore) {
        return isOne(metric) ? Optional.empty()
                : Optional.of("Caution, " + benchmark + " " + metric.name() + ": scores of different languages are not on one scale; " + therefore);
    }
}

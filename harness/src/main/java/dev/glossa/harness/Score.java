package dev.glossa.harness;

/// A scorer's verdict on one completion: one of the states that every table counts apart.
public sealed interface Score {
    /// @param value      of this sample alone, on the metric's own scale
    /// @param statistics what pools over samples
    /// @param note       what was read or why the value is what it is; may be empty
    record Scored(double value, Statistics statistics, String note) implements Score {
        public Scored {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a score of " + value + " is none");
            }
        }

        /// A value that pools by averaging.
        public static Scored mean(double value, String note) {
            return new Scored(value, Statistics.mean(value), note);
        }
    }

    /// A judge replied, but its reply cannot be read. Counted beside the mean, never inside it.
    record Unparsed(String reason) implements Score {}

    /// There is no answer, or no judge's reply, to score. Counted beside the mean, never inside it.
    record Failed(String reason) implements Score {}
}

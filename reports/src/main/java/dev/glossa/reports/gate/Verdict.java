package dev.glossa.reports.gate;

import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.gate.Policy.Rule;
import java.util.List;
import java.util.Optional;

/// What the gate says of a candidate, and every finding behind it.
public record Verdict(String base, String candidate, Decision decision, List<Finding> findings) {
    /// The printed name and the exit code of each decision.
    public enum Decision {
        GO("GO", 0),
        NO_GO("NO-GO", 3),
        INCONCLUSIVE("INCONCLUSIVE", 4);

        private final String printed;
        private final int exitCode;

        Decision(String printed, int exitCode) {
            this.printed = printed;
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        @Override
        public String toString() {
            return printed;
        }
    }

    /// What became of one group or language under one rule.
    public enum Status {
        /// Shown to lose no more than the margin.
        HOLDS,
        /// A language about which nothing speaks against; one alone cannot show that it lost nothing.
        PASSES,
        /// A drop beyond the margin, and not by chance.
        VIOLATED,
        /// Neither shown to hold nor shown to be violated.
        UNDECIDED,
        /// Too many samples without a score, or no comparable score.
        UNSCORED
    }

    /// @param group      its name; a language's code
    /// @param difference candidate minus base in points; empty where nothing can be compared
    /// @param bound      the lowest difference that is not ruled out, in points
    /// @param p          probability of the drop by chance, adjusted for all that were looked at; 1 where there is none
    /// @param detectable the smallest drop that so many items show four times out of five, in points
    /// @param why        in words
    /// @param lost       sample ids on which the candidate is worse, to read
    /// @param won        sample ids on which it is better
    public record Finding(Rule rule, String group, Status status, Optional<Estimate> difference, double bound, double p, double detectable,
            String why, List<String> lost, List<String> won) {}
}

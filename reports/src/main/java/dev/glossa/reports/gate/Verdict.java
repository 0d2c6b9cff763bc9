package dev.glossa.reports.gate;

import dev.glossa.reports.Printed;
import dev.glossa.reports.aggregate.Estimate;
import dev.glossa.reports.aggregate.PairedTest;
import dev.glossa.reports.gate.Policy.Rule;
import java.util.List;
import java.util.Optional;

/// What the gate says of a candidate, and every finding behind it.
///
/// @param moved    languages that changed, whatever the rules ask
/// @param cautions why the judge behind a metric of the policy is not to be believed in a language, in words; they decide nothing
public record Verdict(String base, String candidate, Decision decision, List<Finding> findings, List<Moved> moved, List<String> cautions) {
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
    /// @param label      the name that people know it by
    /// @param difference candidate minus base in points; empty where nothing can be compared
    /// @param pooled     a language's difference, drawn towards the mean of the rule's languages; empty for groups
    /// @param bound      the lowest difference that is not ruled out, in points
    /// @param p          probability of the drop by chance, adjusted for all that were looked at; 1 where there is none
    /// @param tests      what each paired test says of a language, unadjusted; empty for groups
    /// @param detectable the smallest drop that so many items show four times out of five, in points
    /// @param why        in words
    /// @param lost       sample ids on which the candidate is worse, to read
    /// @param won        sample ids on which it is better
    public record Finding(Rule rule, String group, String label, Status status, Optional<Estimate> difference, Optional<Estimate> pooled, double bound,
            double p, Optional<PairedTest.Results> tests, double detectable, String why, List<String> lost, List<String> won) {

        Finding with(Status status, double p) {
            return new Finding(rule, group, label, status, difference, pooled, bound, p, tests, detectable, why, lost, won);
        }

        /// What is too small to be seen here; empty where nothing is known to vary.
        Optional<String> sees() {
            return difference.isEmpty() || detectable == 0 ? Optional.empty()
                    : Optional.of("this suite cannot see less than " + Printed.number(detectable, 1) + " points in " + label);
        }
    }

    /// A language that is better or worse, significant after Benjamini and Hochberg's adjustment over all compared languages.
    ///
    /// @param difference in points, by itself
    /// @param pooled     drawn towards the mean of all languages
    /// @param p          adjusted
    public record Moved(String benchmark, String metric, String language, String label, Estimate difference, Estimate pooled, double p) {}
}

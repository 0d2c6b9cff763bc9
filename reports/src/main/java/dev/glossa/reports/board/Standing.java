package dev.glossa.reports.board;

import dev.glossa.reports.aggregate.Counts;
import dev.glossa.reports.aggregate.Group;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.Ranks;
import java.util.Optional;
import java.util.OptionalDouble;

/// One model's number in one column and group of a leaderboard, with everything that says how far it may be compared.
///
/// @param reading   benchmark, metric and facet
/// @param published whether the paper prints it; otherwise it was measured
/// @param value     on the scale in which the metric is stored; empty where there is none to print
/// @param rank      among measured numbers of the column's signature that cover the group; empty otherwise
/// @param languages how many of the group's languages it covers
/// @param counts    of samples; none for a published number
/// @param mark      why it may not be compared with the column's other numbers; empty where it may
/// @param note      why there is no value, or that its judge is flagged; empty otherwise
public record Standing(
        Published.Reading reading,
        Group group,
        String model,
        boolean published,
        OptionalDouble value,
        Optional<Interval> interval,
        Optional<Ranks.Range> rank,
        int languages,
        Counts counts,
        String signature,
        String mark,
        String note) {
    /// How the note of a number begins whose judge is flagged; a colon and the reasons follow.
    public static final String FLAGGED = "judge flagged";

    /// Whether it may be compared with the column's other unmarked numbers.
    public boolean isComparable() {
        return value.isPresent() && mark.isEmpty();
    }
}

package dev.glossa.reports.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a model's printed number differs by from that of a report's first model, in one group: above zero where it is better.
///
/// @param base       value of the first model
/// @param difference its error comes from the same draws of items for both, so what an item does to both is in neither
public record Difference(Group group, String model, double base, Estimate difference) {

    /// The difference, relative to the base in percent; empty where the base is nothing, or below.
    public Optional<Estimate> relative() {
        return base > 0 ? Optional.of(new Estimate(100 * difference.value() / base, 100 * difference.error() / base, difference.clusters())) : Optional.empty();
    }

    /// Of one kind of group, in the groups' order.
    public static List<Difference> of(Aggregate aggregate, Group.Kind kind, String model) {
        List<Difference> chosen = new ArrayList<>();
        for (Difference difference : aggregate.differences()) {
            if (difference.group().kind() == kind && difference.model().equals(model)) {
                chosen.add(difference);
            }
        }
        return chosen;
    }
}

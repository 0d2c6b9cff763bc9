package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One number of a report, with everything a reader needs to judge it.
///
/// @param facet     empty for the metric itself; the name of another reading of the same sums, such as `naturalness`; or an
///                  attribute's value, such as `cultural_sensitivity=CS`
/// @param value     on the scale in which the metric is stored; empty where there is none to print
/// @param interval  empty where there is no value, or too few items for one
/// @param languages how many languages are averaged
/// @param spread    sample standard deviation (n-1) over those languages; empty for fewer than two, and where they are not on one
///                  scale
/// @param clusters  how many different items it rests on in any of the languages: those with a score that adds to it
/// @param signature what makes the number comparable
/// @param note      why there is no value; empty otherwise
/// @param flagged   those of its languages in which the judge that gave the number rated a canary wrongly, each with how
/// @param partial   those of its languages in which the model lacks items that another of its signature has, each with how many it has
/// @param otherData those of its languages that were asked from other data than most numbers of its signature
public record Cell(
        String benchmark,
        String metric,
        String facet,
        Group group,
        String model,
        OptionalDouble value,
        Optional<Interval> interval,
        int languages,
        OptionalDouble spread,
        int clusters,
        Counts counts,
        String signature,
        String note,
        Map<Language, String> flagged,
        Map<Language, String> partial,
        List<Language> otherData) {
    private static final int NAMED = 5;

    /// That it rests on fewer items than other models' numbers, or on other data, in words; empty where it does not.
    public String mark() {
        return Stream.of(otherDataMark(), partialMark()).filter(mark -> !mark.isEmpty()).collect(Collectors.joining("; "));
    }

    private String otherDataMark() {
        return otherData.isEmpty() ? "" : group.kind() == Group.Kind.LANGUAGE ? "other data" : "other data: "
                + otherData.stream().limit(NAMED).map(Language::name).collect(Collectors.joining(", "))
                + (otherData.size() > NAMED ? " and " + (otherData.size() - NAMED) + " more" : "");
    }

    private String partialMark() {
        return partial.isEmpty() ? "" : group.kind() == Group.Kind.LANGUAGE ? "partial: " + partial.values().iterator().next()
                : "partial: not all items in " + partial.size() + " of " + languages + (languages == 1 ? " language" : " languages");
    }
}

package dev.glossa.reports.health;

import dev.glossa.reports.aggregate.Agreement;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How a judge's scores and people's labels of the same answers agree.
///
/// @param answers     with both
/// @param correlation Spearman's, with mean ranks for ties; empty for fewer than three answers, or where either side has one
///                    value for all
/// @param difference  mean absolute difference
/// @param bias        mean of the judge's scores minus people's labels
public record PeopleAgreement(int answers, OptionalDouble correlation, double difference, double bias) {

    /// @param judge  scores from 0 to 1
    /// @param people labels from 0 to 1, in the same order
    static PeopleAgreement of(double[] judge, double[] people) {
        double difference = IntStream.range(0, judge.length).mapToDouble(i -> Math.abs(judge[i] - people[i])).average().orElse(0);
        double bias = IntStream.range(0, judge.length).mapToDouble(i -> judge[i] - people[i]).average().orElse(0);
        return new PeopleAgreement(judge.length, judge.length < 3 ? OptionalDouble.empty() : Agreement.spearman(judge, people), difference, bias);
    }
}

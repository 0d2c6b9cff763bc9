package dev.glossa.reports.health;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How a judge's scores and people's labels of the same answers agree.
///
/// @param answers     with both
/// @param correlation Spearman's, with mean ranks for ties; empty for fewer than three answers, or where either side has one
///                    value for all
/// @param difference  mean absolute difference
/// @param bias        mean of the judge's scores minus people's labels
public record Agreement(int answers, OptionalDouble correlation, double difference, double bias) {

    /// @param judge  scores from 0 to 1
    /// @param people labels from 0 to 1, in the same order
    static Agreement of(double[] judge, double[] people) {
        double difference = IntStream.range(0, judge.length).mapToDouble(i -> Math.abs(judge[i] - people[i])).average().orElse(0);
        double bias = IntStream.range(0, judge.length).mapToDouble(i -> judge[i] - people[i]).average().orElse(0);
        return new Agreement(judge.length, judge.length < 3 ? OptionalDouble.empty() : pearson(ranks(judge), ranks(people)), difference, bias);
    }

    private static OptionalDouble pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(xy / Math.sqrt(xx * yy), -1, 1));
    }

    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length).boxed().sorted(java.util.Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i).toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}

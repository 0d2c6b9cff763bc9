package dev.glossa.reports.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Which places models may hold among each other, given how uncertain their paired differences are.
///
/// A model stands above another only if their difference is larger than chance makes the largest of all pairs' differences
/// in 95 of 100 draws: the ranges of all models hold together (Mogstad, Romano, Shaikh and Wilhelm, "Inference for ranks",
/// 2024). Models whose ranges overlap are tied as far as these items tell.
public final class Ranks {
    /// The places that a model may hold; 1 is the best.
    public record Range(int best, int worst) {
        /// As tables print it: `1`, or `2–4`.
        public String text() {
            return best == worst ? Integer.toString(best) : best + "–" + worst;
        }
    }

    private Ranks() {}

    /// @param values   of each model
    /// @param drawn    by model, its value in each draw; draws of all models are the same items
    /// @param clusters how many items there are at least
    /// @return one range per model; all of them from 1 to the last where there are too few items to tell
    static List<Range> of(double[] values, List<float[]> drawn, int clusters, boolean ascending) {
        int n = values.length;
        if (n < 2 || clusters < Interval.FEW) {
            return Arrays.stream(values).mapToObj(_ -> new Range(1, n)).toList();
        }
        double[][] error = errors(drawn, clusters);
        double reach = reach(values, drawn, error, clusters);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int above = 0;
            int below = 0;
            for (int j = 0; j < n; j++) {
                double difference = (values[i] - values[j]) * (ascending ? 1 : -1);
                boolean apart = i != j && Math.abs(difference) > reach * error[i][j] && Math.abs(difference) > 1e-6 * Math.abs(values[i]);
                above += apart && difference < 0 ? 1 : 0;
                below += apart && difference > 0 ? 1 : 0;
            }
            ranges.add(new Range(1 + above, n - below));
        }
        return ranges;
    }

    /// The standard error of each pair's difference.
    private static double[][] errors(List<float[]> drawn, int clusters) {
        int n = drawn.size();
        double[][] error = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                float[] one = drawn.get(i);
                float[] other = drawn.get(j);
                double sum = 0;
                double squares = 0;
                for (int d = 0; d < one.length; d++) {
                    double difference = (double) one[d] - other[d];
                    sum += difference;
                    squares += difference * difference;
                }
                double variance = Math.max(0, (squares - sum * sum / one.length) / (one.length - 1));
                error[i][j] = error[j][i] = Math.sqrt(variance * clusters / (clusters - 1));
            }
        }
        return error;
    }

    /// How many standard errors the largest of all pairs' differences strays in 95 of 100 draws, widened for few clusters as
    /// Student's t is.
    private static double reach(double[] values, List<float[]> drawn, double[][] error, int clusters) {
        int n = values.length;
        float[] largest = new float[drawn.getFirst().length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (error[i][j] <= 1e-9 * Math.abs(values[i])) {
                    continue;
                }
                float[] one = drawn.get(i);
                float[] other = drawn.get(j);
                double centre = values[i] - values[j];
                for (int d = 0; d < largest.length; d++) {
                    largest[d] = Math.max(largest[d], (float) (Math.abs(one[d] - other[d] - centre) / error[i][j]));
                }
            }
        }
        double tail = 1 - (1 - Interval.LEVEL) / 2;
        double wider = TDistribution.of(clusters - 1).inverseCumulativeProbability(tail) / NormalDistribution.of(0, 1).inverseCumulativeProbability(tail);
        return Interval.quantile(Interval.sorted(largest), Interval.LEVEL) * wider;
    }
}

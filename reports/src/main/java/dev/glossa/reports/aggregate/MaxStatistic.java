package dev.glossa.reports.aggregate;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Many one-sided tests of which one false alarm is one too many, and which move together: the step-down procedure of the
/// largest statistic (Westfall and Young 1993), for normal statistics of a known correlation. Of independent tests it is Holm's
/// procedure, as good as; of tests that nearly repeat each other, such as a mean and that of most of its parts, it adjusts little.
public final class MaxStatistic {
    /// The standard error of an adjusted probability of 0.05 is then 0.0015.
    private static final int DRAWS = 20_000;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private MaxStatistic() {}

    /// Each test's adjusted probability, at least its own and at most Holm's.
    ///
    /// @param probabilities one-sided
    /// @param correlation   of the statistics where nothing is to be found
    public static double[] adjusted(double[] probabilities, double[][] correlation, long seed) {
        int n = probabilities.length;
        if (n < 2) {
            return probabilities.clone();
        }
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> probabilities[i])).mapToInt(Integer::intValue).toArray();
        double[] limit = new double[n];
        for (int rank = 0; rank < n; rank++) {
            limit[rank] = NORMAL.inverseSurvivalProbability(Math.clamp(probabilities[order[rank]], 1e-300, 1 - 1e-12));
        }
        double[][] factor = factor(correlation);
        int[] reached = new int[n];
        double[] independent = new double[n];
        double[] statistic = new double[n];
        SplitMix random = new SplitMix(seed);
        for (int d = 0; d < DRAWS; d++) {
            for (int i = 0; i < n; i++) {
                independent[i] = NORMAL.inverseCumulativeProbability(Math.max(random.nextDouble(), 0x1p-54));
                statistic[i] = 0;
                for (int k = 0; k <= i; k++) {
                    statistic[i] += factor[i][k] * independent[k];
                }
            }
            double largest = Double.NEGATIVE_INFINITY;
            for (int rank = n - 1; rank >= 0; rank--) {
                largest = Math.max(largest, statistic[order[rank]]);
                reached[rank] += largest >= limit[rank] ? 1 : 0;
            }
        }
        double[] adjusted = new double[n];
        double least = 0;
        for (int rank = 0; rank < n; rank++) {
            double own = probabilities[order[rank]];
            double drawn = (reached[rank] + 1.0) / (DRAWS + 1);
            least = Math.max(least, Math.min(Math.min(1, own * (n - rank)), Math.max(own, drawn)));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    /// Cholesky's factor; a statistic that those before it decide has no part of its own.
    private static double[][] factor(double[][] correlation) {
        int n = correlation.length;
        double[][] factor = new double[n][n];
        for (int i = 0; i < n; i++) {
            double rest = 1;
            for (int k = 0; k < i; k++) {
                double sum = correlation[i][k];
                for (int m = 0; m < k; m++) {
                    sum -= factor[i][m] * factor[k][m];
                }
                factor[i][k] = factor[k][k] < 1e-6 ? 0 : sum / factor[k][k];
                rest -= factor[i][k] * factor[i][k];
            }
            if (rest < 0) {
                double scale = 1 / Math.sqrt(1 - rest);
                for (int k = 0; k < i; k++) {
                    factor[i][k] *= scale;
                }
            }
            factor[i][i] = Math.sqrt(Math.max(0, rest));
        }
        return factor;
    }
}

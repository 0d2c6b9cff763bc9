package dev.glossa.reports.aggregate;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Many tests at once: Benjamini and Hochberg's step-up procedure (1995), which keeps the expected share of false alarms among
/// the alarms below a level. Tests over parallel items depend on each other positively, for which it holds (Benjamini and
/// Yekutieli 2001).
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /// Each test's adjusted probability: the smallest rate of false discoveries at which it would be one.
    public static double[] adjusted(double[] probabilities) {
        int n = probabilities.length;
        int[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> probabilities[i])).mapToInt(Integer::intValue).toArray();
        double[] adjusted = new double[n];
        double least = 1;
        for (int rank = n; rank >= 1; rank--) {
            int test = order[rank - 1];
            least = Math.min(least, probabilities[test] * n / rank);
            adjusted[test] = least;
        }
        return adjusted;
    }
}

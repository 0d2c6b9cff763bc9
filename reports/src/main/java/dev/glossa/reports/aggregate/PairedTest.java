package dev.glossa.reports.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Tests of two systems on the same items, item by item. All are two-sided and return the probability, if the systems are
/// alike, of a difference at least as large as the observed one.
public final class PairedTest {
    /// Up to so many differing items, every assignment of signs is tried.
    private static final int ENUMERATED = 16;

    /// What each of the tests says of one difference.
    ///
    /// @param mcNemar     empty where items are not right or wrong
    /// @param permutation of the pooled value, by exchanging the two systems' sums of items
    /// @param bootstrap   of the pooled value, by resampling items
    public record Results(OptionalDouble mcNemar, double permutation, double bootstrap) {}

    private PairedTest() {}

    /// McNemar's exact test: of the items on which just one system is right, as many should fall to either (a binomial test,
    /// not the chi-square approximation, which fails with few such items).
    public static double mcNemar(int onlyFirst, int onlySecond) {
        int n = onlyFirst + onlySecond;
        if (n == 0) {
            return 1;
        }
        return Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(onlyFirst, onlySecond)));
    }

    /// A permutation test of the mean difference: under the null hypothesis either system could have got either value, so
    /// every difference may as well have the other sign. Exact for few items that differ, else by seeded draws, where the
    /// observed assignment counts as one of them so that the test keeps its level (Phipson and Smyth 2010).
    ///
    /// @param differences of each item, or each cluster of an item's values
    public static double permutation(double[] differences, int draws, long seed) {
        double[] moved = java.util.Arrays.stream(differences).filter(d -> d != 0).toArray();
        double observed = Math.abs(java.util.Arrays.stream(moved).sum());
        // Equal sums in another order of addition differ in their last bits.
        double least = observed * (1 - 1e-12);
        if (moved.length <= ENUMERATED) {
            int hits = 0;
            for (int signs = 0; signs < 1 << moved.length; signs++) {
                double sum = 0;
                for (int i = 0; i < moved.length; i++) {
                    sum += (signs >> i & 1) == 0 ? moved[i] : -moved[i];
                }
                hits += Math.abs(sum) >= least ? 1 : 0;
            }
            return hits / (double) (1 << moved.length);
        }
        SplitMix random = new SplitMix(seed);
        int hits = 0;
        for (int d = 0; d < draws; d++) {
            double sum = 0;
            long bits = 0;
            for (int i = 0; i < moved.length; i++) {
                bits = (i & 63) == 0 ? random.nextLong() : bits >>> 1;
                sum += (bits & 1) == 0 ? moved[i] : -moved[i];
            }
            hits += Math.abs(sum) >= least ? 1 : 0;
        }
        return (1.0 + hits) / (1.0 + draws);
    }

    /// A permutation test of a pooled value, such as BLEU or chrF: either system could have given either answer to an item, so
    /// the sums of an item may as well change places (approximate randomisation; Noreen 1989, Riezler and Maxwell 2005).
    ///
    /// @param first  sums by item
    /// @param second the same items' sums of the other system
    /// @param pool   the value of total sums
    static double permutation(double[][] first, double[][] second, ToDoubleFunction<double[]> pool, int draws, long seed) {
        int width = first.length == 0 ? 0 : first[0].length;
        double[] total = new double[width];
        List<double[]> moved = new ArrayList<>();
        double[] difference = new double[width];
        for (int i = 0; i < first.length; i++) {
            double[] d = new double[width];
            boolean differs = false;
            for (int k = 0; k < width; k++) {
                total[k] += first[i][k] + second[i][k];
                d[k] = second[i][k] - first[i][k];
                difference[k] += d[k];
                differs |= d[k] != 0;
            }
            if (differs) {
                moved.add(d);
            }
        }
        double observed = Math.abs(value(total, difference, 1, pool) - value(total, difference, -1, pool));
        if (moved.isEmpty()) {
            return 1;
        }
        double[][] rows = moved.toArray(double[][]::new);
        SplitMix random = new SplitMix(seed);
        int hits = 0;
        for (int draw = 0; draw < draws; draw++) {
            java.util.Arrays.fill(difference, 0);
            long bits = 0;
            for (int i = 0; i < rows.length; i++) {
                bits = (i & 63) == 0 ? random.nextLong() : bits >>> 1;
                double sign = (bits & 1) == 0 ? 1 : -1;
                for (int k = 0; k < width; k++) {
                    difference[k] += sign * rows[i][k];
                }
            }
            double drawn = Math.abs(value(total, difference, 1, pool) - value(total, difference, -1, pool));
            // An exchange that leaves one system nothing to pool says nothing against chance.
            hits += drawn < observed * (1 - 1e-12) ? 0 : 1;
        }
        return (1.0 + hits) / (1.0 + draws);
    }

    /// Of two systems with these sums together and this difference of sums, the value of one.
    private static double value(double[] total, double[] difference, int sign, ToDoubleFunction<double[]> pool) {
        double[] one = new double[total.length];
        for (int k = 0; k < one.length; k++) {
            one[k] = (total[k] + sign * difference[k]) / 2;
        }
        return pool.applyAsDouble(one);
    }

    /// A bootstrap test of a difference whose resampled values are at hand: how often they fall as far from their own centre as
    /// the observed difference lies from zero.
    static double bootstrap(double difference, float[] drawn) {
        double centre = 0;
        for (float d : drawn) {
            centre += d;
        }
        centre /= drawn.length;
        int hits = 0;
        for (float d : drawn) {
            hits += Math.abs(d - centre) >= Math.abs(difference) * (1 - 1e-6) ? 1 : 0;
        }
        return (1.0 + hits) / (1.0 + drawn.length);
    }

    /// A bootstrap test of the mean difference: how often resampled means fall as far from their own centre as the observed
    /// mean lies from zero.
    public static double bootstrap(double[] differences, int draws, long seed) {
        int n = differences.length;
        double mean = java.util.Arrays.stream(differences).sum() / n;
        SplitMix random = new SplitMix(seed);
        int hits = 0;
        for (int d = 0; d < draws; d++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += differences[random.below(n)];
            }
            hits += Math.abs(sum / n - mean) >= Math.abs(mean) * (1 - 1e-12) ? 1 : 0;
        }
        return (1.0 + hits) / (1.0 + draws);
    }
}

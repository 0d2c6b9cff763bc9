package dev.glossa.reports.aggregate;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/// Tests of two systems on the same items, item by item. All are two-sided and return the probability, if the systems are
/// alike, of a difference at least as large as the observed one.
public final class PairedTest {
    /// Up to so many differing items, every assignment of signs is tried.
    private static final int ENUMERATED = 16;

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

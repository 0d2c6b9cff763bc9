package dev.glossa.reports.aggregate;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// A 95 % confidence interval, ends included.
public record Interval(double low, double high) {
    /// The share of repetitions in which an interval should hold the truth.
    public static final double LEVEL = 0.95;

    /// Of fewer clusters than this, a bootstrap knows only a handful of values, and its percentiles end where those do.
    static final int FEW = 5;

    static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double Z = NORMAL.inverseCumulativeProbability(1 - (1 - LEVEL) / 2);

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high + " is none");
        }
    }

    public double width() {
        return high - low;
    }

    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /// The part of it that lies in `bounds`, which hold some of it.
    Interval within(Interval bounds) {
        return new Interval(Math.max(low, bounds.low), Math.min(high, bounds.high));
    }

    /// The interval about a value with a further normal error that what it was made from does not know.
    ///
    /// @param freedom degrees of freedom of that error
    Interval with(double value, double variance, double freedom) {
        if (variance == 0) {
            return this;
        }
        double further = Math.pow(TDistribution.of(freedom).inverseCumulativeProbability(1 - (1 - LEVEL) / 2), 2) * variance;
        return new Interval(value - Math.sqrt(Math.pow(value - low, 2) + further), value + Math.sqrt(Math.pow(high - value, 2) + further));
    }

    public Interval times(double factor) {
        return factor < 0 ? new Interval(high * factor, low * factor) : new Interval(low * factor, high * factor);
    }

    /// Wilson's score interval of a proportion: it covers where the normal approximation and the bootstrap do not, with few
    /// items and near 0 and 1.
    ///
    /// @param successes may be fractional, where items are clusters
    public static Interval wilson(double successes, double n) {
        double p = successes / n;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
        return new Interval(Math.max(0, Math.min(p, centre - half)), Math.min(1, Math.max(p, centre + half)));
    }

    /// The percentile interval of bootstrapped values, expanded for few clusters: percentiles are taken where Student's t
    /// with `clusters` - 1 degrees of freedom and the unbiased variance put them, since the bare percentile interval is too
    /// narrow by both (Hesterberg, "What teachers should know about the bootstrap", 2015, section 5.3: the expanded
    /// percentile interval). With many clusters the two are the same.
    ///
    /// @param sorted   bootstrapped values in ascending order
    /// @param clusters what was resampled; of one cluster nothing can be said
    public static Optional<Interval> percentile(float[] sorted, int clusters) {
        if (clusters < 2 || sorted.length == 0) {
            return Optional.empty();
        }
        double tail = tail(clusters);
        return Optional.of(new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail)));
    }

    /// The share of bootstrapped values left out at each end.
    static double tail(int clusters) {
        double t = TDistribution.of(clusters - 1).inverseCumulativeProbability(1 - (1 - LEVEL) / 2);
        return NORMAL.cumulativeProbability(-t * Math.sqrt(clusters / (clusters - 1.0)));
    }

    /// The quantile of sorted values, linearly between neighbours (type 7 of Hyndman and Fan, NumPy's default).
    public static double quantile(float[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * ((double) sorted[above] - sorted[below]);
    }

    public static float[] sorted(float[] values) {
        float[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}

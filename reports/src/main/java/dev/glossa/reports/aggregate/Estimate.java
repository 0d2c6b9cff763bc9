package dev.glossa.reports.aggregate;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// A difference between two systems, how uncertain it is, and what that allows to be said.
///
/// @param value    candidate minus base, above zero where the candidate is better
/// @param error    its standard error
/// @param clusters how many items it rests on
/// @param freedom  degrees of freedom of the error: one less than the items, and fewer where noise between a few runs is in it
public record Estimate(double value, double error, int clusters, double freedom) {
    public Estimate(double value, double error, int clusters) {
        this(value, error, clusters, Math.max(1, clusters - 1));
    }

    /// The share of true effects of the smallest detectable size that are detected.
    public static final double POWER = 0.8;

    /// The interval that holds the true difference 95 times in a hundred.
    public Interval interval() {
        double reach = quantile(1 - (1 - Interval.LEVEL) / 2) * error;
        return new Interval(value - reach, value + reach);
    }

    /// The probability of a value this low or lower if the true difference were `truth`.
    public double below(double truth) {
        return error == 0 ? (value < truth ? alike() : 1) : distribution().cumulativeProbability((value - truth) / error);
    }

    /// The probability of a value this high or higher if the true difference were `truth`.
    public double above(double truth) {
        return error == 0 ? (value > truth ? alike() : 1) : distribution().survivalProbability((value - truth) / error);
    }

    /// The probability that all items move the same way by chance: where none differs from another, it is all that is known.
    private double alike() {
        return Math.pow(0.5, clusters);
    }

    /// The lowest true difference that a one-sided test at `alpha` does not reject. Where no item differs from another, that is
    /// no sign of an exact number: as large a share of all items as these may well have missed could have lost everything (the
    /// "rule of three", Hanley and Lippman-Hand 1983).
    ///
    /// @param range what an item can lose at most
    public double lowest(double alpha, double range) {
        return value - (error == 0 ? missed(alpha) * range : quantile(1 - alpha) * error);
    }

    /// The smallest drop that a one-sided test at `alpha` finds four times out of five: what this many items can see at all.
    ///
    /// @param range what an item can lose at most
    public double detectable(double alpha, double range) {
        return error == 0 ? missed(alpha * (1 - POWER)) * range
                : (quantile(1 - alpha) + NormalDistribution.of(0, 1).inverseCumulativeProbability(POWER)) * error;
    }

    /// The share of all items of which this many hold none with the given probability.
    private double missed(double probability) {
        return 1 - Math.pow(probability, 1.0 / Math.max(1, clusters));
    }

    /// On another scale.
    public Estimate times(double factor) {
        return new Estimate(value * factor, error * factor, clusters, freedom);
    }

    /// The same estimate with noise that is not in its error; degrees of freedom as Welch and Satterthwaite combine them.
    ///
    Estimate with(double variance, double noiseFreedom) {
        if (variance == 0) {
            return this;
        }
        double items = error * error;
        double together = items + variance;
        return new Estimate(value, Math.sqrt(together), clusters, Math.max(1, together * together / (items * items / freedom + variance * variance / noiseFreedom)));
    }

    private TDistribution distribution() {
        return TDistribution.of(freedom);
    }

    private double quantile(double p) {
        return distribution().inverseCumulativeProbability(p);
    }

    /// The estimate behind bootstrapped values of a difference: their deviation, made unbiased for the number of clusters.
    static Estimate of(double value, float[] drawn, int clusters) {
        double mean = 0;
        for (float d : drawn) {
            mean += d;
        }
        mean /= drawn.length;
        double squares = 0;
        for (float d : drawn) {
            squares += (d - mean) * (d - mean);
        }
        double variance = squares / (drawn.length - 1);
        return new Estimate(value, Math.sqrt(clusters > 1 ? variance * clusters / (clusters - 1) : variance), clusters);
    }
}

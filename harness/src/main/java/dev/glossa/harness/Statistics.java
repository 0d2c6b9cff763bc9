package dev.glossa.harness;

import java.util.Arrays;

/// Sufficient statistics of one or more scores. They add, so segment, corpus, resample and paired test are one function.
public final class Statistics {
    private final double[] sums;

    private Statistics(double[] sums) {
        this.sums = sums;
    }

    public static Statistics of(double... sums) {
        for (double sum : sums) {
            if (!Double.isFinite(sum)) {
                throw new IllegalArgumentException("a statistic of " + sum + " cannot be pooled");
            }
        }
        return new Statistics(sums.clone());
    }

    /// The sums behind one value of a mean: the value itself and a count of one.
    public static Statistics mean(double value) {
        return of(value, 1);
    }

    public double get(int i) {
        return sums[i];
    }

    public int size() {
        return sums.length;
    }

    public double[] toArray() {
        return sums.clone();
    }

    public Statistics plus(Statistics other) {
        if (other.sums.length != sums.length) {
            throw new IllegalArgumentException(
                    "statistics of %d and %d sums belong to different metrics".formatted(sums.length, other.sums.length));
        }
        double[] total = sums.clone();
        for (int i = 0; i < total.length; i++) {
            total[i] += other.sums[i];
        }
        return new Statistics(total);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statistics that && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return Arrays.toString(sums);
    }
}

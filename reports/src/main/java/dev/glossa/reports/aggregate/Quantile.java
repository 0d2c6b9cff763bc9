package dev.glossa.reports.aggregate;

/// Quantiles of sorted values, linearly between neighbours: type 7 of Hyndman and Fan, NumPy's default.
public final class Quantile {
    private Quantile() {}

    /// @param p from 0 to 1
    public static double of(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        return sorted[below] + (at - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
    }
}

package dev.glossa.reports.aggregate;

/// Partial pooling of effects about zero: each effect is normal about its true value with a known variance, the true values
/// are normal about zero with an unknown deviation. That deviation is integrated over, with a flat prior (Gelman, "Prior
/// distributions for variance parameters in hierarchical models", 2006), rather than estimated: where few effects hardly
/// tell it from zero, a single best guess would make every interval too narrow.
///
/// @param mean     posterior mean of each true value
/// @param variance posterior variance of each true value
record Hierarchy(double[] mean, double[] variance) {
    private static final int GRID = 200;

    /// @param effects  observed
    /// @param variance of each about its true value
    static Hierarchy of(double[] effects, double[] variance) {
        int n = effects.length;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.max(effects[i] * effects[i], variance[i]));
        }
        double reach = 3 * Math.sqrt(largest);
        double[] logWeight = new double[GRID];
        double most = Double.NEGATIVE_INFINITY;
        for (int g = 0; g < GRID; g++) {
            double between = Math.pow(reach * (g + 0.5) / GRID, 2);
            for (int i = 0; i < n; i++) {
                double total = Math.max(variance[i] + between, 1e-300);
                logWeight[g] -= 0.5 * (Math.log(total) + effects[i] * effects[i] / total);
            }
            most = Math.max(most, logWeight[g]);
        }
        double[] mean = new double[n];
        double[] square = new double[n];
        double weights = 0;
        for (int g = 0; g < GRID; g++) {
            double between = Math.pow(reach * (g + 0.5) / GRID, 2);
            double weight = Math.exp(logWeight[g] - most);
            weights += weight;
            for (int i = 0; i < n; i++) {
                double trust = between / Math.max(between + variance[i], 1e-300);
                double at = trust * effects[i];
                mean[i] += weight * at;
                square[i] += weight * (trust * variance[i] + at * at);
            }
        }
        double[] spread = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] /= weights;
            spread[i] = Math.max(0, square[i] / weights - mean[i] * mean[i]);
        }
        return new Hierarchy(mean, spread);
    }
}

package dev.glossa.reports.arena;

/// A logistic regression without intercept whose coefficients are drawn to zero by their absolute size: the minimum of
/// `|w|₁ + C · Σ weight · (cross-entropy of the share)`, as liblinear's solver 6 defines it.
///
/// @param rows    features
/// @param shares  what is predicted, from 0 to 1
/// @param weights how much each row counts
record SparseLogistic(double[][] rows, double[] shares, double[] weights) {
    private static final int STEPS = 200, SWEEPS = 200, HALVINGS = 40;
    private static final double CLOSE = 1e-10;

    /// @param counts which rows are fitted
    double[] fit(double strength, java.util.function.IntPredicate counts) {
        int k = rows[0].length;
        double[] w = new double[k];
        double value = objective(w, strength, counts);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[k];
            double[][] curvature = new double[k][k];
            derivatives(w, strength, counts, gradient, curvature);
            double[] move = descended(w, gradient, curvature);
            double size = 1;
            double[] next = moved(w, move, size);
            double at = objective(next, strength, counts);
            for (int half = 0; half < HALVINGS && at > value; half++) {
                size /= 2;
                next = moved(w, move, size);
                at = objective(next, strength, counts);
            }
            double gained = value - at;
            if (gained > 0) {
                w = next;
                value = at;
            }
            if (gained <= CLOSE * Math.abs(value)) {
                break;
            }
        }
        return w;
    }

    /// What minimises the quadratic around a point with the absolute values: coordinate by coordinate.
    private static double[] descended(double[] w, double[] gradient, double[][] curvature) {
        int k = w.length;
        double[] move = new double[k];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double most = 0;
            for (int j = 0; j < k; j++) {
                double slope = gradient[j];
                for (int i = 0; i < k; i++) {
                    slope += curvature[j][i] * move[i];
                }
                double h = Math.max(curvature[j][j], 1e-12);
                double at = w[j] + move[j];
                double free = at - slope / h;
                double shrunk = Math.signum(free) * Math.max(0, Math.abs(free) - 1 / h);
                most = Math.max(most, Math.abs(shrunk - at));
                move[j] = shrunk - w[j];
            }
            if (most < 1e-12) {
                break;
            }
        }
        return move;
    }

    private void derivatives(double[] w, double strength, java.util.function.IntPredicate counts, double[] gradient, double[][] curvature) {
        for (int i = 0; i < rows.length; i++) {
            if (counts.test(i)) {
                double p = probability(dot(rows[i], w));
                for (int a = 0; a < w.length; a++) {
                    gradient[a] += strength * weights[i] * (p - shares[i]) * rows[i][a];
                    for (int b = 0; b < w.length; b++) {
                        curvature[a][b] += strength * weights[i] * p * (1 - p) * rows[i][a] * rows[i][b];
                    }
                }
            }
        }
    }

    private double objective(double[] w, double strength, java.util.function.IntPredicate counts) {
        double sum = 0;
        for (double each : w) {
            sum += Math.abs(each);
        }
        for (int i = 0; i < rows.length; i++) {
            sum += counts.test(i) ? strength * weights[i] * loss(w, i) : 0;
        }
        return sum;
    }

    /// The cross-entropy of one row's share, without its weight.
    double loss(double[] w, int row) {
        double z = dot(rows[row], w);
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - shares[row] * z;
    }

    static double probability(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] moved(double[] w, double[] move, double size) {
        double[] next = w.clone();
        for (int i = 0; i < w.length; i++) {
            next[i] += size * move[i];
        }
        return next;
    }
}

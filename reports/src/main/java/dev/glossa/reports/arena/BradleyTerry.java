package dev.glossa.reports.arena;

import java.util.Arrays;

/// Strengths of players on the scale of log-odds, and what style is worth on it: a logistic regression of points on who
/// played whom, with soft ties, no intercept, found by Newton's method.
///
/// A player who won or lost every game has no finite strength; the fit then stops far out, where the win probability is 0 or 1
/// to all digits that are printed.
final class BradleyTerry {
    /// Beyond this a strength stands for infinity.
    static final double FAR = 12;
    private static final int STEPS = 60;
    private static final double EXACT = 1e-9;

    private BradleyTerry() {}

    /// @param times how often each question counts
    /// @param start where to begin; zeros will do
    /// @return the strengths of the players, the first of them 0, then the coefficients of style
    static double[] fit(Games games, double[] times, double[] start) {
        int players = games.players();
        int styles = games.rows() == 0 ? 0 : games.style()[0].length;
        int free = players - 1 + styles;
        double[] at = start.clone();
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[free];
            double[][] hessian = new double[free][free];
            for (int i = 0; i < free; i++) {
                // Next to nothing, so that a column of zeros or a player without games does not stop the arithmetic.
                hessian[i][i] = 1e-7;
                gradient[i] = -1e-7 * at[i + 1];
            }
            int[] index = new int[2 + styles];
            double[] value = new double[2 + styles];
            for (int r = 0; r < games.rows(); r++) {
                double count = times[games.cluster()[r]];
                if (count == 0) {
                    continue;
                }
                int used = 0;
                used = put(index, value, used, games.first()[r] - 1, 1);
                used = put(index, value, used, games.second()[r] - 1, -1);
                for (int k = 0; k < styles; k++) {
                    used = put(index, value, used, players - 1 + k, games.style()[r][k]);
                }
                double z = 0;
                for (int i = 0; i < used; i++) {
                    z += value[i] * at[index[i] + 1];
                }
                double p = 1 / (1 + Math.exp(-z));
                double slope = count * (games.points()[r] - games.weight()[r] * p);
                double curve = count * games.weight()[r] * p * (1 - p);
                for (int i = 0; i < used; i++) {
                    gradient[index[i]] += slope * value[i];
                    for (int j = 0; j <= i; j++) {
                        double term = curve * value[i] * value[j];
                        hessian[index[i]][index[j]] += term;
                        if (i != j) {
                            hessian[index[j]][index[i]] += term;
                        }
                    }
                }
            }
            double[] move = solved(hessian, gradient);
            double most = Arrays.stream(move).map(Math::abs).max().orElse(0);
            double scale = most > 2 ? 2 / most : 1;
            for (int i = 0; i < free; i++) {
                at[i + 1] = Math.clamp(at[i + 1] + scale * move[i], -2 * FAR, 2 * FAR);
            }
            if (most < EXACT) {
                break;
            }
        }
        return at;
    }

    static double[] start(Games games) {
        return new double[games.players() + (games.rows() == 0 ? 0 : games.style()[0].length)];
    }

    private static int put(int[] index, double[] value, int used, int column, double x) {
        if (column < 0 || x == 0) {
            return used;
        }
        index[used] = column;
        value[used] = x;
        return used + 1;
    }

    /// Gaussian elimination with pivots; the matrix is symmetric, positive and small.
    private static double[] solved(double[][] matrix, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(matrix[r][c]) > Math.abs(matrix[pivot][c]) ? r : pivot;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[c];
            matrix[c] = row;
            double swap = x[pivot];
            x[pivot] = x[c];
            x[c] = swap;
            for (int r = c + 1; r < n; r++) {
                double factor = matrix[r][c] / matrix[c][c];
                for (int k = c; k < n; k++) {
                    matrix[r][k] -= factor * matrix[c][k];
                }
                x[r] -= factor * x[c];
            }
        }
        for (int c = n - 1; c >= 0; c--) {
            for (int k = c + 1; k < n; k++) {
                x[c] -= matrix[c][k] * x[k];
            }
            x[c] /= matrix[c][c];
        }
        return x;
    }
}

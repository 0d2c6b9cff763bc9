package dev.glossa.reports.arena;

import dev.glossa.harness.Battle;
import java.util.Arrays;

/// Comparisons of two players as arrays, one row for each question and pair, or for each single game.
///
/// @param first    index of the player whose points are counted
/// @param second   index of the other
/// @param points   of the first, times the weight
/// @param weight   how often a row counts
/// @param style    by row: how much longer, more structured, fuller of lists and of bold text the first player's answer is
/// @param cluster  index of the row's question, the same in every language
/// @param clusters how many questions there are
record Games(int players, int[] first, int[] second, double[] points, double[] weight, double[][] style, int[] cluster, int clusters) {
    static final int STYLES = 4;

    int rows() {
        return first.length;
    }

    /// The style of one answer beside another's, as arena-hard-auto measures it: length as a share, the others as densities.
    static double[] style(Battle.Style one, Battle.Style other) {
        return new double[] {share(one.length(), other.length(), 0),
            share(one.headers() / (one.length() + 1), other.headers() / (other.length() + 1), 1),
            share(one.lists() / (one.length() + 1), other.lists() / (other.length() + 1), 1),
            share(one.bold() / (one.length() + 1), other.bold() / (other.length() + 1), 1)};
    }

    private static double share(double one, double other, double more) {
        double sum = one + other + more;
        return sum == 0 ? 0 : (one - other) / sum;
    }

    /// The same with each style column divided by its sample deviation and, where asked for, its mean taken away. Not centred,
    /// a player's strength is that at equal style; centred, as arena-hard-auto has it, that at the mean style of all rows.
    Games scaled(boolean centred) {
        double[][] scaled = new double[rows()][STYLES];
        for (int k = 0; k < STYLES; k++) {
            int at = k;
            double mean = Arrays.stream(style).mapToDouble(row -> row[at]).average().orElse(0);
            double squares = Arrays.stream(style).mapToDouble(row -> (row[at] - mean) * (row[at] - mean)).sum();
            double deviation = rows() > 1 ? Math.sqrt(squares / (rows() - 1)) : 0;
            for (int r = 0; r < rows(); r++) {
                // A column without variation says nothing, and no coefficient could be found for it.
                scaled[r][k] = deviation < 1e-12 ? 0 : (style[r][k] - (centred ? mean : 0)) / deviation;
            }
        }
        return new Games(players, first, second, points, weight, scaled, cluster, clusters);
    }

    /// The same without style.
    Games plain() {
        return new Games(players, first, second, points, weight, new double[rows()][0], cluster, clusters);
    }

    /// The same with a row of weight one for each time that a game counts, as arena-hard-auto resamples them.
    Games singly() {
        int n = Arrays.stream(weight).mapToInt(w -> (int) Math.round(w)).sum();
        Games rows = new Games(players, new int[n], new int[n], new double[n], new double[n], new double[n][], new int[n], n);
        int at = 0;
        for (int r = 0; r < rows(); r++) {
            for (int i = 0; i < Math.round(weight[r]); i++) {
                rows.first[at] = first[r];
                rows.second[at] = second[r];
                rows.points[at] = points[r] / weight[r];
                rows.weight[at] = 1;
                rows.style[at] = style[r];
                rows.cluster[at] = at++;
            }
        }
        return rows;
    }
}

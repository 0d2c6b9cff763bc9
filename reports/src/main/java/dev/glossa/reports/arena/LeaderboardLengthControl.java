package dev.glossa.reports.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The length-controlled win rate of AlpacaEval 2's leaderboard (`length_controlled_v1`), where what it was fitted beside is at
/// hand: a logistic regression of preference on the bent difference in length, the instruction's difficulty, and the model. The
/// baseline's own answers made shorter and longer on purpose are fitted with it at a fifth of the weight, so that length counts
/// as it does where nothing else changes. Strength by five folds; then the mean at equal length.
public final class LeaderboardLengthControl {
    private static final double GAMED_WEIGHT = 0.2 / 2;
    private static final int FOLDS = 5, STRENGTHS = 10;
    private static final double LEAST_STRENGTH = -4, MOST_STRENGTH = 4;
    private static final double CERTAIN = 1e-15;

    private LeaderboardLengthControl() {}

    /// A judgment of the baseline against itself, asked to be shorter or longer.
    ///
    /// @param preference  for the changed answer, from 0 to 1
    /// @param lessLength  the baseline's length minus the changed answer's, over its deviation
    /// @param instruction number of the instruction, from 0
    public record Gamed(double preference, double lessLength, int instruction, double difficulty) {}

    /// A judgment of the model.
    ///
    /// @param preference for the model, from 0 to 1
    /// @param more       by how much its answer is longer
    public record Judged(double preference, double more, int instruction) {}

    /// From 0 to 1.
    ///
    /// @throws IllegalArgumentException when an instruction has no difficulty
    public static double winRate(List<Judged> judged, List<Gamed> gamed) {
        Map<Integer, Double> difficulty = new java.util.HashMap<>();
        gamed.forEach(row -> difficulty.putIfAbsent(row.instruction(), row.difficulty()));
        double mean = judged.stream().mapToDouble(Judged::more).average().orElse(0);
        double deviation = Math.sqrt(judged.stream().mapToDouble(row -> (row.more() - mean) * (row.more() - mean)).sum() / Math.max(1, judged.size() - 1));
        if (deviation == 0) {
            // The baseline itself: no difference in length, none in anything.
            return judged.stream().mapToDouble(Judged::preference).average().orElse(0.5);
        }
        List<double[]> rows = new ArrayList<>();
        gamed.forEach(row -> rows.add(new double[] {Math.tanh(row.lessLength()), row.difficulty(), 0}));
        for (Judged row : judged) {
            Double known = difficulty.get(row.instruction());
            if (known == null) {
                throw new IllegalArgumentException("no difficulty of instruction " + row.instruction() + " (counted from 0); are these the annotations of that table's data?");
            }
            rows.add(new double[] {Math.tanh(-row.more() / deviation), known, 1});
        }
        int n = rows.size();
        SparseLogistic model = new SparseLogistic(rows.toArray(double[][]::new),
                java.util.stream.DoubleStream.concat(gamed.stream().mapToDouble(Gamed::preference), judged.stream().mapToDouble(Judged::preference)).toArray(),
                IntStream.range(0, n).mapToDouble(i -> i < gamed.size() ? GAMED_WEIGHT : 1).toArray());
        double[] fit = model.fit(strength(model), _ -> true);
        return judged.stream().mapToDouble(row -> SparseLogistic.probability(fit[1] * difficulty.get(row.instruction()) + fit[2])).average().orElseThrow();
    }

    /// What predicts the rows left out best, the mean over folds; the first of equals.
    private static double strength(SparseLogistic model) {
        int n = model.shares().length;
        double[] losses = IntStream.range(0, STRENGTHS).parallel().mapToDouble(s -> IntStream.range(0, FOLDS).mapToDouble(fold -> {
            double[] fit = model.fit(strength(s), i -> fold(i, n) != fold);
            return IntStream.range(0, n).filter(i -> fold(i, n) == fold)
                    .mapToDouble(i -> model.weights()[i] * Math.min(model.loss(fit, i), -Math.log(CERTAIN))).average().orElse(0);
        }).average().orElse(0)).toArray();
        return strength(IntStream.range(0, STRENGTHS).reduce((a, b) -> losses[b] < losses[a] ? b : a).orElseThrow());
    }

    private static double strength(int place) {
        return Math.pow(10, LEAST_STRENGTH + place * (MOST_STRENGTH - LEAST_STRENGTH) / (STRENGTHS - 1));
    }

    /// Rows in turn, from the last: as groups of equal size are dealt to folds.
    private static int fold(int row, int rows) {
        return (rows - 1 - row) % FOLDS;
    }
}

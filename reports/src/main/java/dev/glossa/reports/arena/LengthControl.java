package dev.glossa.reports.arena;

import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.SplitMix;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The win rate that a model would have if its answers were as long as the baseline's, as AlpacaEval 2 controls for length: a
/// logistic regression of preference on the difference in length, scaled by its deviation and bent by a hyperbolic tangent.
/// AlpacaEval's term for the difficulty of each instruction, which it fits over its whole leaderboard, is left out.
///
/// @param winRate    without control, from 0 to 1
/// @param controlled the same at equal length
/// @param effect     of length, in log-odds
public record LengthControl(double winRate, Optional<Interval> winInterval, double controlled, Optional<Interval> interval, double effect) {

    /// As below where every row counts alike.
    public static LengthControl of(double[] preferences, double[] more, int[] cluster, int draws, long seed) {
        double[] one = new double[preferences.length];
        Arrays.fill(one, 1);
        return of(preferences, more, one, cluster, draws, seed);
    }

    /// @param preferences for the model, from 0 to 1
    /// @param more        by how much the model's answer is longer
    /// @param weight      how much each row counts
    /// @param cluster     index of each row's question
    static LengthControl of(double[] preferences, double[] more, double[] weight, int[] cluster, int draws, long seed) {
        int n = preferences.length;
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        double mean = Arrays.stream(more).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(more).map(x -> (x - mean) * (x - mean)).sum() / Math.max(1, n - 1));
        double[][] style = new double[n][1];
        double[] points = new double[n];
        int[] model = new int[n];
        Arrays.fill(model, 1);
        for (int i = 0; i < n; i++) {
            style[i][0] = deviation == 0 ? 0 : Math.tanh(more[i] / deviation);
            points[i] = weight[i] * preferences[i];
        }
        Games games = new Games(2, model, new int[n], points, weight, style, cluster, clusters);
        double[] once = new double[clusters];
        Arrays.fill(once, 1);
        double[] fit = BradleyTerry.fit(games, once, BradleyTerry.start(games));
        float[] rates = new float[draws];
        float[] controlled = new float[draws];
        IntStream.range(0, draws).parallel().forEach(d -> {
            SplitMix random = SplitMix.part(seed, d);
            double[] times = new double[clusters];
            for (int i = 0; i < clusters; i++) {
                times[random.below(clusters)]++;
            }
            rates[d] = (float) rate(games, times);
            controlled[d] = (float) Ratings.probability(BradleyTerry.fit(games, times, fit)[1]);
        });
        return new LengthControl(rate(games, once), Interval.percentile(Interval.sorted(rates), clusters),
                Ratings.probability(fit[1]), Interval.percentile(Interval.sorted(controlled), clusters), fit[2]);
    }

    private static double rate(Games games, double[] times) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < games.rows(); i++) {
            sum += times[games.cluster()[i]] * games.points()[i];
            count += times[games.cluster()[i]] * games.weight()[i];
        }
        return sum / count;
    }
}

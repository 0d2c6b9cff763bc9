package dev.glossa.reports.arena;

import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Ratings of all players of one arena, with intervals by bootstrap.
///
/// @param players reference first
/// @param effects of style, in log-odds for one sample deviation of each column; empty where style is not controlled
record Ratings(List<Rating> players, double[] effects) {
    /// How intervals are made.
    enum Mode {
        /// Questions are drawn, each with all its games in all languages; 95 % percentile intervals.
        QUESTIONS,
        /// As arena-hard-auto does: single games are drawn as if they were independent, 100 times; the score is the mean (with
        /// style, the median) of the draws, the interval their 5th to 95th percentile, and style is centred.
        ARENA_HARD;

        static final int ROWS = 100;
    }

    /// @param style whether the score is that at equal style
    static Ratings of(List<String> names, Games all, boolean style, Mode mode, int draws, long seed) {
        boolean original = mode == Mode.ARENA_HARD;
        Games games = original ? all.singly() : all;
        games = style ? games.scaled(original) : games.plain();
        double[] once = new double[games.clusters()];
        Arrays.fill(once, 1);
        double[] fit = BradleyTerry.fit(games, once, BradleyTerry.start(games));
        double[][] drawn = drawn(games, fit, original ? Mode.ROWS : draws, seed);
        List<Rating> ratings = new ArrayList<>();
        for (int p = 0; p < names.size(); p++) {
            int at = p;
            float[] scores = Interval.sorted(floats(Arrays.stream(drawn).mapToDouble(draw -> probability(draw[at])).toArray()));
            double score = !original || p == 0 ? probability(fit[p]) : style ? Interval.quantile(scores, 0.5) : mean(scores);
            Optional<Interval> interval = p == 0 ? Optional.empty()
                    : original ? Optional.of(new Interval(Interval.quantile(scores, 0.05), Interval.quantile(scores, 0.95)))
                    : Interval.percentile(scores, games.clusters());
            int above = (int) IntStream.range(0, names.size()).filter(other -> surely(drawn, other, at)).count();
            int below = (int) IntStream.range(0, names.size()).filter(other -> surely(drawn, at, other)).count();
            ratings.add(new Rating(names.get(p), score, interval,
                    Math.abs(fit[p]) > BradleyTerry.FAR ? OptionalDouble.empty() : OptionalDouble.of(fit[p] * 400 / Math.log(10)), 1 + above, names.size() - below));
        }
        return new Ratings(List.copyOf(ratings), Arrays.copyOfRange(fit, names.size(), fit.length));
    }

    private static double[][] drawn(Games games, double[] fit, int draws, long seed) {
        double[][] drawn = new double[draws][];
        IntStream.range(0, draws).parallel().forEach(d -> {
            SplitMix random = SplitMix.part(seed, d);
            double[] times = new double[games.clusters()];
            for (int i = 0; i < times.length; i++) {
                times[random.below(times.length)]++;
            }
            drawn[d] = BradleyTerry.fit(games, times, fit);
        });
        return drawn;
    }

    /// Whether one player is stronger than another in all draws but 2.5 %.
    private static boolean surely(double[][] drawn, int one, int other) {
        return one != other && Arrays.stream(drawn).filter(draw -> draw[one] > draw[other]).count() >= Math.ceil(0.975 * drawn.length);
    }

    static double probability(double strength) {
        return 1 / (1 + Math.exp(-strength));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }
}

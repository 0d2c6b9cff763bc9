package dev.glossa.reports.arena;

import dev.glossa.harness.Battle;
import dev.glossa.reports.aggregate.SplitMix;

/// Judges with a known mind: what they say of each pair of answers is drawn, and how often they say what is known.
final class World {
    /// What a judge's inclination towards the first answer must exceed to be called better, and much better.
    private static final double BETTER = 0.4, MUCH = 1.8, FIRST = 0.3;

    private World() {}

    /// A game in which the judge leans towards the model by `lean`, apart from chance and a liking of what stands first.
    static Battle.Game game(double lean, boolean modelFirst, SplitMix random) {
        double u = random.nextDouble();
        double said = lean + (modelFirst ? FIRST : -FIRST) + Math.log(u / (1 - u));
        return game(said);
    }

    private static Battle.Game game(double said) {
        return said > MUCH ? new Battle.Game(1, 3) : said > BETTER ? new Battle.Game(1, 1) : said >= -BETTER ? new Battle.Game(0.5, 1)
                : said >= -MUCH ? new Battle.Game(0, 1) : new Battle.Game(0, 3);
    }

    /// The share of points that a model of this strength takes in the long run, over questions whose difficulty is spread by
    /// `spread`.
    static double truth(double strength, double spread) {
        double points = 0;
        double weight = 0;
        double[] ends = {Double.NEGATIVE_INFINITY, -MUCH, -BETTER, BETTER, MUCH, Double.POSITIVE_INFINITY};
        for (int i = -400; i <= 400; i++) {
            double density = Math.exp(-(i / 100.0) * (i / 100.0) / 2);
            for (double place : new double[] {-FIRST, FIRST}) {
                double lean = strength + spread * i / 100.0 + place;
                for (int v = 0; v < 5; v++) {
                    double share = density * (below(ends[v + 1] - lean) - below(ends[v] - lean));
                    Battle.Game game = game(v == 0 ? -9 : v == 1 ? -1 : v == 2 ? 0 : v == 3 ? 1 : 9);
                    points += share * game.points() * game.weight();
                    weight += share * game.weight();
                }
            }
        }
        return points / weight;
    }

    private static double below(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double normal(SplitMix random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /// Two games of each model on each question; model `m` has index `m` + 1 and plays player 0.
    static Games battles(double[] strengths, double spread, int questions, SplitMix random) {
        int n = strengths.length * questions;
        Games games = empty(strengths.length + 1, n, questions);
        int at = 0;
        for (int q = 0; q < questions; q++) {
            double difficulty = spread * normal(random);
            for (int m = 0; m < strengths.length; m++) {
                Battle.Game one = game(strengths[m] + difficulty, false, random);
                Battle.Game other = game(strengths[m] + difficulty, true, random);
                games.first()[at] = m + 1;
                games.points()[at] = one.points() * one.weight() + other.points() * other.weight();
                games.weight()[at] = one.weight() + other.weight();
                games.style()[at] = new double[Games.STYLES];
                games.cluster()[at++] = q;
            }
        }
        return games;
    }

    /// Judges that like long answers: the log-odds of winning are strength and `effect` times how much longer the answer is, and
    /// a little for lists. Models are long-winded by `longer`.
    static Games styled(double[] strengths, double[] longer, double effect, int questions, SplitMix random) {
        Games games = empty(strengths.length + 1, strengths.length * questions, questions);
        int at = 0;
        for (int q = 0; q < questions; q++) {
            for (int m = 0; m < strengths.length; m++) {
                double[] style = {Math.tanh(longer[m] + 0.5 * normal(random)), 0.01 * normal(random), 0.02 * normal(random), 0};
                double p = below(strengths[m] + effect * style[0] + 10 * style[2]);
                games.first()[at] = m + 1;
                games.points()[at] = (random.nextDouble() < p ? 1 : 0) + (random.nextDouble() < p ? 1 : 0);
                games.weight()[at] = 2;
                games.style()[at] = style;
                games.cluster()[at++] = q;
            }
        }
        return games;
    }

    private static Games empty(int players, int n, int questions) {
        return new Games(players, new int[n], new int[n], new double[n], new double[n], new double[n][], new int[n], questions);
    }
}

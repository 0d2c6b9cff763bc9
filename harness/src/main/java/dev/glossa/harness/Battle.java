package dev.glossa.harness;

/// Two games about one question, a model's answer against a baseline's, as the statistics of a win rate hold them: sums that
/// pool, then what a fit over questions reads.
///
/// @param first  the game in which the baseline stands first
/// @param second the game in which the model stands first
public record Battle(Game first, Game second, Style model, Style baseline) {
    /// @param points of the model: 1 for a win, 0.5 for a tie, 0 for a loss; between them where a jury decided
    /// @param weight how often the game counts
    public record Game(double points, double weight) {
        private boolean decided(Game other) {
            return (points - 0.5) * (other.points - 0.5) < 0;
        }
    }

    /// What a judge may like of an answer beside what it says.
    ///
    /// @param length in tokens or code points
    /// @param lists  items of lists
    public record Style(double length, double headers, double lists, double bold) {}

    /// Where each sum stands.
    public static final int POINTS = 0, WEIGHT = 1, PLAIN_POINTS = 2, GAMES = 3, TIES = 4, FLIPS = 5, ITEMS = 6;
    /// How many there are.
    public static final int SIZE = 19;
    private static final int FIRST = 7, SECOND = 9, MODEL = 11, BASELINE = 15;

    public Statistics statistics() {
        double[] sums = new double[SIZE];
        sums[POINTS] = first.points * first.weight + second.points * second.weight;
        sums[WEIGHT] = first.weight + second.weight;
        sums[PLAIN_POINTS] = first.points + second.points;
        sums[GAMES] = 2;
        sums[TIES] = (first.points == 0.5 ? 1 : 0) + (second.points == 0.5 ? 1 : 0);
        sums[FLIPS] = first.decided(second) ? 1 : 0;
        sums[ITEMS] = 1;
        put(sums, FIRST, first);
        put(sums, SECOND, second);
        put(sums, MODEL, model);
        put(sums, BASELINE, baseline);
        return Statistics.of(sums);
    }

    private static void put(double[] sums, int at, Game game) {
        sums[at] = game.points * game.weight;
        sums[at + 1] = game.weight;
    }

    private static void put(double[] sums, int at, Style style) {
        sums[at] = style.length;
        sums[at + 1] = style.headers;
        sums[at + 2] = style.lists;
        sums[at + 3] = style.bold;
    }

    /// What these statistics say without the baseline's style, the only part that its judge's verdicts do not hold.
    public static Statistics withoutBaseline(Statistics statistics) {
        return Statistics.of(java.util.Arrays.copyOf(statistics.toArray(), Math.min(BASELINE, statistics.size())));
    }

    /// @param statistics of one question
    /// @throws IllegalArgumentException when they are of another metric
    public static Battle of(Statistics statistics) {
        if (statistics.size() != SIZE) {
            throw new IllegalArgumentException("a battle has " + SIZE + " sums; there are " + statistics.size());
        }
        return new Battle(game(statistics, FIRST), game(statistics, SECOND), style(statistics, MODEL), style(statistics, BASELINE));
    }

    private static Game game(Statistics sums, int at) {
        return new Game(sums.get(at) / sums.get(at + 1), sums.get(at + 1));
    }

    private static Style style(Statistics sums, int at) {
        return new Style(sums.get(at), sums.get(at + 1), sums.get(at + 2), sums.get(at + 3));
    }
}

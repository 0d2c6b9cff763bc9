package dev.glossa.reports.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Battle;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.aggregate.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Fits on worlds whose truth is known.
class ArenaTest {
    /// 500 questions in English, all won, and 50 in Swahili, all lost, by answers of equal length.
    @Test
    void everyLanguageWeighsTheSameInALengthControlledRateToo() {
        List<Battles.Row> rows = new ArrayList<>();
        for (int i = 0; i < 550; i++) {
            boolean english = i < 500;
            Battle.Style style = new Battle.Style(100 + i % 7, 0, 0, 0);
            Battle.Game game = new Battle.Game((english ? i % 10 != 0 : i % 10 == 0) ? 1 : 0, 1);
            rows.add(new Battles.Row(0, "baseline", english ? "en" : "sw", Integer.toString(i), new Battle(game, game, new Battle.Style(100, 0, 0, 0), style)));
        }
        Arena arena = new Arena("mdolly", "judged", List.of("baseline", "model"), List.of("model"), rows);
        LengthControl all = arena.standings(Arena.Intervals.QUESTIONS, 100, 1).getFirst().lengths().get("model");
        assertThat(all.winRate()).isCloseTo(0.5, within(1e-9));
        assertThat(all.controlled()).isBetween(0.4, 0.6);
        assertThat(all.winInterval().orElseThrow().holds(0.5)).isTrue();
        assertThat(all.interval().orElseThrow().holds(0.5)).isTrue();
    }

    private static final List<String> NAMES = List.of("baseline", "weak", "strong");
    private static final double[] STRENGTHS = {-0.7, 0.5};

    /// @param bias of the estimates, mean over worlds
    private record Found(double coverage, double bias) {
        @Override
        public String toString() {
            return "coverage %.2f %%, bias %.4f".formatted(100 * coverage, bias);
        }
    }

    private interface Estimates {
        /// Score and interval of each model in one world.
        List<Rating> of(SplitMix random);
    }

    private static Found worlds(int worlds, double[] truth, Estimates estimates) {
        List<List<Rating>> all = IntStream.range(0, worlds).parallel().mapToObj(w -> estimates.of(SplitMix.part(20_260_823, w))).toList();
        long covered = all.stream().mapToLong(world -> IntStream.range(0, truth.length)
                .filter(m -> world.get(m).interval().orElseThrow().holds(truth[m])).count()).sum();
        double bias = all.stream().mapToDouble(world -> IntStream.range(0, truth.length).mapToDouble(m -> world.get(m).score() - truth[m]).average().orElseThrow())
                .average().orElseThrow();
        return new Found((double) covered / worlds / truth.length, bias);
    }

    private static Found bradleyTerry(int worlds) {
        double[] truth = Arrays.stream(STRENGTHS).map(s -> World.truth(s, 1)).toArray();
        return worlds(worlds, truth, random ->
                Ratings.of(NAMES, World.battles(STRENGTHS, 1, 150, random), false, Ratings.Mode.QUESTIONS, 400, 7).players().subList(1, 3));
    }

    private static Found rows(int worlds) {
        double[] truth = Arrays.stream(STRENGTHS).map(s -> World.truth(s, 1)).toArray();
        return worlds(worlds, truth, random ->
                Ratings.of(NAMES, World.battles(STRENGTHS, 1, 150, random), false, Ratings.Mode.ARENA_HARD, 400, 7).players().subList(1, 3));
    }

    private static Found styled(int worlds, boolean controlled) {
        double[] truth = Arrays.stream(STRENGTHS).map(Ratings::probability).toArray();
        return worlds(worlds, truth, random -> Ratings.of(NAMES, World.styled(STRENGTHS, new double[] {0.6, -0.4}, 1.5, 150, random), controlled,
                Ratings.Mode.QUESTIONS, 300, 7).players().subList(1, 3));
    }

    private static Found lengths(int worlds) {
        return worlds(worlds, new double[] {Ratings.probability(0.3)}, random -> {
            int n = 200;
            double[] more = new double[n];
            double[] preferences = new double[n];
            // The deviation of lengths is known here, so that the truth is, too.
            for (int i = 0; i < n; i++) {
                more[i] = 400 + 1_000 * World.normal(random);
                preferences[i] = random.nextDouble() < Ratings.probability(0.3 + 1.2 * Math.tanh(more[i] / 1_000)) ? 1 : 0;
            }
            LengthControl control = LengthControl.of(preferences, more, IntStream.range(0, n).toArray(), 300, 7);
            return List.of(new Rating("m", control.controlled(), control.interval(), java.util.OptionalDouble.empty(), 1, 1));
        });
    }

    @Test
    void intervalsHoldTheTruthOfAHundredWorlds() {
        assertThat(bradleyTerry(100).coverage()).isBetween(0.90, 0.99);
        assertThat(bradleyTerry(100).bias()).isEqualTo(0, within(0.01));
        assertThat(styled(100, true).coverage()).isBetween(0.90, 0.99);
        assertThat(lengths(100).coverage()).isBetween(0.88, 1.0);
    }

    @Test
    @Tag("slow")
    void intervalsHoldTheTruthOfTwoThousandWorlds() {
        Found found = bradleyTerry(2_000);
        Found style = styled(2_000, true);
        Found naive = styled(500, false);
        Found length = lengths(2_000);
        Found rows = rows(2_000);
        System.out.println("Bradley-Terry: " + found + "\nstyle-controlled: " + style + "\nthe same without control: " + naive + "\nlength-controlled: " + length
                + "\narena-hard's rows, 90 % by design: " + rows);
        assertThat(found.coverage()).isBetween(0.93, 0.97);
        assertThat(found.bias()).isEqualTo(0, within(0.003));
        assertThat(style.coverage()).isBetween(0.93, 0.97);
        assertThat(style.bias()).isEqualTo(0, within(0.005));
        assertThat(naive.coverage()).isLessThan(0.8);
        assertThat(length.coverage()).isBetween(0.93, 0.97);
        assertThat(length.bias()).isEqualTo(0, within(0.005));
        assertThat(rows.coverage()).as("too narrow: a question's games are no independent draws").isLessThan(0.85);
    }

    @Test
    void aKnownEffectOfLengthIsFoundAndTakenAway() {
        Games games = World.styled(STRENGTHS, new double[] {0.6, -0.4}, 1.5, 4_000, new SplitMix(1));
        double deviation = deviation(games, 0);
        Ratings controlled = Ratings.of(NAMES, games, true, Ratings.Mode.QUESTIONS, 100, 7);
        assertThat(controlled.effects()[0] / deviation).isEqualTo(1.5, within(0.1));
        assertThat(controlled.effects()[2] / deviation(games, 2)).isEqualTo(10, within(2.5));
        assertThat(controlled.effects()[3]).isZero();
        assertThat(controlled.players().get(1).score()).isEqualTo(Ratings.probability(-0.7), within(0.015));
        assertThat(controlled.players().get(2).score()).isEqualTo(Ratings.probability(0.5), within(0.015));
        Ratings naive = Ratings.of(NAMES, games, false, Ratings.Mode.QUESTIONS, 100, 7);
        assertThat(naive.players().get(1).score()).as("long answers of the weak model").isGreaterThan(0.45);
        assertThat(naive.players().get(2).rating().getAsDouble()).isLessThan(controlled.players().get(2).rating().getAsDouble());
    }

    private static double deviation(Games games, int column) {
        double mean = Arrays.stream(games.style()).mapToDouble(row -> row[column]).average().orElseThrow();
        return Math.sqrt(Arrays.stream(games.style()).mapToDouble(row -> (row[column] - mean) * (row[column] - mean)).sum() / (games.rows() - 1));
    }

    @Test
    void againstOneBaselineTheScoreIsTheShareOfPoints() {
        Games games = World.battles(STRENGTHS, 1, 300, new SplitMix(3));
        double points = 0;
        double weight = 0;
        for (int r = 0; r < games.rows(); r++) {
            points += games.first()[r] == 1 ? games.points()[r] : 0;
            weight += games.first()[r] == 1 ? games.weight()[r] : 0;
        }
        Ratings ratings = Ratings.of(NAMES, games, false, Ratings.Mode.QUESTIONS, 200, 7);
        assertThat(ratings.players().get(1).score()).isEqualTo(points / weight, within(1e-6));
        assertThat(ratings.players()).extracting(Rating::best).containsExactly(2, 3, 1);
        assertThat(ratings.players()).extracting(Rating::worst).containsExactly(2, 3, 1);
        assertThat(ratings.players().getFirst().score()).isEqualTo(0.5);
        assertThat(ratings.players().getFirst().interval()).isEmpty();
        // The original's: the mean of its draws, and an interval of 90 %.
        Ratings original = Ratings.of(NAMES, games, false, Ratings.Mode.ARENA_HARD, 200, 7);
        assertThat(original.players().get(1).score()).isEqualTo(points / weight, within(0.01));
        Interval narrow = original.players().get(1).interval().orElseThrow();
        assertThat(narrow.width()).isLessThan(ratings.players().get(1).interval().orElseThrow().width());
    }

    @Test
    void baselinesThatMetEachOtherPutAllModelsOnOneScale() {
        // 1 meets 0, 2 meets 1: 2 never met 0.
        Games games = new Games(3, new int[] {1, 2}, new int[] {0, 1}, new double[] {7.5, 7.5}, new double[] {10, 10}, new double[2][0], new int[] {0, 1}, 2);
        double[] fit = BradleyTerry.fit(games, new double[] {1, 1}, BradleyTerry.start(games));
        assertThat(fit[1]).isEqualTo(Math.log(3), within(1e-6));
        assertThat(fit[2]).isEqualTo(2 * Math.log(3), within(1e-6));
    }

    @Test
    void whoWonEveryGameHasNoFiniteRating() {
        Games games = new Games(2, new int[] {1, 1}, new int[] {0, 0}, new double[] {2, 6}, new double[] {2, 6}, new double[2][0], new int[] {0, 1}, 2);
        Rating winner = Ratings.of(List.of("b", "w"), games, false, Ratings.Mode.QUESTIONS, 50, 7).players().getLast();
        assertThat(winner.score()).isGreaterThan(0.99999);
        assertThat(winner.rating()).isEmpty();
    }

    @Test
    void styleIsMeasuredAsArenaHardMeasuresIt() {
        double[] style = Games.style(new Battle.Style(99, 2, 5, 0), new Battle.Style(49, 1, 0, 0));
        assertThat(style[0]).isEqualTo(50.0 / 148);
        assertThat(style[1]).isEqualTo((0.02 - 0.02) / 1.04);
        assertThat(style[2]).isEqualTo(0.05 / 1.05, within(1e-12));
        assertThat(style[3]).isZero();
        assertThat(Games.style(new Battle.Style(0, 0, 0, 0), new Battle.Style(0, 0, 0, 0))).containsOnly(0);
        Battle battle = new Battle(new Battle.Game(1, 3), new Battle.Game(0.5, 1), new Battle.Style(9, 1, 2, 3), new Battle.Style(4, 0, 0, 1));
        assertThat(Battle.of(battle.statistics())).isEqualTo(battle);
        assertThat(battle.statistics().get(Battle.FLIPS)).isZero();
        assertThat(new ArrayList<>(List.of(new Battle(new Battle.Game(1, 3), new Battle.Game(0, 1), battle.model(), battle.baseline())
                .statistics().get(Battle.FLIPS)))).containsExactly(1.0);
    }

    @Test
    void theSameSeedMakesTheSameRatings() {
        Games games = World.battles(STRENGTHS, 1, 60, new SplitMix(5));
        assertThat(Ratings.of(NAMES, games, true, Ratings.Mode.QUESTIONS, 100, 7).players()).isEqualTo(Ratings.of(NAMES, games, true, Ratings.Mode.QUESTIONS, 100, 7).players());
    }
}

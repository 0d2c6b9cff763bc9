package dev.glossa.reports.page;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Signature;
import dev.glossa.reports.Csv;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Visible;
import dev.glossa.reports.aggregate.Interval;
import dev.glossa.reports.arena.Arena;
import dev.glossa.reports.arena.LengthControl;
import dev.glossa.reports.arena.Rating;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What the page says of arenas: who is stronger, with which ranges of ranks, at equal style, and in which language.
record ArenaPanel(List<Board> boards, String intervals) {
    private static final Printed PERCENT = new Printed(100, "%");
    private static final List<String> STYLES = List.of("length", "headers", "lists", "bold");

    /// @param effects what style was worth to the judge, in words
    record Board(String id, String title, String reference, String over, String effects, List<Player> players, List<Tongue> tongues) {}

    /// @param model  index of the model; -1 for a baseline that is none
    /// @param rank   such as `1` or `2–4`
    record Player(int model, String name, String rank, String sort, Entry plain, String rating, String styledRank, Entry styled, Entry length) {}

    /// One language of a board.
    record Tongue(String name, String lang, String dir, String detail, List<Player> players) {}

    record Entry(String text, String range, String sort) {
        static final Entry NONE = new Entry("–", "", "");
    }

    boolean isEmpty() {
        return boards.isEmpty();
    }

    /// @param standings by arena
    static ArenaPanel of(Map<Arena, List<Arena.Standing>> standings, Languages languages, Arena.Intervals intervals) {
        List<Board> boards = new ArrayList<>();
        standings.forEach((arena, all) -> boards.add(board("arena-" + boards.size(), arena, all, languages)));
        return new ArenaPanel(List.copyOf(boards), switch (intervals) {
            case QUESTIONS -> "Ranges are 95 % intervals over questions: each is drawn with both its games in all languages. Style counts as it is at equal style.";
            case ARENA_HARD -> "Scores and ranges are arena-hard-auto's: 100 draws of single games as if they were independent, from the 5th to the 95th percentile, "
                    + "and style counts as it is at the mean style. They are narrower than they should be.";
        });
    }

    private static Board board(String id, Arena arena, List<Arena.Standing> standings, Languages languages) {
        Arena.Standing first = standings.getFirst();
        double[] effects = first.effects();
        String worth = IntStream.range(0, effects.length).filter(k -> Math.abs(effects[k]) > 1e-9)
                .mapToObj(k -> STYLES.get(k) + " " + (effects[k] > 0 ? "+" : "") + Printed.number(effects[k], 2)).reduce((a, b) -> a + ", " + b).orElse("nothing");
        return new Board(id, arena.benchmark() + judge(arena) + (arena.isOfOtherData() ? ", asked from other data" : ""), Visible.line(arena.players().getFirst(), 60),
                first.questions() + " questions" + (first.language().isEmpty() ? ", " + (standings.size() - 1) + " languages that weigh the same" : " in " + languages.get(first.language()).name()),
                worth, players(arena, first, true), standings.stream().filter(s -> !s.language().isEmpty()).map(s -> tongue(arena, s, languages)).toList());
    }

    private static String judge(Arena arena) {
        String judge = arena.judged().isEmpty() ? "" : Signature.parse(arena.judged()).parts().getOrDefault("judge", "");
        return judge.isEmpty() ? "" : ", judged by " + Visible.line(judge.replaceAll("@[0-9a-f]{12}", "").replace(",", ", "), 120);
    }

    private static Tongue tongue(Arena arena, Arena.Standing standing, Languages languages) {
        Language language = languages.get(standing.language());
        return new Tongue(Visible.line(language.ownName()), Matrix.tag(language), language.rightToLeft() ? "rtl" : "ltr",
                language.name() + " · " + language.code() + " · " + standing.questions() + " questions", players(arena, standing, false));
    }

    private static List<Player> players(Arena arena, Arena.Standing standing, boolean sorted) {
        List<Player> players = new ArrayList<>();
        for (int p = 0; p < standing.ratings().size(); p++) {
            Rating plain = standing.ratings().get(p);
            Rating styled = standing.atEqualStyle().get(p);
            LengthControl length = standing.lengths().get(plain.player());
            players.add(new Player(arena.models().indexOf(plain.player()), Visible.line(plain.player(), 60), rank(plain), Double.toString(-plain.score()),
                    entry(plain.score(), plain.interval()), plain.rating().isPresent() ? signed(plain.rating().getAsDouble()) : "every game " + (plain.score() > 0.5 ? "won" : "lost"),
                    rank(styled), entry(styled.score(), styled.interval()), length == null ? Entry.NONE : entry(length.controlled(), length.interval())));
        }
        if (sorted) {
            players.sort(Comparator.comparingDouble(player -> Double.parseDouble(player.sort())));
        }
        return List.copyOf(players);
    }

    private static String rank(Rating rating) {
        return rating.best() == rating.worst() ? Integer.toString(rating.best()) : rating.best() + "–" + rating.worst();
    }

    private static String signed(double elo) {
        String text = Printed.number(elo, 0);
        return text.equals("0") || text.startsWith("−") ? text : "+" + text;
    }

    private static Entry entry(double score, Optional<Interval> interval) {
        return new Entry(PERCENT.text(score, interval), PERCENT.range(interval), String.format(Locale.ROOT, "%.12f", score));
    }

    /// Every rating in full precision.
    static String csv(Map<Arena, List<Arena.Standing>> standings, Arena.Intervals intervals) {
        Csv csv = new Csv(List.of("benchmark", "language", "player", "estimate", "score", "low", "high", "rating", "best_rank", "worst_rank", "questions", "intervals", "judging"));
        standings.forEach((arena, all) -> all.forEach(standing -> {
            standing.ratings().forEach(rating -> row(csv, arena, standing, rating, "bradley-terry", intervals));
            standing.atEqualStyle().forEach(rating -> row(csv, arena, standing, rating, "style-controlled", intervals));
            standing.lengths().forEach((player, length) -> csv.row(arena.benchmark(), language(standing), player, "length-controlled", length.controlled(),
                    low(length.interval()), high(length.interval()), OptionalDouble.empty(), "", "", standing.questions(), Arena.Intervals.QUESTIONS.wire(), arena.judged()));
        }));
        return csv.toString();
    }

    private static void row(Csv csv, Arena arena, Arena.Standing standing, Rating rating, String estimate, Arena.Intervals intervals) {
        csv.row(arena.benchmark(), language(standing), rating.player(), estimate, rating.score(), low(rating.interval()), high(rating.interval()), rating.rating(),
                rating.best(), rating.worst(), standing.questions(), intervals.wire(), arena.judged());
    }

    private static String language(Arena.Standing standing) {
        return standing.language().isEmpty() ? "all" : standing.language();
    }

    private static OptionalDouble low(Optional<Interval> interval) {
        return interval.map(i -> OptionalDouble.of(i.low())).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble high(Optional<Interval> interval) {
        return interval.map(i -> OptionalDouble.of(i.high())).orElse(OptionalDouble.empty());
    }
}

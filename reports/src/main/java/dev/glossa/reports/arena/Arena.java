package dev.glossa.reports.arena;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Models that were compared with the same baselines, or with each other's, under one judge.
///
/// @param judged  the signature of the judging, without the baseline
/// @param players the reference first
/// @param models  names of the runs
public record Arena(String benchmark, String judged, List<String> players, List<String> models, List<Battles.Row> rows) {
    /// In the signature of answers to other questions than the first run's.
    static final String OTHER_DATA = "other-data";

    /// Whether the answers are to other questions than the first run's.
    public boolean isOfOtherData() {
        return judged.contains("|" + OTHER_DATA + ":");
    }

    /// Everything that is said of the players, in one language or in all.
    ///
    /// @param language a code; empty for all languages, each of which weighs the same
    /// @param questions how many different ones were compared
    /// @param lengths  what a length-controlled win rate is, by model; only against the reference
    public record Standing(String language, int questions, Ratings plain, Ratings styled, Map<String, LengthControl> lengths) {
        public List<Rating> ratings() {
            return plain.players();
        }

        public List<Rating> atEqualStyle() {
            return styled.players();
        }

        /// What style was worth: length, headers, lists, bold, in log-odds for one sample deviation.
        public double[] effects() {
            return styled.effects().clone();
        }
    }

    /// Intervals by a name of the command line: `questions`, or `arena-hard` for the original's.
    public enum Intervals {
        QUESTIONS("questions"),
        ARENA_HARD("arena-hard");

        private final String wire;

        Intervals(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Intervals named(String name) {
            for (Intervals one : values()) {
                if (one.wire.equals(name)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("intervals by '" + name + "'; questions or arena-hard would do");
        }

        private Ratings.Mode mode() {
            return switch (this) {
                case QUESTIONS -> Ratings.Mode.QUESTIONS;
                case ARENA_HARD -> Ratings.Mode.ARENA_HARD;
            };
        }
    }

    /// All languages first, where there are several, then each.
    public List<Standing> standings(Intervals intervals, int draws, long seed) {
        Map<String, List<Battles.Row>> byLanguage = new TreeMap<>();
        rows.forEach(row -> byLanguage.computeIfAbsent(row.language(), _ -> new java.util.ArrayList<>()).add(row));
        List<Standing> all = new java.util.ArrayList<>();
        if (byLanguage.size() > 1) {
            all.add(standing("", rows, byLanguage, intervals, draws, seed));
        }
        byLanguage.forEach((language, some) -> all.add(standing(language, some, byLanguage, intervals, draws, seed)));
        return List.copyOf(all);
    }

    private Standing standing(String language, List<Battles.Row> some, Map<String, List<Battles.Row>> byLanguage, Intervals intervals, int draws, long seed) {
        Map<String, Integer> questions = new HashMap<>();
        some.forEach(row -> questions.putIfAbsent(row.item(), questions.size()));
        boolean singly = intervals == Intervals.ARENA_HARD;
        int n = singly ? 2 * some.size() : some.size();
        Games games = new Games(players.size(), new int[n], new int[n], new double[n], new double[n], new double[n][], new int[n], questions.size());
        for (int i = 0; i < n; i++) {
            Battles.Row row = some.get(singly ? i / 2 : i);
            // Every language weighs the same, however many of its questions have a verdict.
            double share = language.isEmpty() && !singly ? (double) some.size() / byLanguage.size() / byLanguage.get(row.language()).size() : 1;
            games.first()[i] = players.indexOf(models.get(row.model()));
            games.second()[i] = players.indexOf(row.baseline());
            boolean one = !singly || i % 2 == 0;
            boolean other = !singly || i % 2 == 1;
            games.points()[i] = share * ((one ? row.battle().first().points() * row.battle().first().weight() : 0)
                    + (other ? row.battle().second().points() * row.battle().second().weight() : 0));
            games.weight()[i] = share * ((one ? row.battle().first().weight() : 0) + (other ? row.battle().second().weight() : 0));
            games.style()[i] = Games.style(row.battle().model(), row.battle().baseline());
            games.cluster()[i] = questions.get(row.item());
        }
        return new Standing(language, questions.size(), Ratings.of(players, games, false, intervals.mode(), draws, seed),
                Ratings.of(players, games, true, intervals.mode(), draws, seed), lengths(language, some, draws, seed));
    }

    /// Each model's win rate against the reference at equal length.
    private Map<String, LengthControl> lengths(String language, List<Battles.Row> some, int draws, long seed) {
        Map<String, LengthControl> lengths = new java.util.LinkedHashMap<>();
        for (String player : players.subList(1, players.size())) {
            List<Battles.Row> own = some.stream().filter(row -> models.get(row.model()).equals(player) && row.baseline().equals(players.getFirst())).toList();
            if (!own.isEmpty()) {
                Map<String, Integer> cluster = new HashMap<>();
                own.forEach(row -> cluster.putIfAbsent(row.item(), cluster.size()));
                Map<String, Long> sizes = own.stream().collect(Collectors.groupingBy(Battles.Row::language, Collectors.counting()));
                lengths.put(player, LengthControl.of(own.stream().mapToDouble(row -> (row.battle().first().points() + row.battle().second().points()) / 2).toArray(),
                        own.stream().mapToDouble(row -> row.battle().model().length() - row.battle().baseline().length()).toArray(),
                        own.stream().mapToDouble(row -> language.isEmpty() ? (double) own.size() / sizes.size() / sizes.get(row.language()) : 1).toArray(),
                        own.stream().mapToInt(row -> cluster.get(row.item())).toArray(), draws, seed));
            }
        }
        return lengths;
    }
}

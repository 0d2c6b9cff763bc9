package dev.glossa.reports.jury;

import dev.glossa.reports.aggregate.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/// How far a jury's judges agree, in each language, and whether the models' ranks hang on one of them.
///
/// @param judges    in the order of the command line
/// @param languages all together first, where there are several
/// @param without   ranks of the models, by who was left out of the jury; the whole jury first, under an empty name
public record JuryReport(String benchmark, String metric, List<String> judges, List<Row> languages, Map<String, List<Ranked>> without) {
    /// @param language a code; empty for all
    /// @param units    answers that at least one judge rated
    /// @param unrated  by judge, how many of them it did not
    /// @param ordinal  Krippendorff's alpha of the verdicts as ranks
    /// @param nominal  the same of the verdicts as mere names
    public record Row(String language, int units, List<Integer> unrated, OptionalDouble ordinal, OptionalDouble nominal, List<Pair> pairs) {}

    public record Pair(String one, String other, int both, OptionalDouble kappa, OptionalDouble pearson, OptionalDouble spearman, OptionalDouble kendall) {}

    public record Ranked(String model, double value, int rank) {}

    /// Kendall's tau compares all pairs: of more units than this, evenly spread ones are taken.
    private static final int MOST = 2_000;

    static JuryReport of(String benchmark, String metric, List<String> judges, double[] weights, List<String> models, List<JuryBuilder.Unit> units) {
        Map<String, List<JuryBuilder.Unit>> byLanguage = new TreeMap<>();
        units.forEach(unit -> byLanguage.computeIfAbsent(unit.language(), _ -> new ArrayList<>()).add(unit));
        List<Row> rows = new ArrayList<>();
        if (byLanguage.size() > 1) {
            rows.add(row("", metric, judges, units));
        }
        byLanguage.forEach((language, some) -> rows.add(row(language, metric, judges, some)));
        Map<String, List<Ranked>> without = new LinkedHashMap<>();
        List<Ranked> whole = ranked(judges, weights, -1, models, byLanguage);
        if (whole.size() > 1) {
            without.put("", whole);
            for (int j = 0; j < judges.size(); j++) {
                without.put(judges.get(j), ranked(judges, weights, j, models, byLanguage));
            }
        }
        return new JuryReport(benchmark, metric, List.copyOf(judges), List.copyOf(rows), without);
    }

    private static Row row(String language, String metric, List<String> judges, List<JuryBuilder.Unit> units) {
        List<List<OptionalDouble>> verdicts = units.stream().map(unit -> judges.stream().map(judge -> verdict(metric, rating(unit, judge))).toList()).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < judges.size(); a++) {
            for (int b = a + 1; b < judges.size(); b++) {
                String one = judges.get(a);
                String other = judges.get(b);
                List<JuryBuilder.Unit> both = units.stream().filter(unit -> rating(unit, one).isPresent() && rating(unit, other).isPresent()).toList();
                pairs.add(new Pair(one, other, both.size(), measure(both, one, other, (x, y) -> Agreement.kappa(verdicts(metric, x), verdicts(metric, y))),
                        measure(both, one, other, Agreement::pearson), measure(both, one, other, Agreement::spearman),
                        measure(thinned(both), one, other, Agreement::kendall)));
            }
        }
        return new Row(language, units.size(), judges.stream().map(judge -> (int) units.stream().filter(unit -> rating(unit, judge).isEmpty()).count()).toList(),
                Agreement.alpha(verdicts, true), Agreement.alpha(verdicts, false), List.copyOf(pairs));
    }

    private static OptionalDouble measure(List<JuryBuilder.Unit> units, String one, String other, java.util.function.BiFunction<double[], double[], OptionalDouble> measure) {
        return measure.apply(units.stream().mapToDouble(unit -> rating(unit, one).getAsDouble()).toArray(),
                units.stream().mapToDouble(unit -> rating(unit, other).getAsDouble()).toArray());
    }

    private static <T> List<T> thinned(List<T> all) {
        return all.size() <= MOST ? all : IntStream.range(0, MOST).mapToObj(i -> all.get((int) ((long) i * all.size() / MOST))).toList();
    }

    private static OptionalDouble rating(JuryBuilder.Unit unit, String judge) {
        return unit.ratings().getOrDefault(judge, OptionalDouble.empty());
    }

    /// The verdict behind a score: who won, or the point on a scale of seven.
    private static OptionalDouble verdict(String metric, OptionalDouble rating) {
        return rating.isEmpty() ? rating : OptionalDouble.of(verdict(metric, rating.getAsDouble()));
    }

    private static double verdict(String metric, double rating) {
        return metric.equals("win-rate") ? Math.signum(rating - 0.5) : Math.rint(rating * 6);
    }

    private static double[] verdicts(String metric, double[] ratings) {
        return Arrays.stream(ratings).map(rating -> verdict(metric, rating)).toArray();
    }

    /// Models by their mean over languages, rated by all judges but one; answers that one of these did not rate are left out.
    private static List<Ranked> ranked(List<String> judges, double[] weights, int leftOut, List<String> models, Map<String, List<JuryBuilder.Unit>> byLanguage) {
        int[] seats = IntStream.range(0, judges.size()).filter(j -> j != leftOut).toArray();
        ToDoubleBiFunction<Integer, List<JuryBuilder.Unit>> mean = (model, units) -> units.stream()
                .filter(unit -> unit.run() == model && Arrays.stream(seats).allMatch(j -> rating(unit, judges.get(j)).isPresent()))
                .mapToDouble(unit -> Arrays.stream(seats).mapToDouble(j -> weights[j] * rating(unit, judges.get(j)).getAsDouble()).sum()
                        / Arrays.stream(seats).mapToDouble(j -> weights[j]).sum()).average().orElse(Double.NaN);
        double[] values = IntStream.range(0, models.size()).mapToDouble(m -> byLanguage.values().stream()
                .mapToDouble(units -> mean.applyAsDouble(m, units)).filter(Double::isFinite).average().orElse(Double.NaN)).toArray();
        return IntStream.range(0, models.size()).filter(m -> Double.isFinite(values[m]))
                .mapToObj(m -> new Ranked(models.get(m), values[m], 1 + (int) Arrays.stream(values).filter(value -> value > values[m]).count())).toList();
    }
}

package dev.glossa.reports.jury;

import dev.glossa.reports.aggregate.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How far a jury's judges agree, in each language, and whether the models' ranks hang on one of them.
///
/// @param judges    in the order of the command line
/// @param languages all together first, where there are several
/// @param models    those with a place in any standing, in the order of the runs
/// @param without   how they stand, by who was left out of the jury; the whole jury first, under an empty name. Empty where no
///                  standing has two models
public record JuryReport(String benchmark, String metric, List<String> judges, List<Row> languages, List<String> models, Map<String, Standing> without) {
    /// @param language a code; empty for all
    /// @param units    answers that at least one judge rated
    /// @param unrated  by judge, how many of them it did not
    /// @param ordinal  Krippendorff's alpha of the verdicts as ranks
    /// @param nominal  the same of the verdicts as mere names
    public record Row(String language, int units, List<Integer> unrated, OptionalDouble ordinal, OptionalDouble nominal, List<Pair> pairs) {}

    public record Pair(String one, String other, int both, OptionalDouble kappa, OptionalDouble pearson, OptionalDouble spearman, OptionalDouble kendall) {}

    /// The models that all judges of a standing rated, by their means over the same languages.
    ///
    /// @param languages codes of those in which each of these models has a value; no variety, and none that the metric has a
    ///                  reservation about
    /// @param eligible  in how many languages any of them has one
    public record Standing(List<Ranked> ranked, List<String> languages, int eligible) {}

    public record Ranked(String model, double value, int rank) {}

    /// Kendall's tau compares all pairs: of more units than this, evenly spread ones are taken.
    private static final int MOST = 2_000;

    /// @param counted   whether a language, by its code, counts in means over languages
    /// @param ascending whether a larger value is better
    static JuryReport of(String benchmark, String metric, List<String> judges, double[] weights, List<String> models, List<JuryBuilder.Unit> units,
            Predicate<String> counted, boolean ascending) {
        Map<String, List<JuryBuilder.Unit>> byLanguage = new TreeMap<>();
        units.forEach(unit -> byLanguage.computeIfAbsent(unit.language(), _ -> new ArrayList<>()).add(unit));
        List<Row> rows = new ArrayList<>();
        if (byLanguage.size() > 1) {
            rows.add(row("", metric, judges, units));
        }
        byLanguage.forEach((language, some) -> rows.add(row(language, metric, judges, some)));
        Map<String, List<JuryBuilder.Unit>> meant = new TreeMap<>(byLanguage);
        meant.keySet().removeIf(counted.negate());
        Map<String, Standing> without = new LinkedHashMap<>();
        without.put("", standing(judges, weights, -1, models, meant, ascending));
        for (int j = 0; j < judges.size(); j++) {
            without.put(judges.get(j), standing(judges, weights, j, models, meant, ascending));
        }
        if (without.values().stream().allMatch(standing -> standing.ranked().size() < 2)) {
            without.clear();
        }
        Set<String> ranked = without.values().stream().flatMap(standing -> standing.ranked().stream()).map(Ranked::model).collect(Collectors.toSet());
        return new JuryReport(benchmark, metric, List.copyOf(judges), List.copyOf(rows), models.stream().filter(ranked::contains).toList(), without);
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

    /// Models by their mean over the languages that all of them have, rated by all judges but one; answers that one of these did
    /// not rate are left out.
    private static Standing standing(List<String> judges, double[] weights, int leftOut, List<String> models, Map<String, List<JuryBuilder.Unit>> byLanguage,
            boolean ascending) {
        int[] seats = IntStream.range(0, judges.size()).filter(j -> j != leftOut).toArray();
        double total = Arrays.stream(seats).mapToDouble(j -> weights[j]).sum();
        // By language, then model; NaN where all of the judges rated no answer of it.
        Map<String, double[]> means = new TreeMap<>();
        byLanguage.forEach((language, units) -> means.put(language, IntStream.range(0, models.size()).mapToDouble(model -> units.stream()
                .filter(unit -> unit.run() == model && Arrays.stream(seats).allMatch(j -> rating(unit, judges.get(j)).isPresent()))
                .mapToDouble(unit -> Arrays.stream(seats).mapToDouble(j -> weights[j] * rating(unit, judges.get(j)).getAsDouble()).sum() / total)
                .average().orElse(Double.NaN)).toArray()));
        int[] present = IntStream.range(0, models.size()).filter(m -> means.values().stream().anyMatch(each -> Double.isFinite(each[m]))).toArray();
        List<String> common = means.keySet().stream().filter(language -> Arrays.stream(present).allMatch(m -> Double.isFinite(means.get(language)[m]))).toList();
        int eligible = (int) means.values().stream().filter(each -> Arrays.stream(each).anyMatch(Double::isFinite)).count();
        if (common.isEmpty()) {
            return new Standing(List.of(), List.of(), eligible);
        }
        double[] values = Arrays.stream(present).mapToDouble(m -> common.stream().mapToDouble(language -> means.get(language)[m]).average().orElseThrow()).toArray();
        return new Standing(IntStream.range(0, present.length).mapToObj(i -> new Ranked(models.get(present[i]), values[i],
                1 + (int) Arrays.stream(values).filter(value -> ascending ? value > values[i] : value < values[i]).count())).toList(), common, eligible);
    }
}

package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// A candidate against a base under one metric of one benchmark, on the items that both have a score for, in the languages
/// that both have.
///
/// Differences are above zero where the candidate is better, on the scale in which the metric is stored. Item by item, a
/// language's difference is that of two pools of sums; over languages they average with equal weight. Errors come from the
/// bootstrap of parallel items ([Resampling]), so what one item does in many languages, and to both models, is one event;
/// noise between runs, where it was measured, is added.
///
/// @param languages in the order of the language table
/// @param noise     between two runs of one model
public record Comparison(Table table, List<PerLanguage> languages, Noise noise, float[][] drawn) {

    /// @param base       value of the base on the shared items
    /// @param candidate  value of the candidate on them
    /// @param difference by itself
    /// @param p          two-sided, before any adjustment: McNemar's exact test where items are right or wrong, else Student's t
    /// @param better     items that only the candidate has right, or has a higher value on
    /// @param worse      the other way round
    /// @param unscored   the larger of the two models' shares of samples without a score
    /// @param baseCounts of the base's samples, those that only the candidate was asked among the failed; so the other way round
    public record PerLanguage(Language language, double base, double candidate, Estimate difference, double p, int better, int worse,
            double unscored, Counts baseCounts, Counts candidateCounts) {}

    /// A language's difference among those of its group.
    ///
    /// @param pooled the estimate drawn towards the group's mean, the more the less it knows by itself
    public record Pooled(Language language, Estimate alone, Estimate pooled) {}

    /// A comparison of two models of a table.
    public static Comparison of(Table table, int base, int candidate, Noise noise, int draws, long seed) {
        Table pair = table.paired(base, candidate);
        double sign = table.metric().ascending() ? 1 : -1;
        Resampling resampling = Resampling.of(pair, List.of(table.metric()::pool), draws, seed);
        List<PerLanguage> languages = new ArrayList<>();
        List<float[]> drawn = new ArrayList<>();
        for (int l = 0; l < pair.languages().size(); l++) {
            Column one = pair.column(0, l).orElse(null);
            Column other = pair.column(1, l).orElse(null);
            if (one == null || other == null || one.clusters() == 0) {
                continue;
            }
            double from = table.metric().pool(one.total());
            double to = table.metric().pool(other.total());
            if (!Double.isFinite(from) || !Double.isFinite(to)) {
                continue;
            }
            float[] a = resampling.of(0, 0, l);
            float[] b = resampling.of(0, 1, l);
            float[] difference = new float[draws];
            for (int d = 0; d < draws; d++) {
                difference[d] = (float) (sign * (b[d] - (double) a[d]));
            }
            Estimate alone = Estimate.of(sign * (to - from), difference, Math.min(one.items(table.metric()::pool).cardinality(), other.items(table.metric()::pool).cardinality())).with(noise.ofLanguage(), noise.freedom());
            int at = table.languages().indexOf(pair.languages().get(l));
            Counts baseCounts = table.column(base, at).orElseThrow().counts(table.column(candidate, at).orElseThrow());
            Counts candidateCounts = table.column(candidate, at).orElseThrow().counts(table.column(base, at).orElseThrow());
            int[] moved = moved(pair, one, other, sign);
            boolean binary = one.binary() && other.binary();
            languages.add(new PerLanguage(pair.languages().get(l), from, to, alone,
                    binary && noise.ofLanguage() == 0 ? PairedTest.mcNemar(moved[0], moved[1]) : Math.min(1, 2 * Math.min(alone.below(0), alone.above(0))),
                    moved[0], moved[1], Math.max(baseCounts.unscoredShare(), candidateCounts.unscoredShare()), baseCounts, candidateCounts));
            drawn.add(difference);
        }
        return new Comparison(pair, List.copyOf(languages), noise, drawn.toArray(float[][]::new));
    }

    /// What the paired tests say of a language that is compared; two-sided, without noise between runs.
    ///
    /// @param draws of the permutation test
    public PairedTest.Results tests(Language language, int draws, long seed) {
        int l = table.languages().indexOf(language);
        Column one = table.column(0, l).orElseThrow();
        Column other = table.column(1, l).orElseThrow();
        int at = java.util.stream.IntStream.range(0, languages.size()).filter(i -> languages.get(i).language().equals(language)).findFirst().orElseThrow();
        PerLanguage alone = languages.get(at);
        return new PairedTest.Results(
                one.binary() && other.binary() ? OptionalDouble.of(PairedTest.mcNemar(alone.better(), alone.worse())) : OptionalDouble.empty(),
                PairedTest.permutation(one.sumsByItem(), other.sumsByItem(), sums -> table.metric().pool(Statistics.of(sums)), draws, seed),
                PairedTest.bootstrap(alone.difference().value(), drawn[at]));
    }

    /// Ids of samples in a language on which the candidate is better, or worse, those that moved most first.
    public List<String> changed(Language language, boolean better, int most) {
        int l = table.languages().indexOf(language);
        Optional<Column> one = table.column(0, l);
        Optional<Column> other = table.column(1, l);
        if (one.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        double[] from = new double[table.items()];
        double[] to = new double[table.items()];
        values(table, one.get(), from);
        values(table, other.get(), to);
        double sign = (table.metric().ascending() ? 1 : -1) * (better ? 1 : -1);
        return java.util.stream.IntStream.range(0, from.length).boxed().filter(i -> sign * (to[i] - from[i]) > 0)
                .sorted(java.util.Comparator.comparingDouble(i -> -sign * (to[i] - from[i]))).limit(most)
                .map(i -> new dev.glossa.harness.SampleId(table.benchmark(), language.code(), table.item(i)).toString()).toList();
    }

    /// The mean difference over some languages; empty where none of them is compared. Varieties are in no mean.
    public Optional<Estimate> mean(Predicate<Language> of) {
        int[] chosen = chosen(of);
        return chosen.length == 0 ? Optional.empty() : Optional.of(mean(chosen).with(noise.ofMean(chosen.length), noise.freedom()));
    }

    /// The languages behind [#mean].
    public List<Language> languages(Predicate<Language> of) {
        return Arrays.stream(chosen(of)).mapToObj(i -> languages.get(i).language()).toList();
    }

    private int[] chosen(Predicate<Language> of) {
        return java.util.stream.IntStream.range(0, languages.size())
                .filter(i -> languages.get(i).language().varietyOf().isEmpty()
                        && table.metric().reservation(languages.get(i).language()).isEmpty() && of.test(languages.get(i).language())).toArray();
    }

    /// How the errors of two means go together, as far as they come from items that both rest on; from -1 to 1.
    public double correlation(Predicate<Language> of, Predicate<Language> other) {
        float[] one = drawnMean(chosen(of));
        float[] two = drawnMean(chosen(other));
        double meanOne = 0;
        double meanTwo = 0;
        for (int d = 0; d < one.length; d++) {
            meanOne += one[d] / (double) one.length;
            meanTwo += two[d] / (double) one.length;
        }
        double product = 0;
        for (int d = 0; d < one.length; d++) {
            product += (one[d] - meanOne) * (two[d] - meanTwo);
        }
        double errors = mean(of).orElseThrow().error() * mean(other).orElseThrow().error();
        return errors == 0 ? 0 : Math.clamp(product / (one.length - 1) / errors, -1, 1);
    }

    private Estimate mean(int[] chosen) {
        double value = Arrays.stream(chosen).mapToDouble(i -> languages.get(i).difference().value()).sum() / chosen.length;
        int clusters = clusters(chosen);
        return Estimate.of(value, drawnMean(chosen), clusters);
    }

    private float[] drawnMean(int[] chosen) {
        float[] mean = new float[drawn[0].length];
        for (int d = 0; d < mean.length; d++) {
            double sum = 0;
            for (int i : chosen) {
                sum += drawn[i][d];
            }
            mean[d] = (float) (sum / chosen.length);
        }
        return mean;
    }

    private int clusters(int[] chosen) {
        BitSet seen = new BitSet();
        for (int i : chosen) {
            seen.or(table.column(0, table.languages().indexOf(languages.get(i).language())).orElseThrow().items(table.metric()::pool));
        }
        return seen.cardinality();
    }

    /// Each language's difference, partially pooled with the others' in the way that they scatter about their mean; with fewer
    /// than three languages there is nothing to learn from. Errors of languages depend on each other through their items,
    /// which the draws know: what is pooled is each language's distance from the mean.
    public List<Pooled> pooled(Predicate<Language> of) {
        int[] chosen = chosen(of);
        if (chosen.length < 3) {
            return Arrays.stream(chosen).mapToObj(i -> new Pooled(languages.get(i).language(), languages.get(i).difference(), languages.get(i).difference())).toList();
        }
        Estimate mean = mean(chosen).with(noise.ofMean(chosen.length), noise.freedom());
        float[] centre = drawnMean(chosen);
        double[] distance = new double[chosen.length];
        double[] variance = new double[chosen.length];
        for (int j = 0; j < chosen.length; j++) {
            Estimate alone = languages.get(chosen[j]).difference();
            float[] apart = new float[centre.length];
            for (int d = 0; d < apart.length; d++) {
                apart[d] = drawn[chosen[j]][d] - centre[d];
            }
            Estimate fromMean = Estimate.of(alone.value() - mean.value(), apart, alone.clusters())
                    .with(noise.languages() * (1 - 1.0 / chosen.length), noise.freedom());
            distance[j] = fromMean.value();
            variance[j] = fromMean.error() * fromMean.error();
        }
        Hierarchy hierarchy = Hierarchy.of(distance, variance);
        List<Pooled> pooled = new ArrayList<>();
        for (int j = 0; j < chosen.length; j++) {
            PerLanguage language = languages.get(chosen[j]);
            pooled.add(new Pooled(language.language(), language.difference(), new Estimate(mean.value() + hierarchy.mean()[j],
                    Math.sqrt(hierarchy.variance()[j] + mean.error() * mean.error()), language.difference().clusters())));
        }
        return pooled;
    }

    /// On how many items the candidate is better, and on how many worse.
    private static int[] moved(Table pair, Column one, Column other, double sign) {
        int[] moved = new int[2];
        double[] from = new double[pair.items()];
        double[] to = new double[pair.items()];
        values(pair, one, from);
        values(pair, other, to);
        for (int i = 0; i < from.length; i++) {
            double difference = sign * (to[i] - from[i]);
            moved[0] += difference > 0 ? 1 : 0;
            moved[1] += difference < 0 ? 1 : 0;
        }
        return moved;
    }

    /// The value of each item; NaN for an item that says nothing.
    private static void values(Table pair, Column column, double[] into) {
        BitSet resting = column.items(pair.metric()::pool);
        double[] sums = new double[column.width()];
        for (int row = 0; row < column.rows(); row++) {
            Arrays.fill(sums, 0);
            int item = column.item()[row];
            for (; row < column.rows() && column.item()[row] == item; row++) {
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += column.sums()[row * sums.length + k];
                }
            }
            row--;
            double value = pair.metric().pool(Statistics.of(sums));
            into[item] = Double.isFinite(value) ? value : resting.get(item) ? 0 : Double.NaN;
        }
    }
}

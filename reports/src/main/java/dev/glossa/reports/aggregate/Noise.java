package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What two runs of one model differ by beyond the chance of items: noise of engine and judge that strikes many items at once,
/// which resampling items does not see. Measured on A/A pairs: runs, or repeats, of the same model.
///
/// @param runs      variance of a difference that all languages share
/// @param languages variance of a difference that each language has by itself
/// @param freedom   degrees of freedom of the measurement: with few runs, noise itself is known badly
public record Noise(double runs, double languages, double freedom) {
    /// Nothing was measured, or nothing was found.
    public static final Noise NONE = new Noise(0, 0, 1);
    /// As many draws tell an error well enough to be taken away.
    private static final int DRAWS = 500;

    /// The same noise where each side is a mean over so many askings of every sample.
    public Noise over(int baseAskings, int candidateAskings) {
        double share = (1.0 / baseAskings + 1.0 / candidateAskings) / 2;
        return new Noise(runs * share, languages * share, freedom);
    }

    /// The variance to add to the value of one run, or a mean over so many askings, in a mean over so many languages: half
    /// of what two runs differ by.
    double ofValue(int overLanguages, int askings) {
        return ofMean(overLanguages) / 2 / askings;
    }

    /// The variance to add to a language's difference.
    double ofLanguage() {
        return runs + languages;
    }

    /// The variance to add to a mean difference over so many languages.
    double ofMean(int over) {
        return runs + languages / over;
    }

    /// Of each model, what its repeats differ by; nothing where a model was asked once.
    static Noise[] ofRepeats(Table table, long seed) {
        Noise[] noise = new Noise[table.models().size()];
        for (int m = 0; m < noise.length; m++) {
            noise[m] = table.askings(m) == 1 ? NONE : among(table.repeats(m), seed);
        }
        return noise;
    }

    /// What runs of one model, and the repeats of either side of a comparison, differ by among themselves.
    ///
    /// @param same      runs of one model, the base first
    /// @param candidate its repeats are looked at, too
    public static Noise of(Table table, List<Integer> same, int candidate, long seed) {
        List<Noise> measured = new ArrayList<>();
        if (same.size() > 1) {
            measured.add(among(table.of(same), seed));
        }
        for (int model : List.of(same.getFirst(), candidate)) {
            if (table.askings(model) > 1) {
                measured.add(among(table.repeats(model), seed));
            }
        }
        double freedom = measured.stream().mapToDouble(Noise::freedom).sum();
        return measured.isEmpty() ? NONE : new Noise(measured.stream().mapToDouble(n -> n.runs * n.freedom).sum() / freedom,
                measured.stream().mapToDouble(n -> n.languages * n.freedom).sum() / freedom, freedom);
    }

    /// Of all pairs of a table's models, which are one model: of n runs, n - 1 differences are free.
    private static Noise among(Table same, long seed) {
        List<Comparison> pairs = new ArrayList<>();
        for (int i = 0; i < same.models().size(); i++) {
            for (int j = i + 1; j < same.models().size(); j++) {
                pairs.add(Comparison.of(same, i, j, NONE, DRAWS, seed));
            }
        }
        Noise noise = of(pairs);
        return new Noise(noise.runs, noise.languages, same.models().size() - 1);
    }

    /// The excess of A/A differences over the error of their items, by the method of moments: the scatter of languages about
    /// their mean, and then the mean about zero.
    ///
    /// @param pairs comparisons of a model with itself, made without noise
    public static Noise of(List<Comparison> pairs) {
        double runs = 0;
        double languages = 0;
        int counted = 0;
        for (Comparison pair : pairs) {
            Set<Language> averaged = Set.copyOf(pair.languages(_ -> true));
            int n = averaged.size();
            if (n == 0) {
                continue;
            }
            counted++;
            Estimate mean = pair.mean(_ -> true).orElseThrow();
            double between = 0;
            if (n > 1) {
                double scatter = 0;
                double errors = 0;
                for (Comparison.PerLanguage language : pair.languages()) {
                    if (averaged.contains(language.language())) {
                        scatter += Math.pow(language.difference().value() - mean.value(), 2);
                        errors += Math.pow(language.difference().error(), 2);
                    }
                }
                // Errors of languages add up to n² times that of their mean; what is left of their sum is about the mean.
                between = (scatter - (errors - n * mean.error() * mean.error())) / (n - 1);
            }
            languages += between;
            runs += mean.value() * mean.value() - mean.error() * mean.error() - Math.max(0, between) / n;
        }
        return counted == 0 ? NONE : new Noise(Math.max(0, runs / counted), Math.max(0, languages / counted), counted);
    }
}

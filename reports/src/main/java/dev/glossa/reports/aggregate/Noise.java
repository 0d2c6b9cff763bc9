package dev.glossa.reports.aggregate;

import java.util.List;

/// What two runs of one model differ by beyond the chance of items: noise of engine and judge that strikes many items at once,
/// which resampling items does not see. Measured on A/A pairs: runs, or repeats, of the same model.
///
/// @param runs      variance of a difference that all languages share
/// @param languages variance of a difference that each language has by itself
public record Noise(double runs, double languages) {
    /// Nothing was measured, or nothing was found.
    public static final Noise NONE = new Noise(0, 0);

    /// The variance to add to a language's difference.
    double ofLanguage() {
        return runs + languages;
    }

    /// The variance to add to a mean difference over so many languages.
    double ofMean(int over) {
        return runs + languages / over;
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
            int n = pair.languages(_ -> true).size();
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
                    if (language.language().varietyOf().isEmpty()) {
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
        return counted == 0 ? NONE : new Noise(Math.max(0, runs / counted), Math.max(0, languages / counted));
    }
}

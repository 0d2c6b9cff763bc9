package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;

/// How evenly a model serves the languages of a benchmark, on the scale in which the metric is stored.
///
/// @param languages  how many
/// @param worst      the language with the lowest value; the highest, where less is better
/// @param tenth      10th percentile over languages, counted from the worst
/// @param gap        English minus the mean of all other languages; empty without English
/// @param slope      of the value over log10 of Common Crawl pages: what ten times the pages bring
/// @param slopeRange 95 % interval of the slope, from how languages scatter about the line (Student's t, n-2)
/// @param gini       of the values: 0 where all are alike; empty where a value is negative or none is above zero
/// @param atChance   languages whose interval does not lie above the value of guessing
public record Equity(int languages, Value worst, double tenth, OptionalDouble gap, OptionalDouble slope, Optional<Interval> slopeRange,
        OptionalDouble gini, List<Language> atChance) {
    /// One language's value.
    public record Value(Language language, double value, Optional<Interval> interval) {}

    /// Of a model over the languages of its headline, or of all languages where none of them is published; empty where no
    /// language has a value in print, no value is better than another, or languages are not on one scale.
    public static Optional<Equity> of(Aggregate aggregate, String model) {
        List<Language> languages = aggregate.groups().stream().filter(g -> g.kind() == Group.Kind.OVERALL).findFirst()
                .map(Group::languages).orElse(List.of());
        List<Value> values = languages.stream().flatMap(l -> aggregate.cell(Group.Kind.LANGUAGE, l.code(), model).stream())
                .filter(cell -> cell.value().isPresent())
                .map(cell -> new Value(cell.group().languages().getFirst(), cell.value().getAsDouble(), cell.interval())).toList();
        boolean guessable = aggregate.table().metric().facets().get(aggregate.facet()) == null;
        Metric.Direction direction = aggregate.table().metric().direction(aggregate.facet());
        return values.isEmpty() || direction == Metric.Direction.NEITHER || !LanguageScale.isOne(aggregate.table().metric()) ? Optional.empty()
                : Optional.of(of(values, guessable ? aggregate.table().chance() : OptionalDouble.empty(), direction == Metric.Direction.MORE_IS_BETTER));
    }

    /// @param ascending whether a larger value is better
    /// @param chance the value of guessing; empty where guessing is worth nothing
    public static Equity of(List<Value> values, OptionalDouble chance, boolean ascending) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no language has a value");
        }
        double[] sorted = values.stream().mapToDouble(Value::value).sorted().toArray();
        Optional<Value> english = values.stream().filter(v -> v.language().code().equals("en")).findFirst();
        double[] others = values.stream().filter(v -> !v.language().code().equals("en")).mapToDouble(Value::value).toArray();
        List<Value> known = values.stream().filter(v -> v.language().webPages().isPresent()).toList();
        double[] x = known.stream().mapToDouble(v -> Math.log10(v.language().webPages().getAsLong())).toArray();
        double[] y = known.stream().mapToDouble(Value::value).toArray();
        Optional<Line> line = Line.through(x, y);
        return new Equity(values.size(),
                values.stream().min(Comparator.comparingDouble(v -> ascending ? v.value() : -v.value())).orElseThrow(),
                Quantile.of(sorted, ascending ? 0.1 : 0.9),
                english.isPresent() && others.length > 0 ? OptionalDouble.of(english.get().value() - mean(others)) : OptionalDouble.empty(),
                line.map(l -> OptionalDouble.of(l.slope())).orElse(OptionalDouble.empty()),
                line.flatMap(Line::interval),
                gini(sorted),
                chance.isEmpty() ? List.of() : values.stream()
                        .filter(v -> v.interval().map(Interval::low).orElse(v.value()) <= chance.getAsDouble()).map(Value::language).toList());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /// Half the mean absolute difference between two languages, relative to the mean.
    static OptionalDouble gini(double[] sorted) {
        double sum = Arrays.stream(sorted).sum();
        if (sorted[0] < 0 || sum <= 0) {
            return OptionalDouble.empty();
        }
        int n = sorted.length;
        double weighted = IntStream.range(0, n).mapToDouble(i -> (2.0 * (i + 1) - n - 1) * sorted[i]).sum();
        return OptionalDouble.of(weighted / (n * sum));
    }

    /// A least-squares line.
    private record Line(double slope, double error, int n) {
        static Optional<Line> through(double[] x, double[] y) {
            int n = x.length;
            if (n < 2) {
                return Optional.empty();
            }
            double meanX = mean(x);
            double meanY = mean(y);
            double sxx = 0;
            double sxy = 0;
            for (int i = 0; i < n; i++) {
                sxx += (x[i] - meanX) * (x[i] - meanX);
                sxy += (x[i] - meanX) * (y[i] - meanY);
            }
            if (sxx == 0) {
                return Optional.empty();
            }
            double slope = sxy / sxx;
            double residual = 0;
            for (int i = 0; i < n; i++) {
                double r = y[i] - meanY - slope * (x[i] - meanX);
                residual += r * r;
            }
            return Optional.of(new Line(slope, n > 2 ? Math.sqrt(residual / (n - 2) / sxx) : Double.NaN, n));
        }

        Optional<Interval> interval() {
            if (n < 3) {
                return Optional.empty();
            }
            double reach = TDistribution.of(n - 2).inverseCumulativeProbability(1 - (1 - Interval.LEVEL) / 2) * error;
            return Optional.of(new Interval(slope - reach, slope + reach));
        }
    }
}

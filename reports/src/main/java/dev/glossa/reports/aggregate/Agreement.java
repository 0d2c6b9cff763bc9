package dev.glossa.reports.aggregate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Measures of agreement between raters who saw the same units. None is told where it is not defined: without variation, or
/// without two ratings of a unit.
public final class Agreement {
    private Agreement() {}

    /// Krippendorff's alpha: 1 is full agreement, 0 what chance would give; units with one rating say nothing.
    ///
    /// @param units   the ratings of each unit, as whole numbers; empty optionals are missing
    /// @param ordinal whether distance between ranks counts; otherwise any difference is as bad as another
    public static OptionalDouble alpha(List<List<OptionalDouble>> units, boolean ordinal) {
        TreeMap<Double, Integer> values = new TreeMap<>();
        units.forEach(unit -> unit.forEach(rating -> rating.ifPresent(value -> values.putIfAbsent(value, 0))));
        int next = 0;
        for (Double value : List.copyOf(values.keySet())) {
            values.put(value, next++);
        }
        double[][] together = new double[next][next];
        for (List<OptionalDouble> unit : units) {
            int[] ratings = unit.stream().filter(OptionalDouble::isPresent).mapToInt(rating -> values.get(rating.getAsDouble())).toArray();
            for (int i = 0; i < ratings.length; i++) {
                for (int j = 0; j < ratings.length; j++) {
                    if (i != j) {
                        together[ratings[i]][ratings[j]] += 1.0 / (ratings.length - 1);
                    }
                }
            }
        }
        double[] marginal = Arrays.stream(together).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
        double n = Arrays.stream(marginal).sum();
        double observed = 0;
        double expected = 0;
        for (int c = 0; c < next; c++) {
            for (int k = 0; k < next; k++) {
                double distance = c == k ? 0 : ordinal ? square(rank(marginal, c, k)) : 1;
                observed += together[c][k] * distance;
                expected += marginal[c] * marginal[k] * distance;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - (n - 1) * observed / expected);
    }

    private static double rank(double[] marginal, int c, int k) {
        return IntStream.rangeClosed(Math.min(c, k), Math.max(c, k)).mapToDouble(g -> marginal[g]).sum() - (marginal[c] + marginal[k]) / 2;
    }

    private static double square(double x) {
        return x * x;
    }

    /// Cohen's kappa of two raters.
    public static OptionalDouble kappa(double[] one, double[] other) {
        double agreed = 0;
        TreeMap<Double, double[]> counts = new TreeMap<>();
        for (int i = 0; i < one.length; i++) {
            agreed += one[i] == other[i] ? 1 : 0;
            counts.computeIfAbsent(one[i], _ -> new double[2])[0]++;
            counts.computeIfAbsent(other[i], _ -> new double[2])[1]++;
        }
        double n = one.length;
        double chance = counts.values().stream().mapToDouble(count -> count[0] * count[1] / n / n).sum();
        return one.length == 0 || chance == 1 ? OptionalDouble.empty() : OptionalDouble.of((agreed / n - chance) / (1 - chance));
    }

    public static OptionalDouble pearson(double[] one, double[] other) {
        double a = Arrays.stream(one).average().orElse(0);
        double b = Arrays.stream(other).average().orElse(0);
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (one[i] - a) * (other[i] - b);
            first += square(one[i] - a);
            second += square(other[i] - b);
        }
        return !varies(one) || !varies(other) ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(product / Math.sqrt(first * second), -1, 1));
    }

    private static boolean varies(double[] values) {
        return Arrays.stream(values).anyMatch(value -> value != values[0]);
    }

    /// Pearson's correlation of ranks, ties sharing their mean rank.
    public static OptionalDouble spearman(double[] one, double[] other) {
        return pearson(ranks(one), ranks(other));
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().sorted((a, b) -> Double.compare(values[a], values[b])).toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length;) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /// Kendall's tau-b.
    public static OptionalDouble kendall(double[] one, double[] other) {
        double difference = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < i; j++) {
                double a = Math.signum(one[i] - one[j]);
                double b = Math.signum(other[i] - other[j]);
                difference += a * b;
                first += a * a;
                second += b * b;
            }
        }
        return !varies(one) || !varies(other) ? OptionalDouble.empty() : OptionalDouble.of(difference / Math.sqrt(first * second));
    }
}

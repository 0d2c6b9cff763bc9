package dev.glossa.judges.sacrebleu;

import dev.glossa.harness.random.NumpyRandom;
import dev.glossa.harness.random.PairwiseSum;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Confidence intervals and paired tests, drawn as sacreBLEU 2.6.0 draws them with NumPy: the same segments, so the same p-values.
///
/// @param seed not negative; sacreBLEU's own is [#DEFAULT_SEED]
/// @param numpy whose arithmetic the resamples' scores are computed in
public record Resampling(BigInteger seed, Numpy numpy) {

    public static final BigInteger DEFAULT_SEED = BigInteger.valueOf(12345);

    public Resampling {
        if (seed.signum() < 0) {
            throw new IllegalArgumentException("a seed is not negative: " + seed);
        }
    }

    public static Resampling defaults() {
        return new Resampling(DEFAULT_SEED, Numpy.TWO);
    }

    /// What a paired test says of one system.
    ///
    /// @param pValue probability of a difference from the baseline as large as this by chance; empty for the baseline
    /// @param interval empty unless asked for
    public record Outcome(double score, OptionalDouble pValue, Optional<Interval> interval) {}

    /// The scores of bootstrap resamples.
    public double[] bootstrap(CorpusMetric metric, SegmentStatistics statistics, int resamples) {
        return bootstrap(metric, List.of(statistics), resamples, new NumpyRandom(seed))[0];
    }

    /// The interval around a corpus score.
    public Interval interval(CorpusMetric metric, SegmentStatistics statistics, int resamples) {
        double[] scores = bootstrap(metric, statistics, resamples);
        double mean = exactMean(scores);
        return new Interval(isSingle(metric) ? (float) mean : mean, halfWidth(scores, isSingle(metric)));
    }

    /// The paired bootstrap test of Koehn (2004): systems are compared with the first, the baseline.
    public List<Outcome> pairedBootstrap(CorpusMetric metric, List<SegmentStatistics> systems, int resamples) {
        requirePairs(systems);
        double[][] scores = bootstrap(metric, systems, resamples, new NumpyRandom(seed));
        double baseline = metric.score(systems.getFirst().sum());
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(baseline, OptionalDouble.empty(), Optional.of(estimate(metric, scores[0]))));
        for (int i = 1; i < systems.size(); i++) {
            double score = metric.score(systems.get(i).sum());
            double p = bootstrapP(metric, scores[0], scores[i], Math.abs(score - baseline));
            outcomes.add(new Outcome(score, OptionalDouble.of(p), Optional.of(estimate(metric, scores[i]))));
        }
        return outcomes;
    }

    /// The paired approximate randomisation test (Riezler and Maxwell 2005): systems are compared with the first, the baseline.
    ///
    /// @param resamples for the intervals; 0 for none
    public List<Outcome> approximateRandomization(CorpusMetric metric, List<SegmentStatistics> systems, int trials, int resamples) {
        requirePairs(systems);
        SegmentStatistics base = systems.getFirst();
        double baseline = metric.score(base.sum());
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(baseline, OptionalDouble.empty(), estimate(metric, base, resamples, new NumpyRandom(seed))));
        for (SegmentStatistics system : systems.subList(1, systems.size())) {
            double score = metric.score(system.sum());
            NumpyRandom random = new NumpyRandom(seed);
            double p = randomizationP(metric, base, system, trials, random, Math.abs(score - baseline));
            // The interval's draws follow the trials' in the same stream, unlike the baseline's.
            outcomes.add(new Outcome(score, OptionalDouble.of(p), estimate(metric, system, resamples, random)));
        }
        return outcomes;
    }

    private static void requirePairs(List<SegmentStatistics> systems) {
        if (systems.size() < 2 || systems.stream().anyMatch(system -> system.segments() != systems.getFirst().segments())) {
            throw new IllegalArgumentException("a paired test needs two or more systems with the same segments, not "
                    + systems.stream().map(SegmentStatistics::segments).toList() + " segments");
        }
    }

    private double[][] bootstrap(CorpusMetric metric, List<SegmentStatistics> systems, int resamples, NumpyRandom random) {
        if (resamples < 1) {
            throw new IllegalArgumentException("a bootstrap needs one resample or more, not " + resamples);
        }
        Arithmetic arithmetic = Arithmetic.ofResamples(numpy);
        double[][] scores = new double[systems.size()][resamples];
        BootstrapSums.Reader[] readers = new BootstrapSums.Reader[systems.size()];
        Arrays.setAll(readers, system -> (resample, sums) -> scores[system][resample] = arithmetic.score(metric, sums));
        BootstrapSums.draw(systems.stream().map(BootstrapSums::new).toArray(BootstrapSums[]::new), resamples, random, readers);
        return scores;
    }

    private double bootstrapP(CorpusMetric metric, double[] baseline, double[] scores, double difference) {
        boolean single = isSingle(metric);
        double[] differences = new double[scores.length];
        Arrays.setAll(differences, i -> round(Math.abs(scores[i] - baseline[i]), single));
        double mean = mean(differences, single);
        double real = round(difference, single);
        long larger = Arrays.stream(differences).filter(d -> round(d - mean, single) > real).count();
        return (larger + 1.0) / (scores.length + 1.0);
    }

    private double randomizationP(CorpusMetric metric, SegmentStatistics baseline, SegmentStatistics system, int trials, NumpyRandom random,
            double difference) {
        // TER's statistics are doubles in NumPy, the others' are integers.
        Arithmetic arithmetic = metric instanceof Ter ? Arithmetic.PYTHON : Arithmetic.INTEGERS;
        int[] larger = new int[1];
        RandomizedSums.draw(baseline, system, trials, random.bits(), (_, first, second) -> {
            if (Math.abs(arithmetic.score(metric, first) - arithmetic.score(metric, second)) > difference) {
                larger[0]++;
            }
        });
        return (larger[0] + 1.0) / (trials + 1.0);
    }

    private Optional<Interval> estimate(CorpusMetric metric, SegmentStatistics statistics, int resamples, NumpyRandom random) {
        return resamples == 0 ? Optional.empty() : Optional.of(estimate(metric, bootstrap(metric, List.of(statistics), resamples, random)[0]));
    }

    private Interval estimate(CorpusMetric metric, double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return new Interval(mean(sorted, isSingle(metric)), halfWidth(scores, isSingle(metric)));
    }

    private static double halfWidth(double[] scores, boolean single) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int tail = sorted.length / 40;
        return round(round(sorted[sorted.length - 1 - tail] - sorted[tail], single) / 2, single);
    }

    /// BLEU ends in Python's logarithms and is a double again.
    private boolean isSingle(CorpusMetric metric) {
        return numpy == Numpy.TWO && !(metric instanceof Bleu);
    }

    private static double round(double value, boolean single) {
        return single ? (float) value : value;
    }

    private double mean(double[] values, boolean single) {
        if (single) {
            float[] singles = new float[values.length];
            for (int i = 0; i < singles.length; i++) {
                singles[i] = (float) values[i];
            }
            return PairwiseSum.mean(singles);
        }
        return numpy == Numpy.ONE ? PairwiseSum.bufferedMean(values) : PairwiseSum.mean(values);
    }

    /// Python's `statistics.mean`: the exact sum, divided and rounded once.
    private static double exactMean(double[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        return sum.divide(BigDecimal.valueOf(values.length), MathContext.DECIMAL128).doubleValue();
    }
}

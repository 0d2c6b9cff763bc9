package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.stream.Collectors;

/// BLEU (Papineni et al. 2002) as sacreBLEU 2.6.0 computes it.
///
/// Statistics: tokens of the hypothesis, tokens of the reference nearest in length (the shorter of two as near), matched n-grams of each
/// order, n-grams of each order. An n-gram counts at most as often as in the one reference that has it most often.
///
/// @param maxOrder longest n-gram
/// @param effectiveOrder whether orders for which the hypothesis is too short are left out: for single sentences
public record Bleu(Tokenizer tokenizer, boolean lowercase, int maxOrder, Smoothing smoothing, boolean effectiveOrder) implements CorpusMetric {

    /// sacreBLEU's logarithm of 0.
    private static final double LOG_OF_ZERO = -9999999999.0;

    public Bleu {
        if (maxOrder < 1) {
            throw new IllegalArgumentException("BLEU's longest n-gram is 1 or more, not " + maxOrder);
        }
    }

    /// 13a, cased, up to 4-grams, exponential smoothing.
    public static Bleu defaults() {
        return new Bleu(RuleTokenizer.MTEVAL_13A, false, 4, Smoothing.of(Smoothing.Method.EXP), false);
    }

    public Bleu withTokenizer(Tokenizer other) {
        return new Bleu(other, lowercase, maxOrder, smoothing, effectiveOrder);
    }

    public Bleu withLowercase(boolean on) {
        return new Bleu(tokenizer, on, maxOrder, smoothing, effectiveOrder);
    }

    public Bleu withMaxOrder(int order) {
        return new Bleu(tokenizer, lowercase, order, smoothing, effectiveOrder);
    }

    public Bleu withSmoothing(Smoothing other) {
        return new Bleu(tokenizer, lowercase, maxOrder, other, effectiveOrder);
    }

    public Bleu withEffectiveOrder(boolean on) {
        return new Bleu(tokenizer, lowercase, maxOrder, smoothing, on);
    }

    /// The score of summed statistics, with its parts.
    ///
    /// @param score 0-100
    /// @param correct matched n-grams of each order, after smoothing by addition
    /// @param totals n-grams of each order, after smoothing by addition
    /// @param precisions 0-100, 0 for an order that has no n-gram
    /// @param brevityPenalty 0-1
    public record Score(double score, double[] correct, double[] totals, double[] precisions, double brevityPenalty, long hypothesisLength,
            long referenceLength) implements MetricScore {

        @Override
        public String name() {
            return "BLEU";
        }

        @Override
        public String verbose() {
            double ratio = referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
            return Arrays.stream(precisions).mapToObj(p -> Decimals.fixed(p, 1)).collect(Collectors.joining("/")) + " (BP = "
                    + Decimals.fixed(brevityPenalty, 3) + " ratio = " + Decimals.fixed(ratio, 3) + " hyp_len = " + hypothesisLength + " ref_len = "
                    + referenceLength + ")";
        }
    }

    @Override
    public String name() {
        return "BLEU";
    }

    @Override
    public int width() {
        return 2 + 2 * maxOrder;
    }

    @Override
    public MetricSignature signature(String references) {
        return MetricSignature.of(references, "case", lowercase ? "lc" : "mixed", "eff", effectiveOrder ? "yes" : "no", "tok", tokenizer.signature(),
                "smooth", smoothing.toString());
    }

    @Override
    public SegmentReader reader() {
        return new BleuReader(this);
    }

    @Override
    public Score pool(double[] statistics) {
        return pool(statistics, Arithmetic.PYTHON);
    }

    Score pool(double[] statistics, Arithmetic arithmetic) {
        long hypothesisLength = (long) statistics[0];
        long referenceLength = (long) statistics[1];
        double[] correct = Arrays.copyOfRange(statistics, 2, 2 + maxOrder);
        double[] totals = Arrays.copyOfRange(statistics, 2 + maxOrder, 2 + 2 * maxOrder);
        double[] precisions = new double[maxOrder];
        double penalty = brevityPenalty(hypothesisLength, referenceLength);
        double score = 0;
        if (!Arrays.equals(correct, new double[maxOrder])) {
            score = penalty * geometricMean(precisions, smooth(correct, totals, precisions, arithmetic));
        }
        return new Score(score, correct, totals, precisions, penalty, hypothesisLength, referenceLength);
    }

    static double brevityPenalty(long hypothesisLength, long referenceLength) {
        if (hypothesisLength >= referenceLength) {
            return 1;
        }
        return hypothesisLength == 0 ? 0 : Math.exp(1 - (double) referenceLength / hypothesisLength);
    }

    /// Fills the precisions up to the first order that has no n-gram.
    ///
    /// @return over how many orders the mean goes
    private int smooth(double[] correct, double[] totals, double[] precisions, Arithmetic arithmetic) {
        double halving = 1;
        int orders = maxOrder;
        for (int n = 0; n < maxOrder; n++) {
            if (smoothing.method() == Smoothing.Method.ADD_K && n > 0) {
                correct[n] = arithmetic.stored(correct[n] + smoothing.value());
                totals[n] = arithmetic.stored(totals[n] + smoothing.value());
            }
            if (totals[n] == 0) {
                break;
            }
            if (effectiveOrder) {
                orders = n + 1;
            }
            if (correct[n] != 0) {
                precisions[n] = arithmetic.mixed(arithmetic.mixed(100 * correct[n]) / totals[n]);
            } else if (smoothing.method() == Smoothing.Method.EXP) {
                halving *= 2;
                precisions[n] = arithmetic.mixed(100 / arithmetic.mixed(halving * totals[n]));
            } else if (smoothing.method() == Smoothing.Method.FLOOR) {
                precisions[n] = arithmetic.mixed(arithmetic.mixed(100 * smoothing.value()) / totals[n]);
            }
        }
        return orders;
    }

    static double geometricMean(double[] precisions, int orders) {
        double logs = 0;
        for (int n = 0; n < orders; n++) {
            logs += precisions[n] == 0 ? LOG_OF_ZERO : Math.log(precisions[n]);
        }
        return Math.exp(logs / orders);
    }
}

package dev.glossa.judges.sacrebleu;

/// chrF and chrF++: the F-score of character n-grams, and of word n-grams beside them, as sacreBLEU 2.6.0 computes it
/// (Popović 2015, 2017).
///
/// Statistics: for each order, characters first, the n-grams of the hypothesis (0 if the reference has none of that order), those of the
/// reference, and those they share. Of several references the one with the highest score counts.
///
/// @param charOrder longest character n-gram, 0 and up
/// @param wordOrder longest word n-gram: 0 is chrF, 2 is chrF++
/// @param beta weight of recall
/// @param whitespace whether blanks are characters
/// @param epsSmoothing the average of the orders' F-scores with epsilon for empty ones, as chrF++.py computes it, instead of the F-score of the
///     averages over the orders that both sides have
public record ChrF(int charOrder, int wordOrder, int beta, boolean lowercase, boolean whitespace, boolean epsSmoothing) implements CorpusMetric {

    private static final double EPSILON = 1e-16;

    public ChrF {
        if (charOrder < 0 || wordOrder < 0 || charOrder + wordOrder == 0 || beta < 0) {
            throw new IllegalArgumentException("chrF needs an order of 1 or more and no negative order or beta: characters " + charOrder + ", words "
                    + wordOrder + ", beta " + beta);
        }
    }

    /// chrF2: characters up to 6.
    public static ChrF defaults() {
        return new ChrF(6, 0, 2, false, false, false);
    }

    /// chrF2++: characters up to 6 and words up to 2.
    public static ChrF plusPlus() {
        return defaults().withWordOrder(2);
    }

    public ChrF withCharOrder(int order) {
        return new ChrF(order, wordOrder, beta, lowercase, whitespace, epsSmoothing);
    }

    public ChrF withWordOrder(int order) {
        return new ChrF(charOrder, order, beta, lowercase, whitespace, epsSmoothing);
    }

    public ChrF withBeta(int weight) {
        return new ChrF(charOrder, wordOrder, weight, lowercase, whitespace, epsSmoothing);
    }

    public ChrF withLowercase(boolean on) {
        return new ChrF(charOrder, wordOrder, beta, on, whitespace, epsSmoothing);
    }

    public ChrF withWhitespace(boolean on) {
        return new ChrF(charOrder, wordOrder, beta, lowercase, on, epsSmoothing);
    }

    public ChrF withEpsSmoothing(boolean on) {
        return new ChrF(charOrder, wordOrder, beta, lowercase, whitespace, on);
    }

    /// The score of summed statistics.
    ///
    /// @param score 0-100
    public record Score(String name, double score) implements MetricScore {}

    @Override
    public String name() {
        return "chrF" + beta + "+".repeat(wordOrder);
    }

    @Override
    public int width() {
        return 3 * (charOrder + wordOrder);
    }

    @Override
    public MetricSignature signature(String references) {
        return MetricSignature.of(references, "case", lowercase ? "lc" : "mixed", "eff", epsSmoothing ? "no" : "yes", "nc", Integer.toString(charOrder),
                "nw", Integer.toString(wordOrder), "space", whitespace ? "yes" : "no");
    }

    @Override
    public SegmentReader reader() {
        return new ChrFReader(this);
    }

    @Override
    public Score pool(double[] statistics) {
        return new Score(name(), fScore(statistics, Arithmetic.PYTHON));
    }

    double fScore(double[] statistics, Arithmetic arithmetic) {
        int orders = charOrder + wordOrder;
        double factor = (double) beta * beta;
        double sum = 0;
        double precision = 0;
        double recall = 0;
        int effective = 0;
        for (int i = 0; i < 3 * orders; i += 3) {
            double inHypothesis = statistics[i];
            double inReference = statistics[i + 1];
            double p = inHypothesis > 0 ? arithmetic.among(statistics[i + 2] / inHypothesis) : EPSILON;
            double r = inReference > 0 ? arithmetic.among(statistics[i + 2] / inReference) : EPSILON;
            if (epsSmoothing) {
                sum = arithmetic.mixed(sum + weighted(p, r, factor, arithmetic));
            } else if (inHypothesis > 0 && inReference > 0) {
                precision = arithmetic.mixed(precision + p);
                recall = arithmetic.mixed(recall + r);
                effective++;
            }
        }
        if (epsSmoothing) {
            return arithmetic.mixed(arithmetic.mixed(100 * sum) / orders);
        }
        if (precision + recall == 0) {
            return 0;
        }
        precision = arithmetic.mixed(precision / effective);
        recall = arithmetic.mixed(recall / effective);
        return arithmetic.mixed(100 * weighted(precision, recall, factor, arithmetic));
    }

    private static double weighted(double precision, double recall, double factor, Arithmetic arithmetic) {
        double denominator = arithmetic.mixed(arithmetic.mixed(factor * precision) + recall);
        double product = arithmetic.mixed(arithmetic.mixed((1 + factor) * precision) * recall);
        return denominator > 0 ? arithmetic.mixed(product / denominator) : EPSILON;
    }
}

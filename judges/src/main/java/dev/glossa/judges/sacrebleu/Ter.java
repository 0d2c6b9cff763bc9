package dev.glossa.judges.sacrebleu;

/// TER, the translation edit rate with shifts of whole phrases (Snover et al. 2006), as sacreBLEU 2.6.0 computes it after Tercom.
///
/// Statistics: edits to the reference that needs fewest, mean length of the references. Lower is better, and there is no upper end. Words are what
/// white space separates, so the rate says little about languages written without it.
///
/// @param normalized whether mteval's rules split off punctuation
/// @param noPunctuation whether ASCII punctuation is removed
/// @param asianSupport whether the two above also know East Asian characters
public record Ter(boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) implements CorpusMetric {

    /// Lower-cased, otherwise as it stands.
    public static Ter defaults() {
        return new Ter(false, false, false, false);
    }

    public Ter withNormalized(boolean on) {
        return new Ter(on, noPunctuation, asianSupport, caseSensitive);
    }

    public Ter withNoPunctuation(boolean on) {
        return new Ter(normalized, on, asianSupport, caseSensitive);
    }

    public Ter withAsianSupport(boolean on) {
        return new Ter(normalized, noPunctuation, on, caseSensitive);
    }

    public Ter withCaseSensitive(boolean on) {
        return new Ter(normalized, noPunctuation, asianSupport, on);
    }

    /// The rate of summed statistics.
    ///
    /// @param score edits for a hundred words of reference
    public record Score(double score, double edits, double referenceLength) implements MetricScore {
        @Override
        public String name() {
            return "TER";
        }
    }

    @Override
    public String name() {
        return "TER";
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public MetricSignature signature(String references) {
        return MetricSignature.of(references, "case", caseSensitive ? "mixed" : "lc", "tok", "tercom", "norm", normalized ? "yes" : "no", "punct",
                noPunctuation ? "no" : "yes", "asian", asianSupport ? "yes" : "no");
    }

    @Override
    public SegmentReader reader() {
        return new TerReader(this);
    }

    @Override
    public Score pool(double[] statistics) {
        return new Score(rate(statistics, Arithmetic.PYTHON), statistics[0], statistics[1]);
    }

    double rate(double[] statistics, Arithmetic arithmetic) {
        double edits = statistics[0];
        double length = statistics[1];
        double rate = length > 0 ? arithmetic.among(edits / length) : edits > 0 ? 1 : 0;
        return arithmetic.mixed(100 * rate);
    }
}

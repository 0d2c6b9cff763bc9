package dev.glossa.judges.sacrebleu;

/// What BLEU does about an n-gram order without a match (Chen and Cherry 2014).
///
/// @param value the floor, or what is added; unused by the other methods
public record Smoothing(Method method, double value) {

    /// The ways that sacreBLEU knows.
    public enum Method {
        NONE("none"),
        /// Counts of 0 become the value.
        FLOOR("floor"),
        /// The value is added to counts and totals of orders above 1.
        ADD_K("add-k"),
        /// Each further order without a match counts half of the one before (mteval, the default).
        EXP("exp");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        /// The name on the command line and in signatures.
        public String label() {
            return label;
        }
    }

    public Smoothing {
        if (!Double.isFinite(value) || value < 0) {
            throw new IllegalArgumentException("a smoothing value is a number from 0 up, not " + value);
        }
    }

    /// A method with the value that sacreBLEU gives it unless told otherwise.
    public static Smoothing of(Method method) {
        return new Smoothing(method, switch (method) {
            case FLOOR -> 0.1;
            case ADD_K -> 1;
            case NONE, EXP -> 0;
        });
    }

    /// As in signatures: `exp`, `floor[0.10]`.
    @Override
    public String toString() {
        return switch (method) {
            case NONE, EXP -> method.label();
            case FLOOR, ADD_K -> method.label() + "[" + Decimals.fixed(value, 2) + "]";
        };
    }
}

package dev.glossa.judges.sacrebleu;

/// How the numbers under a score are rounded on the way. A double operation rounded to single precision is the single-precision operation.
enum Arithmetic {
    /// Python's own numbers: a corpus score.
    PYTHON,
    /// Whole numbers in an array of 64-bit integers, which cuts off what smoothing adds to them: a trial of approximate randomisation.
    INTEGERS,
    /// An array of single-precision numbers under NumPy 1: a resample.
    SINGLES_NUMPY_1,
    /// The same under NumPy 2.
    SINGLES_NUMPY_2;

    /// The result of an operation between two numbers of the array.
    double among(double result) {
        return this == SINGLES_NUMPY_1 || this == SINGLES_NUMPY_2 ? (float) result : result;
    }

    /// The result of an operation in which a Python number takes part.
    double mixed(double result) {
        return this == SINGLES_NUMPY_2 ? (float) result : result;
    }

    /// A number put back into the array.
    double stored(double value) {
        return switch (this) {
            case PYTHON -> value;
            case INTEGERS -> (long) value;
            case SINGLES_NUMPY_1, SINGLES_NUMPY_2 -> (float) value;
        };
    }

    static Arithmetic ofResamples(Numpy numpy) {
        return switch (numpy) {
            case ONE -> SINGLES_NUMPY_1;
            case TWO -> SINGLES_NUMPY_2;
        };
    }

    /// The score of summed statistics in this arithmetic.
    double score(CorpusMetric metric, double[] sums) {
        return switch (metric) {
            case Bleu bleu -> bleu.pool(sums, this).score();
            case ChrF chrF -> chrF.fScore(sums, this);
            case Ter ter -> ter.rate(sums, this);
        };
    }
}

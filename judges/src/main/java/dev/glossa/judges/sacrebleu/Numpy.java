package dev.glossa.judges.sacrebleu;

/// Whose arithmetic resampled scores are computed in. sacreBLEU sums resamples in single precision, and the two releases disagree about what a
/// single-precision number and a Python number make: the digits beyond the fifth differ, and no p-value recorded so far.
public enum Numpy {
    /// NumPy before 2.0: double precision as soon as a Python number takes part.
    ONE,
    /// NumPy from 2.0 on (NEP 50): single precision throughout; today's default.
    TWO
}

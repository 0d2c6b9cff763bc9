package dev.glossa.judges.sacrebleu;

/// A 95 % confidence interval from resampled scores.
///
/// @param mean of the resamples' scores
/// @param halfWidth half of the distance between the 2.5th and the 97.5th percentile
public record Interval(double mean, double halfWidth) {}

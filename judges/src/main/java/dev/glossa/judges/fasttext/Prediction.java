package dev.glossa.judges.fasttext;

/// A label with its probability.
///
/// @param label       without fastText's `__label__`, such as `sw`
/// @param probability as fastText reports it, which may exceed 1 by 1e-5 for each question that the model asked
public record Prediction(String label, double probability) {}

package dev.glossa.judges.comet;

import java.util.Optional;

/// A translation with what it translates.
///
/// @param reference another translation of the source, where the model compares with one
public record Segment(String source, String translation, Optional<String> reference) {}

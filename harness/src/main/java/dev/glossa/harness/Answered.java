package dev.glossa.harness;

import java.util.Optional;

/// A sample with what the model made of it.
///
/// @param rival what another model made of it, for metrics that compare two
public record Answered(Sample sample, Key key, Completion completion, Optional<Completion> rival) {
    /// The same beside another model's completion.
    public Answered beside(Completion other) {
        return new Answered(sample, key, completion, Optional.of(other));
    }

    public Answered(Sample sample, Key key, Completion completion) {
        this(sample, key, completion, Optional.empty());
    }
}

package dev.glossa.harness.backend.llama;

import java.util.OptionalInt;

/// How memory is cut into sequences: many short ones or a few long ones, as the prompts need them.
///
/// What a prompt needs is known before it starts: its tokens and the most that may be generated. A context for the longest
/// prompt that is allowed would waste most of it on usual ones, and sequences at once are what makes an engine fast.
///
/// @param context  tokens that the longest sequence may have
/// @param parallel sequences at once where the user says so, each then of the full length
/// @param most     sequences at once otherwise
/// @param cells    tokens that the memory holds
record Shapes(int context, OptionalInt parallel, int most, long cells, int batch, int threads, boolean unified, boolean exact) {
    private static final int SHORTEST = 512;

    /// The shape for sequences of at least so many tokens: the context, halved as often as they still fit.
    LlamaContext.Shape fitting(int tokens) {
        if (parallel.isPresent()) {
            return shape(context, parallel.getAsInt());
        }
        int length = context;
        while (length / 2 >= Math.max(tokens, SHORTEST)) {
            length /= 2;
        }
        return shape(length, Math.clamp(cells / length, 1, most));
    }

    private LlamaContext.Shape shape(int tokens, int sequences) {
        return new LlamaContext.Shape(tokens, sequences, Math.max(batch, sequences), threads, unified, exact);
    }
}

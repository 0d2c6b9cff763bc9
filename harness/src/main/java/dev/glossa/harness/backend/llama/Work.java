package dev.glossa.harness.backend.llama;

import java.util.Arrays;

import dev.glossa.harness.Completion;

/// What one sequence is to do: tokens to feed, and what to make of the scores that come back.
///
/// The engine feeds `tokens()` from wherever the sequence stands and hands over the scores behind every token from
/// `firstScored` on. Reading them may add tokens or take the sequence back.
sealed abstract class Work permits Generation, Ranking {
    /// As the parent numbers it.
    final long id;
    /// The tokens that the prompt itself has.
    final int promptTokens;

    private int[] tokens;
    private int length;
    private int kept = Integer.MAX_VALUE;
    private Completion completion;

    /// @param most the most tokens that the sequence will ever have
    Work(long id, int[] prompt, int most) {
        this.id = id;
        this.promptTokens = prompt.length;
        this.tokens = Arrays.copyOf(prompt, Math.max(most, prompt.length));
        this.length = prompt.length;
    }

    /// The place of the first token whose successor is to be scored.
    final int firstScored() {
        return promptTokens - 1;
    }

    final int length() {
        return length;
    }

    final int token(int position) {
        return tokens[position];
    }

    /// Takes the scores of what follows the token at `position`.
    abstract void read(int position, float[] scores);

    /// Frees what the native side holds for it.
    abstract void close();

    /// The answer, once there is one.
    final Completion completion() {
        return completion;
    }

    final boolean isDone() {
        return completion != null;
    }

    final void finish(Completion answer) {
        completion = answer;
    }

    final void append(int token) {
        tokens[length++] = token;
    }

    /// Takes the sequence back to its first `count` tokens.
    final void keep(int count) {
        length = count;
        kept = Math.min(kept, count);
    }

    /// Up to where the sequence's memory is still right since the last call; larger than the length when nothing was taken back.
    final int takeKept() {
        int count = kept;
        kept = Integer.MAX_VALUE;
        return count;
    }

    /// The most tokens that the sequence will ever have.
    final int mostTokens() {
        return tokens.length;
    }

    final boolean isFull() {
        return length == tokens.length;
    }
}

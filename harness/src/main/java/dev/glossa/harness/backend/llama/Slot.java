package dev.glossa.harness.backend.llama;

import java.util.Arrays;

/// One sequence of the context: what its memory holds, and the work it does. What a finished work leaves behind stays, for
/// the next prompt that begins alike.
final class Slot {
    final int sequence;
    private int[] held = new int[256];
    private int count;
    Work work;
    /// The order in which works came; older ones are served first.
    long arrival;
    /// When the slot was last given work: the one unused for longest is overwritten first.
    long lastUsed;
    /// Another slot that is about to hold the beginning of this one's prompt, and how much of it; null when nobody is awaited.
    Slot awaited;
    int awaitedTokens;

    Slot(int sequence) {
        this.sequence = sequence;
    }

    /// How many tokens the memory holds.
    int count() {
        return count;
    }

    boolean isFree() {
        return work == null;
    }

    /// How many tokens are still to be fed.
    int missing() {
        return work == null || awaited != null ? 0 : work.length() - count;
    }

    /// Remembers the next token of the work as held.
    int advance() {
        int token = work.token(count);
        if (count == held.length) {
            held = Arrays.copyOf(held, 2 * held.length);
        }
        held[count++] = token;
        return token;
    }

    void truncate(int tokens) {
        count = Math.min(count, tokens);
    }

    void copyOf(Slot other, int tokens) {
        held = Arrays.copyOf(other.held, Math.max(256, other.count));
        count = Math.min(tokens, other.count);
    }

    /// How many tokens of a prompt the memory begins with.
    int shared(Work prompt) {
        int most = Math.min(count, prompt.length());
        int i = 0;
        while (i < most && held[i] == prompt.token(i)) {
            i++;
        }
        return i;
    }

    /// How many tokens of a prompt the memory will begin with, once its own prompt is fed.
    int willShare(Work prompt) {
        int most = Math.min(work.promptTokens, prompt.promptTokens);
        int i = 0;
        while (i < most && work.token(i) == prompt.token(i)) {
            i++;
        }
        return i;
    }
}

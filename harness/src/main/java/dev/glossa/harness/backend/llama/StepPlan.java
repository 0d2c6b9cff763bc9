package dev.glossa.harness.backend.llama;

import java.util.Arrays;
import java.util.Comparator;

/// How many tokens of each sequence the next step feeds.
///
/// Where every sequence has cells of its own, the native side cuts a batch into rectangles: sequences with consecutive numbers
/// times so many tokens of each. It reads all the weights once for each rectangle, so one batch of uneven prompts costs as much
/// as several. A step is therefore one rectangle: either prompts, the largest that fits, or one token of every sequence that
/// generates. Prompts go first, so that the tokens of all sequences are generated together; at most as many prompts as there
/// are sequences go between two tokens, so that answers do not wait for ever.
///
/// Where the sequences share one pool, any mix is one batch: first a token of all that generate, then prompts, oldest first.
final class StepPlan {
    /// A rectangle of more sequences with fewer tokens each must be so much larger to be taken: it leaves more prompts unfinished.
    private static final double WORTH = 1.1;

    private final Slot[] slots;
    private final Slot[] byArrival;
    private final boolean unified;
    /// Portions end at its multiples.
    private final int boundary;
    private final int[] portion;
    /// Works that came before go before the next tokens.
    private long turn;

    /// @param slots    in the order of their sequences
    /// @param unified  whether they share one pool of cells
    /// @param boundary tokens at whose multiples the portions of a prompt end; a large number where they may end anywhere
    StepPlan(Slot[] slots, boolean unified, int boundary) {
        this.slots = slots;
        this.byArrival = slots.clone();
        this.unified = unified;
        this.boundary = boundary;
        this.portion = new int[slots.length];
        this.turn = slots.length;
    }

    /// Tokens to feed, by sequence; all 0 when nothing is to be done.
    ///
    /// @param capacity the most of them, at least the number of sequences
    /// @param outputs  the most whose scores are read, likewise
    /// @param arrivals works begun so far
    int[] next(int capacity, int outputs, long arrivals) {
        Arrays.fill(portion, 0);
        Arrays.sort(byArrival, Comparator.comparingLong((Slot slot) -> slot.arrival));
        if (unified) {
            int tokens = tokens();
            prompts(capacity - tokens, outputs - tokens, byArrival, Integer.MAX_VALUE);
            return portion;
        }
        Slot oldest = null;
        for (Slot slot : byArrival) {
            oldest = oldest == null && length(slot) > 0 ? slot : oldest;
        }
        if (oldest != null && oldest.arrival < turn) {
            rectangle(capacity, outputs, oldest.arrival < arrivals - 2L * slots.length ? oldest : null);
        } else if (tokens() > 0) {
            turn = arrivals + slots.length;
        } else if (oldest != null) {
            rectangle(capacity, outputs, null);
        }
        return portion;
    }

    /// One token of all that have one left to be fed.
    private int tokens() {
        int count = 0;
        for (Slot slot : slots) {
            if (isGenerating(slot)) {
                portion[slot.sequence] = 1;
                count++;
            }
        }
        return count;
    }

    private static boolean isGenerating(Slot slot) {
        return slot.missing() == 1 && slot.count() > 0;
    }

    /// What of a prompt can be fed at once; 0 for one that generates or has nothing to do.
    private int length(Slot slot) {
        return isGenerating(slot) ? 0 : Math.min(slot.missing(), boundary - slot.count() % boundary);
    }

    /// @param overdue the prompt that must be among them, or null
    private void rectangle(int capacity, int outputs, Slot overdue) {
        int bestFirst = 0;
        int bestCount = 0;
        int bestTokens = 0;
        for (int first = 0; first < slots.length; first++) {
            int least = Integer.MAX_VALUE;
            for (int last = first; last < slots.length && length(slots[last]) > 0; last++) {
                int count = last - first + 1;
                least = Math.min(least, length(slots[last]));
                int tokens = Math.min(least, capacity / count);
                boolean holds = overdue == null || first <= overdue.sequence && overdue.sequence <= last;
                double factor = tokens < bestTokens ? WORTH : 1;
                if (holds && (long) count * tokens > factor * bestCount * bestTokens) {
                    bestFirst = first;
                    bestCount = count;
                    bestTokens = tokens;
                }
            }
        }
        prompts(capacity, outputs, Arrays.copyOfRange(slots, bestFirst, bestFirst + bestCount), bestTokens);
    }

    private void prompts(int capacity, int outputs, Slot[] order, int most) {
        int room = capacity;
        int left = outputs;
        for (Slot slot : order) {
            if (length(slot) > 0 && room > 0 && left > 0) {
                int silent = Math.max(0, slot.work.firstScored() - slot.count());
                int tokens = Math.min(Math.min(length(slot), most), Math.min(room, silent + left));
                portion[slot.sequence] = tokens;
                room -= tokens;
                left -= Math.max(0, tokens - silent);
            }
        }
    }
}

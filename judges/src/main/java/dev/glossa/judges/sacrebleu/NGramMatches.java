package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Counts the n-grams that a hypothesis shares with its references, order by order: each as often as the hypothesis has it, at most as often
/// as the one reference that has it most often.
///
/// The hot loop of chrF and BLEU, for all that [SortedMatches] leaves to it. An n-gram is named by the number of its first n-1 symbols and by its last symbol, which is exact for any
/// order, and only those whose first n-1 symbols both sides have are looked up. Most n-grams soon occur once on each side: from there on two
/// symbols are compared and nothing is looked up. The plain twin, maps of lists, is in the tests.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class NGramMatches {

    /// Moves the slots of the hash tables from process to process, never a result: nobody can prepare a line that collides everywhere.
    static final int SALT = new SplittableRandom().nextInt();
    private static final long LONG_SALT = SALT * 0x9E3779B97F4A7C15L;

    private int[] slots;
    /// Per n-gram of the references in the order at hand: its key; how often all references, the latest, and the richest have it, and the
    /// hypothesis; the latest reference; a place in either side where it stands.
    private long[] keys;
    private int[] inAll;
    private int[] inLatest;
    private int[] inRichest;
    private int[] inHypothesis;
    private int[] latest;
    private int[] referencePlace;
    private int[] hypothesisPlace;
    private int grams;
    /// The places still followed, and the number of the n-gram that starts there.
    private int[] hypothesisStarts;
    private int[] hypothesisGrams;
    private int[] referenceStarts;
    private int[] referenceGrams;
    private final int[] oneEnd = new int[1];
    private final SortedMatches sorted = new SortedMatches();

    NGramMatches() {
        allocate(512);
    }

    /// Adds to `matches[offset + n - 1]` the matches of order n with one reference, for n from 1 to `order`.
    void count(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int order, long[] matches, int offset) {
        if (!sorted.count(hypothesis, hypothesisLength, reference, referenceLength, order, matches, offset)) {
            oneEnd[0] = referenceLength;
            count(hypothesis, hypothesisLength, reference, oneEnd, 1, order, matches, offset);
        }
    }

    /// The same where the symbols are numbered from 0 on.
    ///
    /// @param symbols how many numbers there are
    void countNumbered(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int symbols, int order, long[] matches,
            int offset) {
        if (!sorted.countNumbered(hypothesis, hypothesisLength, reference, referenceLength, symbols, order, matches, offset)) {
            oneEnd[0] = referenceLength;
            count(hypothesis, hypothesisLength, reference, oneEnd, 1, order, matches, offset);
        }
    }

    /// The same with several references.
    ///
    /// @param references one behind the other
    /// @param ends where each of them ends
    void count(int[] hypothesis, int hypothesisLength, int[] references, int[] ends, int referenceCount, int order, long[] matches, int offset) {
        int hypothesisFollowed = hypothesisLength;
        int referenceFollowed = ends[referenceCount - 1];
        int most = Math.max(hypothesisFollowed, referenceFollowed);
        if (most > keys.length) {
            allocate(Integer.highestOneBit(most) * 2);
        }
        for (int i = 0; i < hypothesisFollowed; i++) {
            hypothesisStarts[i] = i;
            hypothesisGrams[i] = 0;
        }
        for (int i = 0; i < referenceFollowed; i++) {
            referenceStarts[i] = i;
            referenceGrams[i] = 0;
        }
        for (int n = 1; n <= order && hypothesisFollowed > 0 && referenceFollowed > 0; n++) {
            int mask = Integer.highestOneBit(referenceFollowed) * 4 - 1;
            Arrays.fill(slots, 0, mask + 1, 0);
            grams = 0;
            referenceFollowed = number(references, ends, referenceFollowed, n, mask);
            hypothesisFollowed = find(hypothesis, hypothesisLength, hypothesisFollowed, n, mask);
            long shared = 0;
            for (int gram = 0; gram < grams; gram++) {
                shared += Math.min(inRichest[gram], inHypothesis[gram]);
                if (inAll[gram] == 1 && inHypothesis[gram] == 1) {
                    int h = hypothesisPlace[gram];
                    int r = referencePlace[gram];
                    int end = ends[latest[gram]];
                    for (int k = n; k < order && h + k < hypothesisLength && r + k < end && hypothesis[h + k] == references[r + k]; k++) {
                        matches[offset + k]++;
                    }
                    inHypothesis[gram] = 0;
                }
            }
            matches[offset + n - 1] += shared;
            hypothesisFollowed = keepShared(hypothesisStarts, hypothesisGrams, hypothesisFollowed);
            referenceFollowed = keepShared(referenceStarts, referenceGrams, referenceFollowed);
        }
    }

    private int number(int[] symbols, int[] ends, int followed, int n, int mask) {
        int kept = 0;
        int reference = 0;
        for (int i = 0; i < followed; i++) {
            int start = referenceStarts[i];
            while (start >= ends[reference]) {
                reference++;
            }
            if (start + n > ends[reference]) {
                continue;
            }
            long key = (long) referenceGrams[i] << 32 | symbols[start + n - 1];
            int slot = slot(key, mask);
            int gram;
            while ((gram = slots[slot] - 1) >= 0 && keys[gram] != key) {
                slot = slot + 1 & mask;
            }
            if (gram < 0) {
                gram = grams++;
                slots[slot] = grams;
                keys[gram] = key;
                inAll[gram] = 0;
                inRichest[gram] = 0;
                inHypothesis[gram] = 0;
                latest[gram] = -1;
                referencePlace[gram] = start;
            }
            if (latest[gram] != reference) {
                latest[gram] = reference;
                inLatest[gram] = 0;
            }
            inAll[gram]++;
            inRichest[gram] = Math.max(inRichest[gram], ++inLatest[gram]);
            referenceStarts[kept] = start;
            referenceGrams[kept++] = gram;
        }
        return kept;
    }

    private int find(int[] symbols, int length, int followed, int n, int mask) {
        int kept = 0;
        for (int i = 0; i < followed; i++) {
            int start = hypothesisStarts[i];
            if (start + n > length) {
                continue;
            }
            long key = (long) hypothesisGrams[i] << 32 | symbols[start + n - 1];
            int slot = slot(key, mask);
            int gram;
            while ((gram = slots[slot] - 1) >= 0 && keys[gram] != key) {
                slot = slot + 1 & mask;
            }
            if (gram >= 0) {
                inHypothesis[gram]++;
                hypothesisPlace[gram] = start;
                hypothesisStarts[kept] = start;
                hypothesisGrams[kept++] = gram;
            }
        }
        return kept;
    }

    private int keepShared(int[] starts, int[] numbers, int followed) {
        int kept = 0;
        for (int i = 0; i < followed; i++) {
            if (inHypothesis[numbers[i]] > 0) {
                starts[kept] = starts[i];
                numbers[kept++] = numbers[i];
            }
        }
        return kept;
    }

    private static int slot(long key, int mask) {
        long mixed = (key ^ LONG_SALT) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }

    /// @param size a power of two, as large as either side
    private void allocate(int size) {
        slots = new int[4 * size];
        keys = new long[size];
        inAll = new int[size];
        inLatest = new int[size];
        inRichest = new int[size];
        inHypothesis = new int[size];
        latest = new int[size];
        referencePlace = new int[size];
        hypothesisPlace = new int[size];
        hypothesisStarts = new int[size];
        hypothesisGrams = new int[size];
        referenceStarts = new int[size];
        referenceGrams = new int[size];
    }
}

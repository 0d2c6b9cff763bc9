package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Counts the n-grams that two sequences of symbols share, order by order, each n-gram as often as the side that has it less often.
///
/// The hot loop of chrF and of BLEU with one reference. An n-gram is named by the number of its first n-1 symbols and its last symbol,
/// which is exact for any order, and only those whose first n-1 symbols both sides have are looked up. Most n-grams soon occur once on each
/// side: from there on two symbols are compared and nothing is looked up. The plain twin, maps of lists, is in the tests.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class NGramMatches {

    /// Moves the slots of the hash tables from process to process, never a result: nobody can prepare a line that collides everywhere.
    static final int SALT = new SplittableRandom().nextInt();
    private static final long LONG_SALT = SALT * 0x9E3779B97F4A7C15L;

    private int[] slots = new int[2048];
    /// Per n-gram of the reference in the order at hand: its key, how often each side has it, a place where it stands.
    private long[] keys = new long[512];
    private int[] inReference = new int[512];
    private int[] inHypothesis = new int[512];
    private int[] referencePlace = new int[512];
    private int[] hypothesisPlace = new int[512];
    private int grams;
    /// The places still followed, and the number of the n-gram that starts there.
    private int[] hypothesisStarts = new int[512];
    private int[] hypothesisGrams = new int[512];
    private int[] referenceStarts = new int[512];
    private int[] referenceGrams = new int[512];

    /// Adds to `matches[offset + (n - 1) * stride]` the matches of order n, for n from 1 to `order`.
    void count(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int order, long[] matches, int offset, int stride) {
        ensure(Math.max(hypothesisLength, referenceLength));
        int hypothesisFollowed = hypothesisLength;
        int referenceFollowed = referenceLength;
        for (int i = 0; i < hypothesisLength; i++) {
            hypothesisStarts[i] = i;
            hypothesisGrams[i] = 0;
        }
        for (int i = 0; i < referenceLength; i++) {
            referenceStarts[i] = i;
            referenceGrams[i] = 0;
        }
        for (int n = 1; n <= order && hypothesisFollowed > 0 && referenceFollowed > 0; n++) {
            int mask = Integer.highestOneBit(2 * referenceFollowed) * 2 - 1;
            Arrays.fill(slots, 0, mask + 1, 0);
            grams = 0;
            referenceFollowed = number(reference, referenceLength, referenceFollowed, n, mask);
            hypothesisFollowed = find(hypothesis, hypothesisLength, hypothesisFollowed, n, mask);
            long shared = 0;
            for (int gram = 0; gram < grams; gram++) {
                shared += Math.min(inReference[gram], inHypothesis[gram]);
                if (inReference[gram] == 1 && inHypothesis[gram] == 1) {
                    int h = hypothesisPlace[gram];
                    int r = referencePlace[gram];
                    for (int k = n; k < order && h + k < hypothesisLength && r + k < referenceLength && hypothesis[h + k] == reference[r + k]; k++) {
                        matches[offset + k * stride]++;
                    }
                    inHypothesis[gram] = 0;
                }
            }
            matches[offset + (n - 1) * stride] += shared;
            hypothesisFollowed = keepShared(hypothesisStarts, hypothesisGrams, hypothesisFollowed);
            referenceFollowed = keepShared(referenceStarts, referenceGrams, referenceFollowed);
        }
    }

    private int number(int[] symbols, int length, int followed, int n, int mask) {
        int kept = 0;
        for (int i = 0; i < followed; i++) {
            int start = referenceStarts[i];
            if (start + n > length) {
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
                inReference[gram] = 0;
                inHypothesis[gram] = 0;
                referencePlace[gram] = start;
            }
            inReference[gram]++;
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

    private void ensure(int length) {
        if (length > keys.length) {
            int size = Integer.highestOneBit(length) * 2;
            slots = new int[4 * size];
            keys = new long[size];
            inReference = new int[size];
            inHypothesis = new int[size];
            referencePlace = new int[size];
            hypothesisPlace = new int[size];
            hypothesisStarts = new int[size];
            hypothesisGrams = new int[size];
            referenceStarts = new int[size];
            referenceGrams = new int[size];
        }
    }
}

package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// Counts shared character n-grams by sorting: the fast way for what nearly every segment is, characters of the Basic Multilingual Plane, no more than
/// 253 different ones, and orders up to 7.
///
/// The characters of a segment are numbered within a byte, and the n-grams of all orders that start at one place are the prefixes of one long.
/// With the longs of both sides sorted together, equal n-grams lie side by side in every order at once, and one walk counts them all.
/// [NGramMatches] counts the same for any symbols and orders.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class CharacterMatches {

    static final int LONGEST = 7;

    /// Ends of text, different ones, so that they never match.
    private static final int HYPOTHESIS_END = 0xFF;
    private static final int REFERENCE_END = 0xFE;
    private static final int MOST_CHARACTERS = 0xFD;
    private static final long HYPOTHESIS = 1;

    /// The number of each character, and the segment that gave it, above its lowest byte.
    private final int[] numbers = new int[0x10000];
    private int segment;
    private long[] windows = new long[1024];
    private final int[] inHypothesis = new int[LONGEST + 2];
    private final int[] inReference = new int[LONGEST + 2];

    /// Adds to `matches[n - 1]` the matches of order n, for n from 1 to `order`.
    ///
    /// @return whether the segment could be counted this way; if not, nothing was added
    boolean count(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int order, long[] matches) {
        int total = hypothesisLength + referenceLength;
        if (order > LONGEST || !number(hypothesis, hypothesisLength, reference, referenceLength)) {
            return false;
        }
        if (total > windows.length) {
            windows = new long[Math.max(total, 2 * windows.length)];
        }
        pack(hypothesis, hypothesisLength, order, HYPOTHESIS_END, 0, HYPOTHESIS);
        pack(reference, referenceLength, order, REFERENCE_END, hypothesisLength, 0);
        Arrays.sort(windows, 0, total);
        walk(total, order, matches);
        return true;
    }

    private boolean number(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength) {
        if (++segment == 1 << 23) {
            Arrays.fill(numbers, 0);
            segment = 1;
        }
        int known = number(hypothesis, hypothesisLength, 0);
        return known >= 0 && number(reference, referenceLength, known) >= 0;
    }

    /// @return how many different characters there are, or -1 if they are too many or beyond the plane
    private int number(int[] symbols, int length, int known) {
        int[] table = numbers;
        int stamp = segment << 8;
        int count = known;
        for (int i = 0; i < length; i++) {
            int symbol = symbols[i];
            if (symbol > 0xFFFF) {
                return -1;
            }
            if ((table[symbol] & ~0xFF) != stamp) {
                if (count == MOST_CHARACTERS) {
                    return -1;
                }
                table[symbol] = stamp | count++;
            }
        }
        return count;
    }

    /// One long for each place, its first symbol in the highest byte, the side in the lowest bit.
    private void pack(int[] symbols, int length, int order, int end, int at, long side) {
        long used = -1L << Long.SIZE - 8 * order;
        long ends = end * 0x0101010101010101L;
        long window = ends;
        for (int i = length - 1; i >= 0; i--) {
            window = window >>> 8 | (long) numbers[symbols[i]] << 56;
            windows[at + i] = window & used | side;
        }
    }

    /// Counts are kept for the longest n-gram alone; when one ends, its counts go to its prefix.
    private void walk(int total, int order, long[] matches) {
        int[] hypothesis = inHypothesis;
        int[] reference = inReference;
        Arrays.fill(hypothesis, 0);
        Arrays.fill(reference, 0);
        long before = total == 0 ? 0 : windows[0];
        for (int i = 0; i < total; i++) {
            long window = windows[i];
            int same = Long.numberOfLeadingZeros(window ^ before) >>> 3;
            for (int n = order; n > same; n--) {
                matches[n - 1] += Math.min(hypothesis[n], reference[n]);
                hypothesis[n - 1] += hypothesis[n];
                reference[n - 1] += reference[n];
                hypothesis[n] = 0;
                reference[n] = 0;
            }
            int side = (int) window & 1;
            hypothesis[order] += side;
            reference[order] += 1 - side;
            before = window;
        }
        for (int n = order; n > 0; n--) {
            matches[n - 1] += Math.min(hypothesis[n], reference[n]);
            hypothesis[n - 1] += hypothesis[n];
            reference[n - 1] += reference[n];
        }
    }
}

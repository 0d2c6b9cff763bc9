package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// Counts shared n-grams by sorting: the fast way for what nearly every segment is, up to 511 symbols on either side, no more than 253 different
/// ones, none of them beyond 16 bits, and orders up to 6.
///
/// The symbols of a segment are numbered within a byte, and the n-grams of all orders that start at one place are the prefixes of one long.
/// With the longs of both sides sorted together, equal n-grams lie side by side in every order at once, and one walk counts them all, six
/// counters side by side in one long. [NGramMatches] counts the same for any symbols and orders.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class SortedMatches {

    static final int LONGEST = 6;
    static final int MOST_SYMBOLS = 511;

    /// Ends of text, different ones, so that they never match.
    private static final long HYPOTHESIS_END = 0xFFFFFFFFFFFFFFFFL;
    private static final long REFERENCE_END = 0xFEFEFEFEFEFEFEFEL;
    private static final int MOST_DIFFERENT = 0xFD;
    private static final int FEW = 64;

    /// Counters of 10 bits, order 1 in the lowest: 1 in each, and each one's highest bit, which stands for zero.
    private static final int BITS = 10;
    private static final long ONES = 0x0004010040100401L;
    private static final long ZEROS = ONES << BITS - 1;
    /// The counters of the orders up to n.
    private static final long[] UP_TO = new long[9];

    static {
        for (int n = 0; n < UP_TO.length; n++) {
            UP_TO[n] = n < LONGEST ? (1L << BITS * n) - 1 : -1L;
        }
    }

    /// The number of each symbol, and the segment that gave it, above its lowest byte.
    private final int[] numbers = new int[0x10000];
    private int segment;
    private int different;
    private final long[] windows = new long[2 * MOST_SYMBOLS];

    /// Adds to `matches[offset + n - 1]` the matches of order n, for n from 1 to `order`.
    ///
    /// @return whether the segment could be counted this way; if not, nothing was added
    boolean count(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int order, long[] matches, int offset) {
        if (order > LONGEST || hypothesisLength > MOST_SYMBOLS || referenceLength > MOST_SYMBOLS) {
            return false;
        }
        if (++segment == 1 << 23) {
            Arrays.fill(numbers, 0);
            segment = 1;
        }
        different = 0;
        if (!pack(hypothesis, hypothesisLength, HYPOTHESIS_END, 0, 1) || !pack(reference, referenceLength, REFERENCE_END, hypothesisLength, 0)) {
            return false;
        }
        int total = hypothesisLength + referenceLength;
        sort(total);
        long counts = walk(total);
        for (int n = 0; n < order; n++) {
            matches[offset + n] += counts >>> BITS * n & (1 << BITS) - 1;
        }
        return true;
    }

    /// One long for each place: its first symbol in the highest byte, five more below, the side in the lowest bit.
    private boolean pack(int[] symbols, int length, long end, int at, long side) {
        int[] table = numbers;
        int stamp = segment << 8;
        long window = end;
        for (int i = length - 1; i >= 0; i--) {
            int symbol = symbols[i];
            if (symbol > 0xFFFF) {
                return false;
            }
            int number = table[symbol];
            if ((number & ~0xFF) != stamp) {
                if (different == MOST_DIFFERENT) {
                    return false;
                }
                number = stamp | different++;
                table[symbol] = number;
            }
            window = window >>> 8 | (long) number << 56;
            windows[at + i] = window & -0x10000L | side;
        }
        return true;
    }

    /// A few windows, those of words, by insertion: `Arrays.sort` takes longer to be compiled than a small corpus to be scored. For more its vector
    /// instructions win.
    private void sort(int total) {
        if (total > FEW) {
            Arrays.sort(windows, 0, total);
            return;
        }
        long[] all = windows;
        for (int i = 1; i < total; i++) {
            long window = all[i];
            int at = i;
            for (; at > 0 && all[at - 1] > window; at--) {
                all[at] = all[at - 1];
            }
            all[at] = window;
        }
    }

    /// Keeps for each order by how much the hypothesis is ahead among equal n-grams. One more of a side that is behind is a match. No branch
    /// depends on the text.
    private long walk(int total) {
        long ahead = ZEROS;
        long matches = 0;
        long before = 0;
        for (int i = 0; i < total; i++) {
            long window = windows[i];
            long same = UP_TO[Long.numberOfLeadingZeros(window ^ before) >>> 3];
            before = window;
            ahead = ahead & same | ZEROS & ~same;
            long isHypothesis = -(window & 1);
            // The highest bit is clear where the hypothesis is behind; with 1 less, it is set where the reference is.
            long matched = (ahead ^ isHypothesis) - (ONES & ~isHypothesis) & ZEROS;
            matches += matched >>> BITS - 1;
            ahead += (ONES ^ ~isHypothesis) - ~isHypothesis;
        }
        return matches;
    }
}

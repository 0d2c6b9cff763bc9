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
    static final int MOST_DIFFERENT = 253;

    /// Ends of text, different ones, so that they never match. Symbols are numbered from 2 on.
    private static final long HYPOTHESIS_END = 0x0000000000000000L;
    private static final long REFERENCE_END = 0x0101010101010101L;
    private static final int FIRST_NUMBER = 2;
    /// Turns the signed order of longs into that of their bytes.
    private static final long UNSIGNED = Long.MIN_VALUE;
    /// Of words few are the same, of letters many.
    private static final int FEW = 128;
    private static final int FIRST_SYMBOL = 56;
    private static final int SECOND_SYMBOL = 48;

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
    private int[] given = {};
    private int segment;
    private final int[] hypothesisNumbers = new int[MOST_SYMBOLS];
    private final int[] referenceNumbers = new int[MOST_SYMBOLS];
    private int different;
    private long[] windows = new long[2 * MOST_SYMBOLS];
    private long[] sorted = new long[2 * MOST_SYMBOLS];
    private final int[] places = new int[1 + 0xFF];

    /// Adds to `matches[offset + n - 1]` the matches of order n, for n from 1 to `order`.
    ///
    /// @return whether the segment could be counted this way; if not, nothing was added
    boolean count(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int order, long[] matches, int offset) {
        if (order > LONGEST || hypothesisLength > MOST_SYMBOLS || referenceLength > MOST_SYMBOLS) {
            return false;
        }
        if (given.length == 0) {
            given = new int[0x10000];
        }
        if (++segment == 1 << 23) {
            Arrays.fill(given, 0);
            segment = 1;
        }
        different = 0;
        return number(hypothesis, hypothesisLength, hypothesisNumbers) && number(reference, referenceLength, referenceNumbers)
                && countNumbered(hypothesisNumbers, hypothesisLength, referenceNumbers, referenceLength, different, order, matches, offset);
    }

    private boolean number(int[] symbols, int length, int[] into) {
        int[] table = given;
        int stamp = segment << 8;
        for (int i = 0; i < length; i++) {
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
            into[i] = number & 0xFF;
        }
        return true;
    }

    /// The same for symbols that are numbered from 0 on.
    ///
    /// @param symbols how many numbers there are
    boolean countNumbered(int[] hypothesis, int hypothesisLength, int[] reference, int referenceLength, int symbols, int order, long[] matches,
            int offset) {
        if (order > LONGEST || hypothesisLength > MOST_SYMBOLS || referenceLength > MOST_SYMBOLS || symbols > MOST_DIFFERENT) {
            return false;
        }
        int total = hypothesisLength + referenceLength;
        Arrays.fill(places, 0, FIRST_NUMBER + symbols, 0);
        tally(hypothesis, hypothesisLength);
        tally(reference, referenceLength);
        beginPlaces(symbols);
        place(hypothesis, hypothesisLength, HYPOTHESIS_END, 1);
        place(reference, referenceLength, REFERENCE_END, 0);
        insert(total);
        long counts = walk(total);
        for (int n = 0; n < order; n++) {
            matches[offset + n] += counts >>> BITS * n & (1 << BITS) - 1;
        }
        return true;
    }

    private void tally(int[] symbols, int length) {
        int[] counts = places;
        for (int i = 0; i < length; i++) {
            counts[FIRST_NUMBER + symbols[i]]++;
        }
    }

    /// Each number's count becomes the place where its windows begin.
    private void beginPlaces(int symbols) {
        int[] begins = places;
        int sum = 0;
        for (int i = FIRST_NUMBER; i < FIRST_NUMBER + symbols; i++) {
            int count = begins[i];
            begins[i] = sum;
            sum += count;
        }
    }

    /// One long for each place of a side, among those with the same first symbol: that in the highest byte, five more below, the side in the lowest
    /// bit.
    private void place(int[] symbols, int length, long end, long side) {
        long[] all = windows;
        int[] next = places;
        long window = end;
        for (int i = length - 1; i >= 0; i--) {
            int number = FIRST_NUMBER + symbols[i];
            window = window >>> 8 | (long) number << 56;
            all[next[number]++] = (window & -0x10000L | side) ^ UNSIGNED;
        }
    }

    /// Sorts by insertion windows whose first symbols are in order, which leaves little to do. `Arrays.sort` takes longer to be compiled than a corpus
    /// to be scored.
    private void insert(int total) {
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
        long[] all = windows;
        long ahead = ZEROS;
        long matches = 0;
        long before = UNSIGNED;
        for (int i = 0; i < total; i++) {
            long window = all[i];
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

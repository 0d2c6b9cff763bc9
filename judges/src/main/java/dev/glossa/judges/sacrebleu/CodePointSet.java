package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// A set of code points: one bit each in the Basic Multilingual Plane, sorted ranges beyond it.
final class CodePointSet {

    private final long[] basic = new long[0x10000 / Long.SIZE];
    private int[] firsts = {};
    private int[] lasts = {};

    /// @param ranges pairs of first and last code point, ascending
    CodePointSet(int... ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            for (int c = ranges[i]; c <= Math.min(ranges[i + 1], 0xFFFF); c++) {
                basic[c >> 6] |= 1L << c;
            }
            if (ranges[i + 1] > 0xFFFF) {
                firsts = Arrays.copyOf(firsts, firsts.length + 1);
                lasts = Arrays.copyOf(lasts, lasts.length + 1);
                firsts[firsts.length - 1] = Math.max(ranges[i], 0x10000);
                lasts[lasts.length - 1] = ranges[i + 1];
            }
        }
    }

    boolean contains(int codePoint) {
        if (codePoint < 0x10000) {
            return (basic[codePoint >> 6] >>> codePoint & 1) != 0;
        }
        int at = Arrays.binarySearch(firsts, codePoint);
        int range = at >= 0 ? at : -at - 2;
        return range >= 0 && codePoint <= lasts[range];
    }
}

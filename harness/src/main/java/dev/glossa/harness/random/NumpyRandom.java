package dev.glossa.harness.random;

import java.math.BigInteger;
import java.util.Arrays;

/// NumPy's `default_rng(seed)`, as far as resampling needs it: PCG64 (XSL-RR 128/64, O'Neill 2014) seeded through `SeedSequence`, its 32-bit
/// halves, bounded integers by Lemire's method, single bits and doubles. Same seed, same calls: same numbers as NumPy 1.17 and later.
///
/// Not for several threads.
public final class NumpyRandom {

    private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
    private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
    private static final long LOW_32 = 0xFFFFFFFFL;

    private final long incrementHigh;
    private final long incrementLow;
    private long high;
    private long low;
    /// The upper half of the last word, kept for the next 32 bits; it outlives a call, as NumPy's does.
    private int upperHalf;
    private boolean holdsUpperHalf;

    public NumpyRandom(long seed) {
        this(BigInteger.valueOf(seed));
    }

    /// @param seed any size, not negative
    public NumpyRandom(BigInteger seed) {
        long[] words = SeedSequence.words(seed);
        incrementHigh = words[2] << 1 | words[3] >>> 63;
        incrementLow = words[3] << 1 | 1;
        step();
        low += words[1];
        high += words[0] + (Long.compareUnsigned(low, words[1]) < 0 ? 1 : 0);
        step();
    }

    private void step() {
        long productLow = low * MULTIPLIER_LOW;
        long productHigh = Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW) + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
        low = productLow + incrementLow;
        high = productHigh + incrementHigh + (Long.compareUnsigned(low, productLow) < 0 ? 1 : 0);
    }

    /// 64 random bits.
    public long nextLong() {
        step();
        return Long.rotateRight(high ^ low, (int) (high >>> 58));
    }

    /// 32 random bits: the lower half of a word, then its upper half.
    public int nextInt() {
        if (holdsUpperHalf) {
            holdsUpperHalf = false;
            return upperHalf;
        }
        long word = nextLong();
        upperHalf = (int) (word >>> 32);
        holdsUpperHalf = true;
        return (int) word;
    }

    /// `random()`: 53 random bits as a number from 0 up to, but without, 1.
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /// `integers(n)` and each entry of `choice(n, size=…)`: a number from 0 to n-1.
    ///
    /// @param n 1 to 2^32 - 1; 1 draws nothing
    public long nextBelow(long n) {
        if (n < 1 || n > LOW_32) {
            throw new IllegalArgumentException("a bound is 1 to 2^32 - 1, not " + n);
        }
        return n == 1 ? 0 : below(n, (LOW_32 + 1 - n) % n);
    }

    /// `choice(n, size=into.length)`, which is one row of `choice(n, size=(rows, into.length))` as well.
    ///
    /// @param n 1 and up
    public void choice(int n, int[] into) {
        if (n < 1) {
            throw new IllegalArgumentException("nothing to choose from: " + n);
        }
        if (n == 1) {
            Arrays.fill(into, 0);
            return;
        }
        long threshold = (LOW_32 + 1 - n) % n;
        int filled = 0;
        while (holdsUpperHalf && filled < into.length) {
            into[filled++] = (int) below(n, threshold);
        }
        // Resampling spends its time here: the state is kept out of memory, and both halves of a word are taken at once.
        long stateHigh = high;
        long stateLow = low;
        while (filled < into.length) {
            long productLow = stateLow * MULTIPLIER_LOW;
            long productHigh = Math.unsignedMultiplyHigh(stateLow, MULTIPLIER_LOW) + stateHigh * MULTIPLIER_LOW + stateLow * MULTIPLIER_HIGH;
            stateLow = productLow + incrementLow;
            stateHigh = productHigh + incrementHigh + (Long.compareUnsigned(stateLow, productLow) < 0 ? 1 : 0);
            long word = Long.rotateRight(stateHigh ^ stateLow, (int) (stateHigh >>> 58));
            long lower = (word & LOW_32) * n;
            if ((lower & LOW_32) >= threshold) {
                into[filled++] = (int) (lower >>> 32);
            }
            if (filled == into.length) {
                upperHalf = (int) (word >>> 32);
                holdsUpperHalf = true;
            } else {
                long upper = (word >>> 32) * n;
                if ((upper & LOW_32) >= threshold) {
                    into[filled++] = (int) (upper >>> 32);
                }
            }
        }
        high = stateHigh;
        low = stateLow;
    }

    private long below(long n, long threshold) {
        long product;
        do {
            product = (nextInt() & LOW_32) * n;
        } while ((product & LOW_32) < threshold);
        return product >>> 32;
    }

    /// Begins a call of `integers(2, size=…, dtype=bool)`. However many bits are taken from the result, they are those of one call; bits left
    /// over from its last 32 are lost, as in NumPy.
    public Bits bits() {
        return new Bits();
    }

    /// The bits of one call.
    public final class Bits {

        private int word;
        private int left;

        private Bits() {}

        public boolean next() {
            return next(1) != 0;
        }

        /// Sets the lowest `count` bits of `row` in their order, lowest first, and clears the rest of the last long.
        public void fill(long[] row, int count) {
            for (int i = 0, taken = 0; taken < count; i++, taken += Long.SIZE) {
                int lower = Math.min(Integer.SIZE, count - taken);
                int upper = Math.min(Integer.SIZE, count - taken - lower);
                row[i] = next(lower) | (upper == 0 ? 0 : next(upper) << Integer.SIZE);
            }
        }

        /// The next 1 to 32 bits.
        private long next(int count) {
            long bits = 0;
            for (int taken = 0; taken < count; ) {
                if (left == 0) {
                    word = nextInt();
                    left = Integer.SIZE;
                }
                int now = Math.min(left, count - taken);
                bits |= (word & (1L << now) - 1) << taken;
                word = now == Integer.SIZE ? 0 : word >>> now;
                left -= now;
                taken += now;
            }
            return bits;
        }
    }
}

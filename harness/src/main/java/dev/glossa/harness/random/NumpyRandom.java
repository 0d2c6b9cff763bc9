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

    private NumpyRandom(NumpyRandom like) {
        incrementHigh = like.incrementHigh;
        incrementLow = like.incrementLow;
        moveTo(like);
    }

    /// A generator where this one is after so many draws of 32 bits: of `choice`, if none of them has to be drawn again.
    ///
    /// @param draws 0 and up
    public NumpyRandom ahead(long draws) {
        NumpyRandom later = new NumpyRandom(this);
        long left = draws;
        if (later.holdsUpperHalf && left > 0) {
            later.holdsUpperHalf = false;
            left--;
        }
        later.leap(left / 2);
        if (left % 2 == 1) {
            later.nextInt();
        }
        return later;
    }

    /// So many steps in a logarithm of them (Brown 1994): `state * m + c`, doubled.
    private void leap(long steps) {
        long[] factor = {0, 1};
        long[] addend = {0, 0};
        long[] m = {MULTIPLIER_HIGH, MULTIPLIER_LOW};
        long[] c = {incrementHigh, incrementLow};
        for (long left = steps; left > 0; left >>>= 1) {
            if ((left & 1) == 1) {
                factor = product(factor, m);
                addend = sum(product(addend, m), c);
            }
            c = sum(product(m, c), c);
            m = product(m, m);
        }
        long[] state = sum(product(factor, new long[] {high, low}), addend);
        high = state[0];
        low = state[1];
    }

    private static long[] product(long[] a, long[] b) {
        return new long[] {Math.unsignedMultiplyHigh(a[1], b[1]) + a[0] * b[1] + a[1] * b[0], a[1] * b[1]};
    }

    private static long[] sum(long[] a, long[] b) {
        long low = a[1] + b[1];
        return new long[] {a[0] + b[0] + (Long.compareUnsigned(low, b[1]) < 0 ? 1 : 0), low};
    }

    /// Goes to where another generator of the same seed is.
    public void moveTo(NumpyRandom other) {
        high = other.high;
        low = other.low;
        upperHalf = other.upperHalf;
        holdsUpperHalf = other.holdsUpperHalf;
    }

    /// Whether the next numbers of both are the same, if they are of the same seed.
    public boolean isAt(NumpyRandom other) {
        return high == other.high && low == other.low && holdsUpperHalf == other.holdsUpperHalf;
    }

    /// The probability that a draw below a bound has to be made again.
    public static double refusal(int n) {
        return (double) ((LOW_32 + 1 - n) % n) / (LOW_32 + 1);
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

    /// How often each number came in `choice(n, size=count)`, added to `times`.
    public void choice(int n, int count, int[] times) {
        if (n < 1) {
            throw new IllegalArgumentException("nothing to choose from: " + n);
        }
        if (n == 1) {
            times[0] += count;
            return;
        }
        long threshold = (LOW_32 + 1 - n) % n;
        int left = count;
        while (holdsUpperHalf && left > 0) {
            times[(int) below(n, threshold)]++;
            left--;
        }
        long stateHigh = high;
        long stateLow = low;
        while (left > 0) {
            long productLow = stateLow * MULTIPLIER_LOW;
            long productHigh = Math.unsignedMultiplyHigh(stateLow, MULTIPLIER_LOW) + stateHigh * MULTIPLIER_LOW + stateLow * MULTIPLIER_HIGH;
            stateLow = productLow + incrementLow;
            stateHigh = productHigh + incrementHigh + (Long.compareUnsigned(stateLow, productLow) < 0 ? 1 : 0);
            long word = Long.rotateRight(stateHigh ^ stateLow, (int) (stateHigh >>> 58));
            long lower = (word & LOW_32) * n;
            if ((lower & LOW_32) >= threshold) {
                times[(int) (lower >>> 32)]++;
                left--;
            }
            if (left == 0) {
                upperHalf = (int) (word >>> 32);
                holdsUpperHalf = true;
            } else {
                long upper = (word >>> 32) * n;
                if ((upper & LOW_32) >= threshold) {
                    times[(int) (upper >>> 32)]++;
                    left--;
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

package dev.glossa.reports.aggregate;

/// A stream of pseudo-random numbers that is the same on every machine and in every Java: SplitMix64 (Steele, Lea and
/// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), whose algorithm the JDK leaves open.
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    /// An independent stream for part `index` of a computation, so that parts can run in any order.
    public static SplitMix part(long seed, long index) {
        return new SplitMix(mixed(seed + GOLDEN * (index + 1)));
    }

    public long nextLong() {
        state += GOLDEN;
        return mixed(state);
    }

    /// A whole number from 0 to `bound` - 1, each equally likely: Lemire's multiplication with rejection, on 32 bits.
    public int below(int bound) {
        long product = (nextLong() >>> 32) * bound;
        if ((product & 0xffffffffL) < bound) {
            long threshold = (1L << 32) % bound;
            while ((product & 0xffffffffL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /// A number in [0, 1) with 53 random bits.
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    private static long mixed(long z) {
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

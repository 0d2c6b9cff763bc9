package dev.glossa.harness.random;

import java.math.BigInteger;

/// NumPy's `SeedSequence`: hashes a seed of any size into a pool of 128 bits, and the pool into a generator's state.
final class SeedSequence {

    private static final int POOL = 4;

    private SeedSequence() {}

    /// `SeedSequence(seed).generate_state(4, uint64)`.
    static long[] words(BigInteger seed) {
        if (seed.signum() < 0) {
            throw new IllegalArgumentException("a seed is not negative: " + seed);
        }
        int[] pool = pool(seed);
        int[] out = new int[2 * POOL];
        int constant = 0x8B51F9DD;
        for (int i = 0; i < out.length; i++) {
            int value = pool[i % POOL] ^ constant;
            constant *= 0x58F38DED;
            value *= constant;
            out[i] = value ^ value >>> 16;
        }
        long[] words = new long[POOL];
        for (int i = 0; i < words.length; i++) {
            words[i] = out[2 * i] & 0xFFFFFFFFL | (long) out[2 * i + 1] << 32;
        }
        return words;
    }

    private static int[] pool(BigInteger seed) {
        int entropy = Math.max(1, (seed.bitLength() + Integer.SIZE - 1) / Integer.SIZE);
        Hash hash = new Hash();
        int[] pool = new int[POOL];
        for (int i = 0; i < POOL; i++) {
            pool[i] = hash.of(i < entropy ? seed.shiftRight(Integer.SIZE * i).intValue() : 0);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    pool[to] = mix(pool[to], hash.of(pool[from]));
                }
            }
        }
        for (int from = POOL; from < entropy; from++) {
            int word = seed.shiftRight(Integer.SIZE * from).intValue();
            for (int to = 0; to < POOL; to++) {
                pool[to] = mix(pool[to], hash.of(word));
            }
        }
        return pool;
    }

    private static int mix(int a, int b) {
        int mixed = 0xCA01F9DD * a - 0x4973F715 * b;
        return mixed ^ mixed >>> 16;
    }

    /// A hash whose constant moves with every value.
    private static final class Hash {

        private int constant = 0x43B0D7E5;

        int of(int value) {
            int hashed = value ^ constant;
            constant *= 0x931E8875;
            hashed *= constant;
            return hashed ^ hashed >>> 16;
        }
    }
}

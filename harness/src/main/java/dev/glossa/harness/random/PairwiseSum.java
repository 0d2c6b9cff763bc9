package dev.glossa.harness.random;

/// NumPy's `mean()` of a contiguous array, to the last bit: halves down to blocks of 128, a block by eight accumulators.
/// NumPy 1 did so for each buffer of 8,192 values and added the buffers; NumPy 2 does it for the whole array (1.24.2 and 2.4.6 were run).
public final class PairwiseSum {

    private static final int BLOCK = 128;
    private static final int BUFFER = 8192;

    private PairwiseSum() {}

    public static double mean(double[] values) {
        return sum(values, 0, values.length) / values.length;
    }

    /// The mean as NumPy 1 computes it.
    public static double bufferedMean(double[] values) {
        double sum = 0;
        for (int from = 0; from < values.length; from += BUFFER) {
            sum += sum(values, from, Math.min(BUFFER, values.length - from));
        }
        return sum / values.length;
    }

    /// NumPy 2's mean in single precision throughout.
    public static float mean(float[] values) {
        return sum(values, 0, values.length) / values.length;
    }

    private static double sum(double[] a, int from, int n) {
        if (n > BLOCK) {
            int half = n / 2 - n / 2 % 8;
            return sum(a, from, half) + sum(a, from + half, n - half);
        }
        int even = n - n % 8;
        double sum = 0;
        if (even > 0) {
            double r0 = a[from], r1 = a[from + 1], r2 = a[from + 2], r3 = a[from + 3];
            double r4 = a[from + 4], r5 = a[from + 5], r6 = a[from + 6], r7 = a[from + 7];
            for (int i = from + 8; i < from + even; i += 8) {
                r0 += a[i];
                r1 += a[i + 1];
                r2 += a[i + 2];
                r3 += a[i + 3];
                r4 += a[i + 4];
                r5 += a[i + 5];
                r6 += a[i + 6];
                r7 += a[i + 7];
            }
            sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
        }
        for (int i = from + even; i < from + n; i++) {
            sum += a[i];
        }
        return sum;
    }

    private static float sum(float[] a, int from, int n) {
        if (n > BLOCK) {
            int half = n / 2 - n / 2 % 8;
            return sum(a, from, half) + sum(a, from + half, n - half);
        }
        int even = n - n % 8;
        float sum = 0;
        if (even > 0) {
            float r0 = a[from], r1 = a[from + 1], r2 = a[from + 2], r3 = a[from + 3];
            float r4 = a[from + 4], r5 = a[from + 5], r6 = a[from + 6], r7 = a[from + 7];
            for (int i = from + 8; i < from + even; i += 8) {
                r0 += a[i];
                r1 += a[i + 1];
                r2 += a[i + 2];
                r3 += a[i + 3];
                r4 += a[i + 4];
                r5 += a[i + 5];
                r6 += a[i + 6];
                r7 += a[i + 7];
            }
            sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
        }
        for (int i = from + even; i < from + n; i++) {
            sum += a[i];
        }
        return sum;
    }
}

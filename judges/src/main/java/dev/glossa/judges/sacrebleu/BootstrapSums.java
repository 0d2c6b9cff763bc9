package dev.glossa.judges.sacrebleu;

import dev.glossa.harness.random.NumpyRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Sums of resampled segments, one resample at a time: what NumPy gets from `statistics[indices].sum(axis=1)` in single precision.
///
/// A hot loop. NumPy adds row by row, which for whole numbers below 2^24 is exact in any order; so a resample is counted into how often each
/// segment was drawn, and each column is a dot product of integers. Columns that are not whole, and sums that grow beyond 2^24, are added in
/// single precision in the order of the draw. The plain twin, the same for every column, is in the tests.
final class BootstrapSums {

    private static final float EXACT = 1 << 24;
    /// Indices held at once: as many as stay in the processor's cache until they are counted, but a few resamples for each core.
    private static final int BATCH = 1 << 16;
    private static final int RESAMPLES_PER_CORE = 4;

    private final int segments;
    private final float[][] columns;
    /// The columns that are whole and small enough for their dot products to be integers; null for the others.
    private final int[][] wholes;

    BootstrapSums(SegmentStatistics statistics) {
        segments = statistics.segments();
        columns = new float[statistics.width()][];
        wholes = new int[columns.length][];
        Arrays.setAll(columns, statistics::singles);
        Arrays.setAll(wholes, column -> whole(columns[column]));
    }

    private static int[] whole(float[] column) {
        int[] whole = new int[column.length];
        for (int i = 0; i < column.length; i++) {
            whole[i] = (int) column[i];
            if (whole[i] != column[i] || whole[i] < 0 || (long) whole[i] * column.length > Integer.MAX_VALUE) {
                return null;
            }
        }
        return whole;
    }

    /// Reads the sums of one resample.
    @FunctionalInterface
    interface Reader {
        /// @param sums the reader's to keep
        void read(int resample, double[] sums);
    }

    /// Draws resamples and hands out the sums of each of several systems; resamples of one batch are summed on all cores.
    static void draw(BootstrapSums[] systems, int resamples, NumpyRandom random, Reader[] readers) {
        int segments = systems[0].segments;
        int batch = Math.min(resamples, Math.max(BATCH / segments, RESAMPLES_PER_CORE * Runtime.getRuntime().availableProcessors()));
        int[][] drawn = new int[batch][segments];
        for (int from = 0; from < resamples; from += batch) {
            int count = Math.min(batch, resamples - from);
            for (int i = 0; i < count; i++) {
                random.choice(segments, drawn[i]);
            }
            int first = from;
            IntStream.range(0, count).parallel().forEach(i -> {
                int[] times = new int[segments];
                for (int segment : drawn[i]) {
                    times[segment]++;
                }
                for (int system = 0; system < systems.length; system++) {
                    readers[system].read(first + i, systems[system].sums(drawn[i], times));
                }
            });
        }
    }

    private double[] sums(int[] drawn, int[] times) {
        double[] sums = new double[columns.length];
        for (int column = 0; column < sums.length; column++) {
            int whole = wholes[column] == null ? -1 : dot(wholes[column], times);
            sums[column] = whole >= 0 && whole <= EXACT ? whole : inOrder(columns[column], drawn);
        }
        return sums;
    }

    private static int dot(int[] column, int[] times) {
        int sum = 0;
        for (int i = 0; i < column.length; i++) {
            sum += column[i] * times[i];
        }
        return sum;
    }

    private static float inOrder(float[] column, int[] drawn) {
        float sum = 0;
        for (int segment : drawn) {
            sum += column[segment];
        }
        return sum;
    }
}

package dev.glossa.judges.sacrebleu;

import dev.glossa.harness.random.NumpyRandom;
import java.util.Arrays;

/// Sums of resampled segments, one resample at a time: what NumPy gets from `statistics[indices].sum(axis=1)` in single precision.
///
/// A hot loop. NumPy adds row by row, which for whole numbers below 2^24 is exact in any order; so a resample is counted into how often each
/// segment was drawn, and each column is a dot product of integers. Columns that are not whole, and sums that grow beyond 2^24, are added in
/// single precision in the order of the draw. The plain twin, the same for every column, is in the tests.
final class BootstrapSums {

    private static final float EXACT = 1 << 24;
    /// Indices drawn in one piece of work.
    private static final int PIECE = 1 << 16;
    private static final int PIECES_AT_ONCE = 8;
    /// How many draws may be expected to come out otherwise than foreseen among the pieces at once.
    private static final double SURPRISES = 0.25;

    private final int segments;
    private final float[][] columns;
    /// Whether how often each segment was drawn says every sum, so that the order of the draw is not needed.
    private final boolean unordered;
    /// The columns that are whole and small enough for their dot products to be integers; null for the others.
    private final int[][] wholes;

    BootstrapSums(SegmentStatistics statistics) {
        segments = statistics.segments();
        columns = new float[statistics.width()][];
        wholes = new int[columns.length][];
        Arrays.setAll(columns, statistics::singles);
        Arrays.setAll(wholes, column -> whole(columns[column]));
        unordered = Arrays.stream(wholes).allMatch(column -> column != null && (double) Arrays.stream(column).max().orElse(0) * segments <= EXACT);
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

    /// Reads the sums of one resample; may be told those of a resample again, and the last time counts. Called by several threads.
    @FunctionalInterface
    interface Reader {
        /// @param sums the reader's to keep
        void read(int resample, double[] sums);
    }

    /// Draws resamples and hands out the sums of each of several systems.
    ///
    /// The stream of numbers is one, but where a later piece of it begins can be computed, unless a draw before it has to be made again
    /// (Lemire's method, one in millions). So several pieces are drawn at once from where they should begin; those after a surprise are
    /// drawn anew. Where surprises are many, since the segments are, the drawing is one core's work and the sums are all cores'.
    static void draw(BootstrapSums[] systems, int resamples, NumpyRandom random, Reader[] readers) {
        int segments = systems[0].segments;
        int piece = Math.clamp(PIECE / segments, 1, resamples);
        double surprises = NumpyRandom.refusal(segments) * PIECES_AT_ONCE * piece * segments;
        boolean unordered = Arrays.stream(systems).allMatch(system -> system.unordered);
        Sums sums = new Sums(systems, readers, segments, unordered);
        for (int from = 0; from < resamples; ) {
            int count = Math.min(resamples - from, Cores.count() == 1 ? piece : PIECES_AT_ONCE * piece);
            from += Cores.count() == 1 ? sums.here(random, from, count)
                    : surprises <= SURPRISES ? sums.foreseen(random, from, count, piece) : sums.drawnFirst(random, from, count);
        }
    }

    private record Sums(BootstrapSums[] systems, Reader[] readers, int segments, boolean unordered) {
        /// One core's memory.
        private record Scratch(int[] drawn, int[] times) {}

        private Scratch scratch() {
            return new Scratch(new int[segments], new int[segments]);
        }

        int here(NumpyRandom random, int from, int count) {
            resample(random, from, count, scratch());
            return count;
        }

        /// @return how many resamples are right
        int foreseen(NumpyRandom random, int from, int count, int piece) {
            int pieces = (count + piece - 1) / piece;
            NumpyRandom[] starts = new NumpyRandom[pieces];
            NumpyRandom[] ends = new NumpyRandom[pieces];
            Arrays.setAll(starts, i -> random.ahead((long) i * piece * segments));
            Cores.share(pieces, () -> {
                Scratch scratch = scratch();
                return i -> {
                    NumpyRandom own = starts[i].ahead(0);
                    resample(own, from + i * piece, Math.min(piece, count - i * piece), scratch);
                    ends[i] = own;
                };
            });
            int right = 1;
            while (right < pieces && ends[right - 1].isAt(starts[right])) {
                right++;
            }
            random.moveTo(ends[right - 1]);
            return Math.min(count, right * piece);
        }

        int drawnFirst(NumpyRandom random, int from, int count) {
            int[][] drawn = new int[count][segments];
            for (int[] row : drawn) {
                random.choice(segments, row);
            }
            Cores.share(count, () -> {
                int[] times = new int[segments];
                return i -> read(from + i, drawn[i], counted(drawn[i], times));
            });
            return count;
        }

        private void resample(NumpyRandom random, int from, int count, Scratch scratch) {
            for (int resample = from; resample < from + count; resample++) {
                if (unordered) {
                    Arrays.fill(scratch.times, 0);
                    random.choice(segments, segments, scratch.times);
                } else {
                    random.choice(segments, scratch.drawn);
                    counted(scratch.drawn, scratch.times);
                }
                read(resample, scratch.drawn, scratch.times);
            }
        }

        private static int[] counted(int[] drawn, int[] times) {
            Arrays.fill(times, 0);
            for (int segment : drawn) {
                times[segment]++;
            }
            return times;
        }

        private void read(int resample, int[] drawn, int[] times) {
            for (int system = 0; system < systems.length; system++) {
                readers[system].read(resample, systems[system].sums(drawn, times));
            }
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

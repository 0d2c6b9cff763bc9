package dev.glossa.judges.sacrebleu;

import dev.glossa.harness.random.NumpyRandom;
import java.util.Arrays;

/// Sums of two systems whose segments were exchanged at random, trial by trial.
///
/// A hot loop. The sums of a trial are the unexchanged sums and the differences of the exchanged segments; eight segments have 256 sets of
/// exchanged ones, whose differences are added up once and looked up by every trial of a batch. The plain twin is in the tests.
final class RandomizedSums {

    private static final int GROUP = 8;
    /// Bits held at once: 16 MB.
    private static final int BATCH_LONGS = 1 << 21;
    private static final int MOST_TRIALS = 2_000;

    private RandomizedSums() {}

    /// Reads the sums of one trial; both arrays are overwritten by the next.
    @FunctionalInterface
    interface Reader {
        void read(int trial, double[] exchanged, double[] complement);
    }

    /// @param bits where they are set the first system of a trial takes the baseline's segment, elsewhere the system's
    static void draw(SegmentStatistics baseline, SegmentStatistics system, int trials, NumpyRandom.Bits bits, Reader reader) {
        int segments = baseline.segments();
        int width = baseline.width();
        double[] baselineSum = baseline.sum();
        double[] systemSum = system.sum();
        int longs = (segments + Long.SIZE - 1) / Long.SIZE;
        int batch = Math.clamp(BATCH_LONGS / longs, 1, Math.min(trials, MOST_TRIALS));
        long[][] drawn = new long[batch][longs];
        double[] differences = new double[batch * width];
        double[] table = new double[(1 << GROUP) * width];
        double[] first = new double[width];
        double[] second = new double[width];
        for (int from = 0; from < trials; from += batch) {
            int count = Math.min(batch, trials - from);
            for (int trial = 0; trial < count; trial++) {
                bits.fill(drawn[trial], segments);
            }
            Arrays.fill(differences, 0);
            for (int segment = 0; segment < segments; segment += GROUP) {
                fill(table, baseline, system, segment);
                add(table, drawn, count, segment, width, differences);
            }
            for (int trial = 0; trial < count; trial++) {
                for (int column = 0; column < width; column++) {
                    double difference = differences[trial * width + column];
                    first[column] = systemSum[column] + difference;
                    second[column] = baselineSum[column] - difference;
                }
                reader.read(from + trial, first, second);
            }
        }
    }

    /// The differences of every set of the segments from `segment` on: those of the set without its lowest, and the lowest's.
    private static void fill(double[] table, SegmentStatistics baseline, SegmentStatistics system, int segment) {
        int width = baseline.width();
        for (int set = 1; set < 1 << GROUP; set++) {
            int lowest = segment + Integer.numberOfTrailingZeros(set);
            int rest = set & set - 1;
            for (int column = 0; column < width; column++) {
                double difference = lowest < baseline.segments() ? baseline.value(lowest, column) - system.value(lowest, column) : 0;
                table[set * width + column] = table[rest * width + column] + difference;
            }
        }
    }

    private static void add(double[] table, long[][] drawn, int trials, int segment, int width, double[] differences) {
        int at = segment / Long.SIZE;
        for (int trial = 0; trial < trials; trial++) {
            int set = (int) (drawn[trial][at] >>> segment) & (1 << GROUP) - 1;
            for (int column = 0; column < width; column++) {
                differences[trial * width + column] += table[set * width + column];
            }
        }
    }
}

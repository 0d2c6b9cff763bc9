package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.random.NumpyRandom;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The hot loops of resampling beside their plain twins, which add every row of every draw.
class ResampledSumsTest {

    /// What a column may hold.
    enum Column {
        /// As BLEU's and chrF's.
        SMALL {
            @Override
            double value(SplittableRandom random) {
                return random.nextInt(60);
            }
        },
        /// TER's mean length of the references.
        BROKEN {
            @Override
            double value(SplittableRandom random) {
                return random.nextInt(60) / 3.0;
            }
        },
        /// Sums beyond 2^24, where single precision loses units.
        LARGE {
            @Override
            double value(SplittableRandom random) {
                return random.nextInt(1 << 22);
            }
        },
        /// Sums beyond 2^31.
        HUGE {
            @Override
            double value(SplittableRandom random) {
                return random.nextInt();
            }
        };

        abstract double value(SplittableRandom random);
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void bootstrapSumsAreThoseOfTheRowsAddedInTheOrderOfTheDraw(Column column) {
        for (int segments : new int[] {1, 2, 7, 150, 1012}) {
            SegmentStatistics[] systems = {statistics(segments, column, 1), statistics(segments, column, 2)};
            // More than one batch holds.
            int resamples = 65_536 / segments + 100 > 1_000 ? 40 : 65_536 / segments + 100;
            double[][][] sums = new double[systems.length][resamples][];
            BootstrapSums.draw(new BootstrapSums[] {new BootstrapSums(systems[0]), new BootstrapSums(systems[1])}, resamples, new NumpyRandom(3),
                    new BootstrapSums.Reader[] {(resample, sum) -> sums[0][resample] = sum, (resample, sum) -> sums[1][resample] = sum});
            NumpyRandom random = new NumpyRandom(3);
            int[] drawn = new int[segments];
            for (int resample = 0; resample < resamples; resample++) {
                random.choice(segments, drawn);
                for (int system = 0; system < systems.length; system++) {
                    assertThat(sums[system][resample]).as("%d segments, resample %d", segments, resample).isEqualTo(plainSums(systems[system], drawn));
                }
            }
        }
    }

    /// Of 3,000 segments one draw in two million is made again: some of 8,000 resamples do not begin where they were foreseen.
    /// Of 90,001 so many that they are drawn first. Both end where one draw after the other ends.
    @ParameterizedTest
    @CsvSource({"3001, 8000", "90001, 20"})
    void aDrawThatIsMadeAgainMovesAllAfterIt(int segments, int resamples) {
        SegmentStatistics statistics = new SegmentStatistics(1, new SplittableRandom(5).doubles(segments).map(x -> (int) (9 * x)).toArray());
        double[] sums = new double[resamples];
        NumpyRandom random = new NumpyRandom(7);
        BootstrapSums.draw(new BootstrapSums[] {new BootstrapSums(statistics)}, resamples, random, new BootstrapSums.Reader[] {(resample, sum) -> sums[resample] = sum[0]});
        NumpyRandom plain = new NumpyRandom(7);
        int[] drawn = new int[segments];
        double[] expected = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            plain.choice(segments, drawn);
            expected[resample] = plainSums(statistics, drawn)[0];
        }
        assertThat(sums).isEqualTo(expected);
        assertThat(random.isAt(plain)).isTrue();
        assertThat(plain.isAt(new NumpyRandom(7).ahead((long) resamples * segments))).as("no draw was made again").isFalse();
    }

    private static double[] plainSums(SegmentStatistics statistics, int[] drawn) {
        double[] sums = new double[statistics.width()];
        for (int column = 0; column < sums.length; column++) {
            float sum = 0;
            for (int segment : drawn) {
                sum += (float) statistics.value(segment, column);
            }
            sums[column] = sum;
        }
        return sums;
    }

    /// Whole numbers to the last bit; others as far as the order of additions goes.
    @ParameterizedTest
    @EnumSource(Column.class)
    void randomizedSumsAreThoseOfTheExchangedRows(Column column) {
        for (int segments : new int[] {1, 7, 8, 9, 63, 64, 65, 1012}) {
            SegmentStatistics baseline = statistics(segments, column, 4);
            SegmentStatistics system = statistics(segments, column, 5);
            // More trials than one batch holds.
            int trials = segments < 100 ? 2_100 : 30;
            NumpyRandom.Bits bits = new NumpyRandom(6).bits();
            int[] read = new int[1];
            RandomizedSums.draw(baseline, system, trials, new NumpyRandom(6).bits(), (trial, exchanged, complement) -> {
                assertThat(trial).isEqualTo(read[0]++);
                double[] first = new double[baseline.width()];
                double[] second = new double[baseline.width()];
                for (int segment = 0; segment < segments; segment++) {
                    boolean baselines = bits.next();
                    for (int i = 0; i < first.length; i++) {
                        first[i] += (baselines ? baseline : system).value(segment, i);
                        second[i] += (baselines ? system : baseline).value(segment, i);
                    }
                }
                double tolerance = column == Column.BROKEN ? 1e-8 : 0;
                for (int i = 0; i < first.length; i++) {
                    assertThat(exchanged[i]).as("%d segments, trial %d", segments, trial).isCloseTo(first[i], within(tolerance));
                    assertThat(complement[i]).as("%d segments, trial %d", segments, trial).isCloseTo(second[i], within(tolerance));
                }
            });
            assertThat(read[0]).isEqualTo(trials);
        }
    }

    /// Three columns, the middle one of small numbers.
    private static SegmentStatistics statistics(int segments, Column column, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[3 * segments];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 3 == 1 ? Column.SMALL : column).value(random);
        }
        return new SegmentStatistics(3, values);
    }
}

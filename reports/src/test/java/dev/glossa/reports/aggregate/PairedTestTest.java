package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {
    /// Expected: scipy 1.17.1, `stats.binomtest(min(a, b), a + b, 0.5).pvalue`.
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 5, 0.0625", "1, 9, 0.021484375", "3, 12, 0.03515625", "20, 35, 0.05806414679240905", "7, 7, 1"})
    void mcNemarsTestIsTheExactBinomialOne(int onlyFirst, int onlySecond, double p) {
        assertThat(PairedTest.mcNemar(onlyFirst, onlySecond)).isEqualTo(p, within(1e-12));
        assertThat(PairedTest.mcNemar(onlySecond, onlyFirst)).isEqualTo(p, within(1e-12));
    }

    /// Expected: scipy 1.17.1, `stats.permutation_test((d,), np.mean, permutation_type='samples', n_resamples=np.inf)`.
    @Test
    void fewDifferencesArePermutedExactly() {
        double[] differences = {0.3, -0.1, 0.2, 0.5, 0.0, -0.2, 0.4, 0.1};
        assertThat(PairedTest.permutation(differences, 100, 1)).isEqualTo(0.171875, within(1e-12));
    }

    @Test
    void drawnPermutationsAgreeWithEnumeratedOnes() {
        double[] differences = new Random(4).doubles(16, -0.4, 0.6).toArray();
        double[] more = java.util.Arrays.copyOf(differences, 17);
        more[16] = 1e-15;
        assertThat(PairedTest.permutation(more, 100_000, 2)).isEqualTo(PairedTest.permutation(differences, 0, 0), within(0.005));
    }

    @Test
    void noDifferenceIsNoEvidence() {
        assertThat(PairedTest.mcNemar(0, 0)).isEqualTo(1);
        assertThat(PairedTest.permutation(new double[50], 100, 1)).isEqualTo(1);
        assertThat(PairedTest.bootstrap(new double[50], 100, 1)).isEqualTo(1);
    }

    /// Two like systems: a test at 5 % may cry wolf in 5 of 100 trials, within three standard errors of 1,000.
    @Test
    void likeSystemsAreFoundToDifferNoMoreOftenThanTheLevelSays() {
        assertThat(rejections(0, d -> PairedTest.permutation(d, 200, 5))).isBetween(0.03, 0.071);
        assertThat(rejections(0, d -> PairedTest.bootstrap(d, 200, 5))).isBetween(0.03, 0.075);
        assertThat(rejections(0, PairedTestTest::mcNemar)).isLessThan(0.071);
    }

    @Test
    void aRealDifferenceIsFound() {
        assertThat(rejections(0.2, d -> PairedTest.permutation(d, 200, 5))).isGreaterThan(0.8);
        assertThat(rejections(0.2, d -> PairedTest.bootstrap(d, 200, 5))).isGreaterThan(0.8);
        assertThat(rejections(0.2, PairedTestTest::mcNemar)).isGreaterThan(0.75);
    }

    private static double mcNemar(double[] differences) {
        return PairedTest.mcNemar((int) java.util.Arrays.stream(differences).filter(d -> d > 0).count(),
                (int) java.util.Arrays.stream(differences).filter(d -> d < 0).count());
    }

    /// How often a test at 5 % finds that two systems differ, each right or wrong on 120 items of shared difficulty.
    private static double rejections(double gain, ToDoubleFunction<double[]> test) {
        int rejected = 0;
        for (int trial = 0; trial < 1000; trial++) {
            Random random = new Random(trial);
            double[] differences = new double[120];
            for (int i = 0; i < differences.length; i++) {
                double p = 0.15 + 0.6 * random.nextDouble();
                differences[i] = (random.nextDouble() < p + gain ? 1 : 0) - (random.nextDouble() < p ? 1 : 0);
            }
            rejected += test.applyAsDouble(differences) <= 0.05 ? 1 : 0;
        }
        return rejected / 1000.0;
    }

    /// Expected: scipy 1.17.1, `stats.false_discovery_control`.
    @Test
    void manyTestsAreAdjustedAsBenjaminiAndHochbergDo() {
        assertThat(FalseDiscovery.adjusted(new double[] {0.001, 0.2, 0.03, 0.04, 0.5, 0.011})).containsExactly(
                new double[] {0.006, 0.24, 0.06, 0.06, 0.5, 0.033}, within(1e-12));
        assertThat(FalseDiscovery.adjusted(new double[0])).isEmpty();
    }

    /// 60 languages, 10 of which really changed: of those called, a twentieth at most on average did not.
    @Test
    void falseDiscoveriesStayBelowTheirRate() {
        double share = 0;
        for (int trial = 0; trial < 500; trial++) {
            Random random = new Random(trial);
            double[] p = new double[60];
            for (int t = 0; t < 60; t++) {
                double z = random.nextGaussian() + (t < 10 ? 3 : 0);
                p[t] = 2 * org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1).survivalProbability(Math.abs(z));
            }
            double[] adjusted = FalseDiscovery.adjusted(p);
            long called = java.util.Arrays.stream(adjusted).filter(q -> q <= 0.05).count();
            long wrong = java.util.stream.IntStream.range(10, 60).filter(t -> adjusted[t] <= 0.05).count();
            share += called == 0 ? 0 : wrong / (double) called;
        }
        assertThat(share / 500).isLessThan(0.055);
    }
}

package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/// The truth is known here: closed forms where tests are independent or one and the same, worlds without effect otherwise.
class MaxStatisticTest {
    private static double[][] alike(int n, double correlation) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            Arrays.fill(matrix[i], correlation);
            matrix[i][i] = 1;
        }
        return matrix;
    }

    @Test
    void independentTestsAreAdjustedAsByTheProductOfTheirChances() {
        double[] adjusted = MaxStatistic.adjusted(new double[] {0.3, 0.01, 0.2, 0.9}, alike(4, 0), 7);
        assertThat(adjusted[1]).isCloseTo(1 - Math.pow(0.99, 4), within(0.004)).isLessThanOrEqualTo(0.04);
        assertThat(adjusted[2]).isCloseTo(1 - Math.pow(0.8, 3), within(0.012));
        assertThat(adjusted[3]).isGreaterThanOrEqualTo(0.9);
        assertThat(adjusted).isEqualTo(MaxStatistic.adjusted(new double[] {0.3, 0.01, 0.2, 0.9}, alike(4, 0), 7));
    }

    @Test
    void aTestThatIsLookedAtFourTimesIsOneTest() {
        double[] adjusted = MaxStatistic.adjusted(new double[] {0.02, 0.02, 0.02, 0.02}, alike(4, 1), 7);
        assertThat(adjusted).containsExactly(new double[] {0.02, 0.02, 0.02, 0.02}, within(0.003));
        assertThat(MaxStatistic.adjusted(new double[] {1e-9, 1e-9}, alike(2, 1), 7)[0]).isLessThanOrEqualTo(2e-9);
    }

    /// A mean over all, and two that are parts of it: at a level of five in a hundred, five worlds of a hundred without effect alarm.
    @Test
    void worldsWithoutEffectAlarmAsOftenAsTheLevelSays() {
        double r = Math.sqrt(0.5);
        double[][] correlation = {{1, r, r}, {r, 1, 0}, {r, 0, 1}};
        Random random = new Random(3);
        int alarms = 0;
        int holm = 0;
        for (int world = 0; world < 400; world++) {
            double one = random.nextGaussian();
            double two = random.nextGaussian();
            double[] p = Arrays.stream(new double[] {(one + two) * r, one, two}).map(z -> NormalDistribution.of(0, 1).survivalProbability(z)).toArray();
            alarms += Arrays.stream(MaxStatistic.adjusted(p, correlation, world)).min().orElseThrow() <= 0.05 ? 1 : 0;
            holm += 3 * Arrays.stream(p).min().orElseThrow() <= 0.05 ? 1 : 0;
        }
        assertThat(alarms).isBetween(8, 34).isGreaterThanOrEqualTo(holm);
    }
}

package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /// Expected: scipy 1.17.1, `stats.binomtest(k, n).proportion_ci(method='wilson')`.
    @ParameterizedTest
    @CsvSource({
        "0, 6, 0.0, 0.3903342879021653",
        "3, 6, 0.18761630648265054, 0.8123836935173494",
        "6, 6, 0.6096657120978346, 1.0",
        "130, 250, 0.4582370772520494, 0.5811575907681328",
        "1, 250, 0.0007064475340650949, 0.022305785565415924",
    })
    void wilsonsIntervalIsScipys(double successes, double n, double low, double high) {
        Interval interval = Interval.wilson(successes, n);
        assertThat(interval.low()).isEqualTo(low, within(1e-9));
        assertThat(interval.high()).isEqualTo(high, within(1e-9));
    }

    /// Expected: scipy 1.17.1, `norm.cdf(-t.ppf(.975, c-1) * sqrt(c/(c-1)))`.
    @ParameterizedTest
    @CsvSource({"2, 1.7e-72", "6, 0.0024318031746115667", "20, 0.015880829920347974", "250, 0.024220006695019027", "1012, 0.0248066237009589"})
    void fewClustersMovePercentilesOutwards(int clusters, double tail) {
        assertThat(Interval.tail(clusters)).isEqualTo(tail, within(1e-9));
    }

    @Test
    void quantilesAreLinearBetweenNeighbours() {
        float[] sorted = {1, 2, 4, 8};
        assertThat(Interval.quantile(sorted, 0)).isEqualTo(1);
        assertThat(Interval.quantile(sorted, 0.5)).isEqualTo(3);
        assertThat(Interval.quantile(sorted, 1)).isEqualTo(8);
    }

    @Test
    void ofOneClusterNothingIsSaid() {
        assertThat(Interval.percentile(new float[] {1, 1, 1}, 1)).isEmpty();
    }

    @Test
    void endsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> new Interval(2, 1)).hasMessageContaining("an interval from 2.0 to 1.0 is none");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void sumsAddInAnyOrder() {
        Statistics a = Statistics.of(1, 2);
        Statistics b = Statistics.of(3, 4);
        assertThat(a.plus(b)).isEqualTo(b.plus(a)).isEqualTo(Statistics.of(4, 6));
    }

    @Test
    void statisticsOfTwoMetricsDoNotAdd() {
        assertThatThrownBy(() -> Statistics.of(1).plus(Statistics.of(1, 2))).hasMessageContaining("different metrics");
    }

    @Test
    void whatIsNoNumberIsNoStatistic() {
        assertThatThrownBy(() -> Statistics.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}

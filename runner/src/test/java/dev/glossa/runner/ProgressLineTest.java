package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    @ParameterizedTest
    @CsvSource({"0, 7, --------------------", "1, 2, ##########----------", "6, 7, #################---", "7, 7, ####################",
        "9, 7, ####################", "0, 0, --------------------"})
    void theBarIsFullWhenAllIsDoneAndNotBefore(long done, long total, String bar) {
        assertThat(ProgressLine.bar(done, total)).isEqualTo(bar);
    }
}

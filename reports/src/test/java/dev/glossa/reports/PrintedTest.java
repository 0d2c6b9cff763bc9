package dev.glossa.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.reports.aggregate.Interval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedTest {
    private static final Printed PERCENT = new Printed(100, "%");

    @ParameterizedTest
    @CsvSource({
        "0.5284, 0.501, 0.543, 52.8, 50.1–54.3",
        "0.5284, 0.38, 0.68, 53, 38–68",
        "0.52841, 0.5279, 0.5289, 52.841, 52.790–52.890",
        "0, 0, 0.39, 0, 0–39",
        "-0.0001, -0.05, 0.05, 0.0, −5.0–5.0",
    })
    void noDigitIsPrintedThatTheIntervalDoesNotSupport(double value, double low, double high, String text, String range) {
        Optional<Interval> interval = Optional.of(new Interval(low, high));
        assertThat(PERCENT.text(value, interval)).isEqualTo(text);
        assertThat(PERCENT.range(interval)).isEqualTo(range);
    }

    @Test
    void aNumberWithoutAnIntervalHasOneDecimal() {
        assertThat(PERCENT.text(0.12345, Optional.empty())).isEqualTo("12.3");
        assertThat(new Printed(1, "").text(0.12345, Optional.empty())).isEqualTo("0.123");
    }

    @ParameterizedTest
    @CsvSource({"=1+1", "+1", "-1", "@SUM(A1)"})
    void aCellThatBeginsLikeAFormulaIsNeutralised(String cell) {
        Csv csv = new Csv(List.of("text", "number"));
        csv.row(cell, -1.5);
        assertThat(csv.toString()).isEqualTo("text,number\n'" + cell + ",-1.5\n");
    }

    @Test
    void quotesCommasAndLinesSurviveInCsv() {
        Csv csv = new Csv(List.of("a"));
        csv.row("\tx");
        csv.row("a \"b\", ሀ\nc");
        assertThat(csv.toString()).isEqualTo("a\n'\tx\n\"a \"\"b\"\", ሀ\nc\"\n");
    }

    @Test
    void whatCannotBeSeenIsSpelledOut() {
        assertThat(Visible.line("a\u202Eb\u0000\n\uD800c\u200Dd")).isEqualTo("a‹U+202E›b‹U+0000› ‹U+D800›c\u200Dd");
        assertThat(Visible.line("क्‍ष اردو 👩‍🚀")).isEqualTo("क्‍ष اردو 👩‍🚀");
    }

    @Test
    void aLongLineIsShortenedInTheMiddleBetweenCodePoints() {
        assertThat(Visible.line("😀".repeat(100) + "end", 9)).isEqualTo("😀😀😀😀😀…end");
        assertThat(Visible.line("x".repeat(1 << 20), 20)).hasSize(20);
    }
}

package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void theFirstOfEqualScoresIsTheBest() {
        assertThat(Scores.best(new float[] {-1, 3, 2, 3})).isEqualTo(1);
        assertThat(Scores.best(new float[] {Float.NEGATIVE_INFINITY, -5})).isEqualTo(1);
    }

    @Test
    void scoresThatAreNoNumbersHaveNoBest() {
        assertThat(Scores.best(new float[] {1, Float.NaN, 2})).isEqualTo(-1);
        assertThat(Scores.logSum(new float[] {1, Float.NaN})).isNaN();
        assertThat(Scores.logSum(new float[] {Float.NEGATIVE_INFINITY})).isNaN();
    }

    @Test
    void theLogarithmOfTheSumIsExactEvenForLargeScores() {
        assertThat(Scores.logSum(new float[] {0, 0})).isCloseTo(Math.log(2), Offset.offset(1e-15));
        assertThat(Scores.logSum(new float[] {1000, 1000, -1000})).isCloseTo(1000 + Math.log(2), Offset.offset(1e-12));
    }
}

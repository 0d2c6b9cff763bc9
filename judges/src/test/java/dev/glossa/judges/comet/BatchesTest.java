package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "61, 64", "64, 64", "65, 72", "128, 128", "129, 144", "500, 508", "508, 508", "600, 600"})
    void aSequenceIsPaddedInStepsThatGrowWithItButNotBeyondTheLongest(int length, int padded) {
        assertThat(Batches.plan(new int[][] {new int[length]}, 512, 64, 508)).singleElement().extracting(Batches.Batch::length).isEqualTo(padded);
    }

    @Test
    void everySequenceIsInOneBatchOfItsOwnPaddedLengthWithinTheLimits() {
        Random random = new Random(5);
        int[][] sequences = IntStream.range(0, 700).mapToObj(i -> new int[2 + random.nextInt(200)]).toArray(int[][]::new);
        List<Batches.Batch> batches = Batches.plan(sequences, 512, 6, 508);
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.rows().length * batch.length()).isLessThanOrEqualTo(512);
            assertThat(batch.rows()).hasSizeLessThanOrEqualTo(6);
            for (int row : batch.rows()) {
                assertThat(Batches.plan(new int[][] {sequences[row]}, 512, 6, 508).getFirst().length()).isEqualTo(batch.length());
            }
        });
        assertThat(batches.stream().flatMapToInt(batch -> Arrays.stream(batch.rows())).sorted().toArray()).isEqualTo(IntStream.range(0, 700).toArray());
    }
}

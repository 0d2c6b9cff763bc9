package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
    @ParameterizedTest
    @CsvSource({
        // needed tokens, length, sequences
        "1, 512, 16",
        "512, 512, 16",
        "513, 1024, 16",
        "1500, 2048, 15",
        "2049, 4096, 7",
        "8192, 8192, 3"})
    void sequencesAreAsLongAsNeededAndAsManyAsFit(int needed, int length, int sequences) {
        LlamaContext.Shape shape = new Shapes(8192, OptionalInt.empty(), 16, 32_000, 512, 2, false, true).fitting(needed);
        assertThat(shape.tokens()).isEqualTo(length);
        assertThat(shape.sequences()).isEqualTo(sequences);
    }

    @Test
    void aContextThatIsNoPowerOfTwoIsHalvedWithinReason() {
        LlamaContext.Shape shape = new Shapes(3000, OptionalInt.empty(), 16, 32_000, 512, 2, false, true).fitting(700);
        assertThat(shape.tokens()).isEqualTo(750);
    }

    @Test
    void oneSequenceThereIsWhateverTheMemory() {
        assertThat(new Shapes(8192, OptionalInt.empty(), 16, 0, 512, 2, false, true).fitting(8000).sequences()).isEqualTo(1);
    }

    @Test
    void whatTheUserSaysIsDone() {
        LlamaContext.Shape shape = new Shapes(8192, OptionalInt.of(40), 16, 10, 512, 2, false, true).fitting(5);
        assertThat(shape.tokens()).isEqualTo(8192);
        assertThat(shape.sequences()).isEqualTo(40);
    }
}

package dev.glossa.judges.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedChoiceTest {
    private static final List<String> LETTERS = List.of("A", "B", "C", "D");

    @ParameterizedTest
    @CsvSource({"B, B", "b, B", "'(c)', C", "'**B**', B", "'Answer: B.', B", "'መልስ፡ ለ ሳይሆን B ነው።', B", "'答案是B。', B", "'答案是Ｃ', C", "'الإجابة: D', D",
        "'A is wrong, it is B', B", "'B, since a bird flies', B", "'ចម្លើយ៖ A 🐦', A", "'\\boxed{C}', C", "'A\n\nB', B"})
    void theLastLabelThatStandsByItselfDecides(String text, String label) {
        assertThat(NamedChoice.last(text, LETTERS)).contains(label);
    }

    @ParameterizedTest
    @CsvSource({"''", "Bravo", "'a bird'", "'E'", "'A1'", "'ABCD'", "'B́'"})
    void aLetterInsideAWordIsNoLabel(String text) {
        assertThat(NamedChoice.last(text, LETTERS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'Answer: YES', yes", "'I know: no', no", "'Yes.', yes", "'It is not known', ", "'non', "})
    void wordsAreLabelsInAnyCase(String text, String label) {
        assertThat(NamedChoice.last(text, List.of("yes", "no")).orElse(null)).isEqualTo(label);
    }

    @Test
    void labelsOfAnyScriptStandByThemselves() {
        assertThat(NamedChoice.last("جواب: ہاں، بالکل", List.of("ہاں", "نہیں"))).contains("ہاں");
        assertThat(NamedChoice.last("ߌߓߊߙߌ: ߐ߲߬ߤߐ߲߫", List.of("ߐ߲߬ߤߐ߲߫", "ߍ߲߬ߍ߲߫"))).contains("ߐ߲߬ߤߐ߲߫");
        assertThat(NamedChoice.last("10 or 0: 10", List.of("0", "10"))).contains("10");
        assertThat(NamedChoice.last("non-refusal", List.of("refusal", "non-refusal"))).contains("non-refusal");
    }

    @Test
    void aLongTextTakesNotLong() {
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> NamedChoice.last("Ab".repeat(1 << 20), LETTERS));
    }
}

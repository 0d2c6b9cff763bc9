package dev.glossa.judges.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import java.lang.Character.UnicodeScript;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignSpanTest {
    @Test
    void threeForeignWordsInARowAreASpanInCodePoints() {
        String answer = "😀 ሰላም ነው, and then it went on — እንግዲህ";
        List<ForeignSpan> spans = ForeignSpan.of(answer, Languages.bundled().get("am"));
        assertThat(spans).containsExactly(new ForeignSpan(10, 29, UnicodeScript.LATIN, 5));
        int[] points = answer.codePoints().toArray();
        assertThat(new String(points, 10, 19)).isEqualTo("and then it went on");
    }

    @Test
    void aNameOrATermIsNone() {
        assertThat(ForeignSpan.of("ኩባንያው Google Cloud ይባላል HTTP 2.0", Languages.bundled().get("am"))).isEmpty();
    }

    @Test
    void fencedCodeIsNoLanguage() {
        assertThat(ForeignSpan.of("ይህ ነው:\n```python\nfor x in range of things\n```\nአበቃ", Languages.bundled().get("am"))).isEmpty();
    }

    @Test
    void japaneseIsWrittenInThreeScripts() {
        assertThat(ForeignSpan.of("これは カタカナ と 漢字 です", Languages.bundled().get("ja"))).isEmpty();
        assertThat(ForeignSpan.of("Это ответ на русском", Languages.bundled().get("ja"))).hasSize(1);
    }
}

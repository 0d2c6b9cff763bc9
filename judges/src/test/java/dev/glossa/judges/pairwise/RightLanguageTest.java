package dev.glossa.judges.pairwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RightLanguageTest {
    private static final String AMHARIC = "ሰላም ለዓለም ሁሉ ይሁን አሁን እና ሁልጊዜ";
    private static final String ENGLISH = "this answer is not in Amharic at all";

    @ParameterizedTest
    @CsvSource({"A_MUCH, am, en, A_MUCH", "A, en, am, B", "A_MUCH, en, am, B", "A_MUCH, en, en, TIE", "B, en, am, B", "B_MUCH, am, en, A", "B, en, en, TIE",
        "TIE, en, am, TIE", "A, '', am, A"})
    void aWinInAnotherLanguageGoesToTheOtherAnswerOrToNobody(Verdict said, String a, String b, Verdict counted) {
        RightLanguage rule = RightLanguage.of(Optional.empty());
        assertThat(rule.ruled(said, text(a), text(b), Languages.bundled().get("am"))).isEqualTo(counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"```python\n# this comment is in English and long\n```", "~~~\n# this comment is in English and long\n~~~\n",
        "```python\n# this comment is in English and the answer was cut"})
    void fencedCodeIsInNoLanguage(String code) {
        RightLanguage rule = RightLanguage.of(Optional.empty());
        String answer = AMHARIC + "\n" + code;
        assertThat(rule.ruled(Verdict.A, answer, AMHARIC, Languages.bundled().get("am"))).isEqualTo(Verdict.A);
        assertThat(rule.ruled(Verdict.A, ENGLISH + "\n" + code, AMHARIC, Languages.bundled().get("am"))).isEqualTo(Verdict.B);
        assertThat(rule.text()).isEqualTo("script/space+cjk2/rev2");
    }

    private static String text(String language) {
        return language.equals("am") ? AMHARIC : language.equals("en") ? ENGLISH : language;
    }
}

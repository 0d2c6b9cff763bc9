package dev.glossa.judges.pairwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Languages;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static String text(String language) {
        return language.equals("am") ? AMHARIC : language.equals("en") ? ENGLISH : language;
    }
}

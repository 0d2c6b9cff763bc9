package dev.glossa.judges.exact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactMatchTest {
    @ParameterizedTest
    @CsvSource({"'አንበሳ ያስር', '«አንበሳ  ያስር።»'", "'Straße', 'STRASSE.'", "'é', 'é'", "'ادرک کا سواد 🐒', ' ادرک کا سواد 🐒۔'", "'ｶﾞ', 'ガ'", "'ΟΔΟΣ', 'οδος'",
        "'-5 %', ' -5 % '", "12, '߁߂'", "'٣٤٠', '340.'", "'𞤀𞤁𞤂', '𞤢𞤣𞤤'", "'ߒߞߏ', '\"ߒߞߏ\"'", "'a b', 'a\u00A0\n b'"})
    void whatReadersTakeForTheSameIsTheSame(String one, String other) {
        assertThat(ExactMatch.plain(one)).isEqualTo(ExactMatch.plain(other));
    }

    @ParameterizedTest
    @CsvSource({"5, -5", "5, '5%'", "'a b', ab", "'አንበሳ', 'አንበሶ'", "'हिंदी', 'हिदी'", "'🐒', '🐵'"})
    void andWhatTheyTakeForAnotherIsNot(String one, String other) {
        assertThat(ExactMatch.plain(one)).isNotEqualTo(ExactMatch.plain(other));
    }
}

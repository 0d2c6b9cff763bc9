package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleIdTest {
    @ParameterizedTest
    @CsvSource({
        "abstract_algebra/test/12, global-mmlu/am/abstract_algebra%2Ftest%2F12",
        "0007, global-mmlu/am/0007",
        "ጥያቄ 1, global-mmlu/am/%E1%8C%A5%E1%8B%AB%E1%89%84%201",
        "😀, global-mmlu/am/%F0%9F%98%80",
        "100%, global-mmlu/am/100%25",
        ".., global-mmlu/am/%2E%2E",
        "../../etc/passwd, global-mmlu/am/..%2F..%2Fetc%2Fpasswd"})
    void anItemIsEncodedAndReadBack(String item, String id) {
        SampleId sample = new SampleId("global-mmlu", "am", item);
        assertThat(sample).hasToString(id);
        assertThat(SampleId.parse(id)).isEqualTo(sample);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flores/sw", "flores/sw/1/2", "flores//1", "/sw/1", "flores/../1", "flores/sw/", "flores/sw/a b", "flores/sw/%2e%2e", "flores/sw/.."})
    void whatIsNoIdIsRefused(String id) {
        assertThatThrownBy(() -> SampleId.parse(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rowNumbersHaveFourDigitsOrMore() {
        assertThat(SampleId.row(7)).isEqualTo("0007");
        assertThat(SampleId.row(14042)).isEqualTo("14042");
    }

    @Test
    void rowNumbersAreTheSameWhateverTheMachinesDigits() {
        Locale own = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
            assertThat("%04d".formatted(7)).isNotEqualTo("0007");
            assertThat(SampleId.row(7)).isEqualTo("0007");
        } finally {
            Locale.setDefault(own);
        }
    }

    @Test
    void aVarietyIsPartOfTheLanguage() {
        assertThat(SampleId.parse("flores/zh_Hant/0007").language()).isEqualTo("zh_Hant");
    }
}

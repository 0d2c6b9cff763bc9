package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractionTest {
    @ParameterizedTest
    @CsvSource({"whole, '  ሀ\nለ ', 'ሀ\nለ'", "first-line, '\n \nሀ\nለ', ሀ", "last-line, 'ሀ\n ለ \n\n', ለ",
        "'last:መልስ፡ *(\\S+)', 'መልስ፡ ሀ መልስ፡ ለ', ለ", "'first:መልስ፡ *(\\S+)', 'መልስ፡ ሀ መልስ፡ ለ', ሀ", "'last:\\p{Nd}+', '12 ٣٤', ٣٤"})
    void theAnswerIsTakenAsTheRuleSays(String rule, String text, String answer) {
        assertThat(Extraction.parse(rule).from(text)).contains(answer);
        assertThat(Extraction.parse(rule)).hasToString(rule);
    }

    @Test
    void aTextWithoutAnAnswerHasNone() {
        assertThat(Extraction.parse("last:x").from("سلام")).isEqualTo(Optional.empty());
        assertThat(Extraction.parse("last-line").from(" \n ")).isEmpty();
    }

    @Test
    void noPatternTakesLong() {
        String text = "a".repeat(1 << 20);
        for (String pattern : new String[] {"(a+)+b", "(a|aa)+$x", "a|a.*b", "(?:a?){30}a{30}b"}) {
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> Extraction.Match.of(pattern, true).from(text));
        }
    }

    @Test
    void whatLinearTimeCannotMatchIsRefused() {
        assertThatThrownBy(() -> Extraction.Match.of("(a)\\1", true)).hasMessageContaining("not a pattern").hasMessageContaining("RE2");
        assertThatThrownBy(() -> Extraction.parse("lastline")).hasMessageContaining("did you mean 'last-line'?");
    }
}

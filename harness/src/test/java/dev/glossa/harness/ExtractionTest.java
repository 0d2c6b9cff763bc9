package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"whole", "first-line", "last-line", "last:(?i)answer: *([A-D])\\.", "first:^\\s*(\\S+)", "last:(?:መልስ|جواب|答案)[:：፡]\\s*\\**([^*\\n]+?)\\**$",
        "last:\\\\boxed\\{([^}]*)\\}", "last:(?s)Final(?P<answer>.+)", "first:[[:digit:]]{2,4}\\) (.)", "last:\\bx{3}\\W(?:(A)|B)?", "last:\\Qa.b\\E(\\w)\\pP", "last:\\x{1F986}+(.*)",
        "last:[]x](.)[^\\]]", "last:A|B|C", "last:(A)|(a)", "last:.+"})
    void anAnswerPutIntoATextIsTakenFromItAgain(String rule) {
        Extraction extraction = Extraction.parse(rule);
        String text = extraction.inverse().apply("A");
        assertThat(extraction.from(text)).as(text).contains("A");
    }

    /// The last match of `.*` is the empty one at the end; the second group is none.
    @ParameterizedTest
    @ValueSource(strings = {"last:.*", "last:(a)|(A)", "last:([B-D])"})
    void aPatternThatCannotTakeTheAnswerTakesAnother(String rule) {
        Extraction extraction = Extraction.parse(rule);
        assertThat(extraction.from(extraction.inverse().apply("A"))).isNotEqualTo(Optional.of("A"));
    }

    @Test
    void anyPatternHasSomeTextForAnAnswer() {
        Random random = new Random(11);
        String[] parts = {"(", ")", "(?:", "[", "]", "[^", "\\", "|", "*", "+", "?", "{2}", "{", "}", "^", "$", ".", "መ", "\\d", "\\p{Lu}", "🦆", "a-z", "(?i)", "(?P<n>", "\\Q", "-", "[:alpha:]"};
        int made = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = random.ints(1 + random.nextInt(9), 0, parts.length).mapToObj(part -> parts[part]).collect(java.util.stream.Collectors.joining());
            Extraction extraction;
            try {
                extraction = Extraction.Match.of(pattern, true);
            } catch (IllegalArgumentException e) {
                continue;
            }
            made++;
            try {
                assertThat(extraction.inverse().apply("ሀ")).as(pattern).contains("ሀ");
            } catch (RuntimeException e) {
                throw new AssertionError(pattern, e);
            }
        }
        assertThat(made).isGreaterThan(1_000);
    }
}

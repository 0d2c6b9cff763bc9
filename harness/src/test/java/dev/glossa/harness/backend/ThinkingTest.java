package dev.glossa.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', nullValues = "-", value = {
        "<think>ሦስት</think> 3                                ~ ሦስት  ~ 3",
        "' <think>a</think>\n\n b </think> c'                 ~ a     ~ 'b </think> c'",
        "three is 3</think>3                                  ~ three is 3 ~ 3",
        "<think></think>3                                     ~ -     ~ 3",
        "<think>still thinking                                ~ still thinking ~ ''",
        "<thinking>a</thinking>3                              ~ a     ~ 3",
        "<|START_THINKING|>a<|END_THINKING|>3                 ~ a     ~ 3",
        "[THINK]a[/THINK]3                                    ~ a     ~ 3",
        "Use the <think> tag and close it: <think>a</think>   ~ -     ~ Use the <think> tag and close it: <think>a</think>",
        "3                                                    ~ -     ~ 3",
        "'  3 '                                               ~ -     ~ '  3 '"
    })
    void reasoningIsABlockAtTheBeginning(String text, String reasoning, String answer) {
        assertThat(Thinking.in(text)).isEqualTo(new Thinking(Optional.ofNullable(reasoning), answer));
    }
}

package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeOptionTest {
    @ParameterizedTest
    @CsvSource({
        "llama:judge.gguf, llama:judge.gguf, 1",
        "llama:judge.gguf=2, llama:judge.gguf, 2",
        "https://h/v1?model=gpt-4.1, https://h/v1?model=gpt-4.1, 1",
        "https://h/v1?model=4, https://h/v1?model=4, 1",
        "https://h/v1?model=4=0.5, https://h/v1?model=4, 0.5",
        "https://h/v1?model=m&parallel=8, https://h/v1?model=m&parallel=8, 1",
        "https://h/v1?model=m&parallel=8=3, https://h/v1?model=m&parallel=8, 3",
        "replay:ዳኛ.jsonl=1.25, replay:ዳኛ.jsonl, 1.25",
    })
    void aWeightIsANumberBehindTheUriAndNotAParametersValue(String text, String uri, double weight) {
        assertThat(JudgeOption.parse(text)).isEqualTo(new JudgeOption(uri, weight));
    }

    @Test
    void aWeightOfNothingIsRefused() {
        assertThat(glossa("score", "x", "--judge", "replay:x.jsonl=0").err()).contains("a weight is above 0").doesNotContain("\tat ");
        assertThat(glossa("score", "x", "--judge", "replay:x.jsonl", "--jury", "vote").err()).contains("mean or majority");
    }

    @Test
    void aBaselineMayBelongToACategory() {
        assertThat(BaselineOption.places(List.of("hard_prompt=a/b", "c"))).containsEntry("hard_prompt", Path.of("a/b")).containsEntry("", Path.of("c"));
        assertThat(BaselineOption.places(List.of("runs/x=y"))).containsEntry("", Path.of("runs/x=y"));
        assertThatThrownBy(() -> BaselineOption.places(List.of("a", "b"))).hasMessageContaining("name categories");
    }
}

package dev.glossa.judges.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelJudgeTest {
    private static final List<String> LABELS = List.of("safe", "unsafe", "invalid");

    @ParameterizedTest
    @CsvSource({"safe, safe", "'**Unsafe**.', unsafe", "'The answer is invalid (it is empty)', invalid", "'```\nsafe\n```', safe", "'ＳＡＦＥ', safe",
        "'آمن: safe 🙂', safe", "'答案是：safe。', safe", "'Safe. Yes, safe.', safe"})
    void aReplyThatNamesOneLabelIsRead(String reply, String label) {
        assertThat(LabelJudge.label(reply, LABELS)).contains(label);
    }

    @ParameterizedTest
    @CsvSource({"''", "'I cannot say.'", "'safe or unsafe'", "unsafely", "'not_safe'"})
    void aReplyThatNamesNoneOrSeveralIsNot(String reply) {
        assertThat(LabelJudge.label(reply, LABELS)).isEmpty();
    }

    @Test
    void aDashBelongsToTheWord() {
        assertThat(LabelJudge.label("non-refusal", List.of("refusal", "non-refusal"))).contains("non-refusal");
    }

    @org.junit.jupiter.api.Test
    void aJudgeOfCorrectnessIsGivenAReferenceAnEmptyAnswerAndTheQuestion() {
        dev.glossa.harness.Language amharic = dev.glossa.harness.Languages.bundled().get("am");
        dev.glossa.harness.Sample sample = new dev.glossa.harness.Sample("blend", amharic, "0001", "ጥያቄ",
                new dev.glossa.harness.Target.Label("correct", java.util.List.of("እንጀራ", "ዳቦ")));
        assertThat(LabelCanaries.of(sample)).extracting(dev.glossa.harness.Canary::name).containsExactly("empty", "question", "good");
        assertThat(LabelCanaries.of(new dev.glossa.harness.Sample("multijail", amharic, "0001", "ጥያቄ", new dev.glossa.harness.Target.Label("safe", java.util.List.of())))).isEmpty();
        assertThat(LabelCanaries.misjudged(java.util.Map.of("empty", dev.glossa.harness.Score.Scored.mean(1, "correct"), "question", dev.glossa.harness.Score.Scored.mean(0, "incorrect"),
                "good", dev.glossa.harness.Score.Scored.mean(0, "incorrect")))).containsOnlyKeys("empty", "good")
                .containsEntry("good", "the reference itself was called 'incorrect', not correct");
    }
}

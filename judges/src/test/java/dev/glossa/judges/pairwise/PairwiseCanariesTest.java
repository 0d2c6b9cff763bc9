package dev.glossa.judges.pairwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Battle;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import dev.glossa.judges.JudgeStage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PairwiseCanariesTest {
    private static final Completion ANSWER = new Completion.Text("መልስ", Completion.FinishReason.STOP);
    private static final Sample SAMPLE = new Sample("toy", Languages.bundled().get("am"), "1", "ጥያቄ", new Target.Open());

    private static Map<String, Score> scored(Map<String, String> options, Function<Request, String> judge) throws InterruptedException {
        JudgeStage stage = new JudgeStage(options, judge);
        Map<String, Score> scores = new LinkedHashMap<>();
        try (Scorer scorer = new PairwiseJudge().scorer(stage)) {
            for (Canary canary : scorer.canaries(new Canary.Material(0, SAMPLE, Optional.of(ANSWER), Optional.empty(), 7))) {
                Answered answered = new Answered(canary.sample(), canary.key(Key.of(SAMPLE.id())), canary.answer(), canary.rival().or(() -> Optional.of(ANSWER)));
                scores.put(canary.name(), scorer.score(List.of(answered)).getFirst());
            }
        }
        return scores;
    }

    /// The text between the marks of an answer, A or B.
    private static String shown(Request request, String answer) {
        return JudgeStage.prompt(request).replaceFirst("(?s).*<answer " + answer + " ([0-9a-f]{16})>\n(.*)\n</answer " + answer + " \\1>.*", "$2");
    }

    @Test
    void aJudgeThatReadsTheLanguageIsNotFlagged() throws Exception {
        Map<String, Score> scores = scored(Map.of(), request -> {
            boolean a = worth(shown(request, "A")) >= worth(shown(request, "B"));
            return worth(shown(request, "A")) == worth(shown(request, "B")) ? "[[A=B]]" : a ? "[[A>>B]]" : "[[B>>A]]";
        });
        assertThat(scores).containsOnlyKeys("empty", "question", "wrong-language", "shuffled", "good", "repeat");
        assertThat(scores.values()).allSatisfy(score -> assertThat(score).isInstanceOf(Score.Scored.class));
        assertThat(new PairwiseJudge().misjudged(scores)).isEmpty();
    }

    private static int worth(String answer) {
        return answer.startsWith("ሰኞ\n") || answer.equals("መልስ") ? 2 : 0;
    }

    @Test
    void aJudgeThatFollowsThePositionDidNotPreferTheRightAnswer() throws Exception {
        assertThat(new PairwiseJudge().misjudged(scored(Map.of(), _ -> "[[A>B]]"))).containsOnlyKeys("wrong-language", "shuffled", "good");
    }

    @Test
    void aJudgeThatLikesWhatIsBadIsFlaggedForEachOfThem() throws Exception {
        Map<String, Score> scores = scored(Map.of(), request ->
                worth(shown(request, "A")) < worth(shown(request, "B")) ? "[[A>B]]" : worth(shown(request, "A")) > worth(shown(request, "B")) ? "[[B>A]]" : "[[A=B]]");
        assertThat(new PairwiseJudge().misjudged(scores)).containsOnlyKeys("empty", "question", "wrong-language", "shuffled", "good")
                .containsEntry("empty", "an empty answer beat the baseline's");
    }

    @Test
    void canariesNeedNoCountOfTokensAndHaveNoStyle() throws Exception {
        Map<String, Score> scores = scored(Map.of("style-length", "tokens", "judge-twice", "0"), _ -> "[[A=B]]");
        assertThat(Battle.of(((Score.Scored) scores.get("good")).statistics()).model()).isEqualTo(new Battle.Style(0, 0, 0, 0));
    }

    @Test
    void theOriginalsLayoutAsksForNoneUnlessTold() throws Exception {
        assertThat(scored(Map.of("judge-layout", "arena-hard-compat"), _ -> "[[A=B]]")).isEmpty();
        assertThat(scored(Map.of("judge-layout", "arena-hard-compat", "canaries", "1"), _ -> "[[A=B]]")).hasSize(5);
        assertThatThrownBy(() -> scored(Map.of("canaries", "3"), _ -> "")).hasMessage("--canaries 3; 0 to 2 items of each language can have some");
    }
}

package dev.glossa.judges.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import dev.glossa.judges.canary.KnownAnswer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RubricCanariesTest {
    private static final Languages LANGUAGES = Languages.bundled();

    @Test
    void theRightAnswerIsKnownInEveryFocusLanguageWithoutTheHelpOfTheMachinesOwn() {
        Locale own = Locale.getDefault();
        try {
            for (Locale machine : List.of(Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("th-TH"))) {
                Locale.setDefault(machine);
                assertThat(LANGUAGES.all().stream().filter(Language::focus)).allSatisfy(language -> assertThat(KnownAnswer.of(0, language)).isPresent());
                assertThat(KnownAnswer.of(0, LANGUAGES.get("ny"))).isEmpty();
                assertThat(KnownAnswer.of(1, LANGUAGES.get("fa")).orElseThrow().lines()).hasSize(12).first().isEqualTo("ژانویه");
            }
        } finally {
            Locale.setDefault(own);
        }
    }

    @ParameterizedTest
    @CsvSource({"am, ሰኞ, እሑድ", "km, ចន្ទ, អាទិត្យ", "ur, پیر, اتوار", "tl, Lunes, Linggo", "zh_Hant, 星期一, 星期日", "en, Monday, Sunday"})
    void theWeekBeginsWithMonday(String code, String monday, String sunday) {
        assertThat(KnownAnswer.of(0, LANGUAGES.get(code)).orElseThrow().lines()).hasSize(7).startsWith(monday).endsWith(sunday);
    }

    @Test
    void aShuffledAnswerHasTheSameCharactersAndNoneOfTheWords() {
        for (String code : List.of("am", "km", "ur", "ta", "zh", "en")) {
            KnownAnswer known = KnownAnswer.of(0, LANGUAGES.get(code)).orElseThrow();
            String shuffled = known.shuffled(0);
            assertThat(shuffled.chars().sorted().toArray()).isEqualTo(known.right().chars().sorted().toArray());
            assertThat(shuffled.lines().filter(known.lines()::contains)).as(code + " " + shuffled).isEmpty();
            assertThat(known.shuffled(0)).isEqualTo(shuffled);
        }
    }

    @Test
    void canariesOfAnItemAreThoseThatTheIssueNamesAndTheModelsAnswerOnceMore() {
        List<Canary> canaries = new RubricCanaries(1, 2).of(material(0, "am"));
        assertThat(canaries.stream().map(Canary::name)).containsExactly("empty", "question", "wrong-language", "shuffled", "good", "repeat");
        assertThat(canaries.getFirst().sample().input()).isEqualTo("ጥያቄ");
        assertThat(canaries.get(1).answer()).isEqualTo(new Completion.Text("ጥያቄ", Completion.FinishReason.STOP));
        assertThat(canaries.get(2).answer()).isInstanceOfSatisfying(Completion.Text.class, text -> assertThat(text.text()).startsWith("Monday\nTuesday"));
        assertThat(canaries.get(4).sample().input()).contains("in Amharic");
        assertThat(new RubricCanaries(1, 2).of(material(1, "am")).stream().map(Canary::name)).containsExactly("repeat");
        assertThat(new RubricCanaries(1, 0).of(new Canary.Material(0, sample(LANGUAGES.get("ny")), Optional.empty(), Optional.empty(), 0))
                .stream().map(Canary::name)).containsExactly("empty", "question");
        assertThatThrownBy(() -> new RubricCanaries(3, 0)).hasMessage("--canaries 3; 0 to 2 items of each language can have some");
    }

    @Test
    void aJudgeThatKnowsItsTradeIsNotFlagged() {
        assertThat(RubricCanaries.misjudged(Map.of("empty", rated(1, 3, 3, 3), "question", rated(3, 7, 7, 7), "wrong-language", rated(7, 1, 7, 7),
                "shuffled", rated(5, 3, 5, 5), "good", rated(5, 5, 5, 5)))).isEmpty();
    }

    @Test
    void eachWrongRatingIsNamedWithWhatItWas() {
        Map<String, String> wrong = RubricCanaries.misjudged(Map.of("empty", rated(1, 7, 7, 1), "question", rated(4, 1, 1, 1),
                "wrong-language", rated(7, 6, 7, 7), "shuffled", rated(1, 4, 1, 1), "good", rated(5, 5, 5, 4)));
        assertThat(wrong).containsEntry("empty", "an empty answer got 4 of 7 overall; 3 is the most")
                .containsEntry("question", "the question copied got 4 of 7 for following the instruction; 3 is the most")
                .containsEntry("wrong-language", "the right answer in the wrong language got 6 of 7 for following the instruction or naturalness, whichever is less; 3 is the most")
                .containsEntry("shuffled", "an answer with its characters shuffled got 4 of 7 for naturalness; 3 is the most")
                .containsEntry("good", "the right answer got 4.75 of 7 overall; 5 is the least").hasSize(5);
    }

    @Test
    void whatHasNoRatingTellsNothing() {
        assertThat(RubricCanaries.misjudged(Map.of("empty", new Score.Unparsed("no JSON object"), "good", new Score.Failed("judge: timeout")))).isEmpty();
        assertThat(RubricCanaries.misjudged(Map.of())).isEmpty();
    }

    private static Canary.Material material(int place, String code) {
        return new Canary.Material(place, sample(LANGUAGES.get(code)), Optional.of(new Completion.Text("መልስ", Completion.FinishReason.STOP)), Optional.empty(), 0);
    }

    private static Sample sample(Language language) {
        return new Sample("mdolly", language, "0001", "ጥያቄ", new Target.Open());
    }

    private static Score rated(int... ratings) {
        double[] sums = new double[6];
        for (int i = 0; i < 4; i++) {
            sums[2 + i] = (ratings[i] - 1) / 6.0;
            sums[0] += sums[2 + i] / 4;
        }
        sums[1] = 1;
        return new Score.Scored(sums[0], Statistics.of(sums), "");
    }
}

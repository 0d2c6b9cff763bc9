package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CometMetricTest {
    private static final String SOURCE = "I ❤ 🍕 and 👨‍👩‍👧";
    private static final String AMHARIC = "ፈጽሞ በፍጥነት ያነባል";

    @TempDir
    Path folder;

    @Test
    void allThreeAreFoundByName() {
        for (String name : List.of("comet", "cometkiwi", "xcomet")) {
            assertThat(Registry.metrics().find(name)).isInstanceOf(CometMetric.class);
        }
    }

    @Test
    void withoutAModelTheUserLearnsHowToNameOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Registry.metrics().find("comet").scorer(resources(Map.of(), Map.of())))
                .withMessageStartingWith("comet needs a model folder: --file comet=DIR");
    }

    @Test
    void anAnswerIsScoredAndAFailureIsNot() throws Exception {
        List<Score> scores = score(Architecture.COMET, "am", Map.of(), text(AMHARIC), new Completion.Failed("timeout"), text(""));
        assertThat(scores.get(0)).isInstanceOf(Score.Scored.class);
        assertThat(scores.get(1)).isEqualTo(new Score.Failed("timeout"));
        assertThat(scores.get(2)).isInstanceOfSatisfying(Score.Scored.class, s -> assertThat(s.note()).isEqualTo("empty"));
    }

    @Test
    void errorSpansTravelInTheNoteAndCountInTheFacets() throws Exception {
        Score.Scored score = (Score.Scored) score(Architecture.XCOMET, "am", Map.of(), text(AMHARIC)).getFirst();
        Metric metric = Registry.metrics().find("xcomet");
        assertThat(score.statistics().size()).isEqualTo(6);
        double errors = metric.facets().get("minor").applyAsDouble(score.statistics()) + metric.facets().get("major").applyAsDouble(score.statistics())
                + metric.facets().get("critical").applyAsDouble(score.statistics());
        assertThat(score.note().split("\"start\"", -1)).hasSize((int) errors + 1);
        assertThat(metric.pool(score.statistics())).isCloseTo(score.value(), within(1e-12));
    }

    @Test
    void whatTheModelGivesNoNumberForIsUnscoredAndTheOthersAreNot() throws Exception {
        Path model = TinyXcomet.write(folder.resolve("nan"), ErrorSpan.LABELS, true, Float.NaN);
        Sample sample = new Sample("flores", language("am"), "0001", SOURCE, new Target.References(List.of(AMHARIC)));
        try (Scorer scorer = Registry.metrics().find("xcomet").scorer(resources(Map.of("xcomet", model), Map.of()))) {
            assertThat(scorer.score(List.of(new Answered(sample, Key.of(sample.id()), text(AMHARIC)), new Answered(sample, Key.of(sample.id()), new Completion.Failed("gone")))))
                    .containsExactly(new Score.Failed("the model gave NaN; one in half precision may need a device that computes in more"), new Score.Failed("gone"));
        }
    }

    @Test
    void aLanguageThatTheEncoderNeverSawIsScoredOnlyOnRequestAndSaysSo() throws Exception {
        assertThat(score(Architecture.COMETKIWI, "zu", Map.of(), text("Sawubona mhlaba")).getFirst()).isEqualTo(
                new Score.Failed("XLM-R never saw Zulu (zu); the option unsupported:score scores it all the same"));
        assertThat(score(Architecture.COMETKIWI, "zu", Map.of("unsupported", "score"), text("Sawubona mhlaba")).getFirst())
                .isInstanceOfSatisfying(Score.Scored.class, s -> assertThat(s.note()).isEqualTo("unsupported: XLM-R never saw Zulu (zu)"));
    }

    @Test
    void sixFocusLanguagesAreUnknownToTheEncoder() {
        Metric comet = Registry.metrics().find("comet");
        assertThat(Languages.bundled().all().stream().filter(Language::focus).filter(l -> comet.reservation(l).isPresent()).map(Language::code))
                .containsExactlyInAnyOrder("mt", "ig", "sn", "wo", "yo", "zu");
        assertThat(comet.reservation(language("zh_Hant"))).isEmpty();
    }

    @Test
    void canariesAreMadeOfTheItemAndOnlyTheReferenceIsGood() throws Exception {
        Sample sample = new Sample("flores", language("am"), "0001", SOURCE, new Target.References(List.of(AMHARIC)));
        Sample swahili = new Sample("flores", language("sw"), "0001", SOURCE, new Target.References(List.of("Anasoma haraka sana")));
        Path model = ModelFolders.write(Architecture.COMET, folder);
        try (Scorer scorer = Registry.metrics().find("comet").scorer(resources(Map.of("comet", model), Map.of("canaries", "1")))) {
            assertThat(scorer.canaryItems()).isOne();
            List<Canary> canaries = scorer.canaries(new Canary.Material(0, sample, Optional.empty(), Optional.of(new Canary.Elsewhere(swahili, Optional.empty())), 3));
            assertThat(canaries).extracting(Canary::name).containsExactly("copied-source", "empty", "wrong-language", "shuffled-reference", "reference");
            assertThat(canaries).extracting(c -> ((Completion.Text) c.answer()).text()).contains(SOURCE, "", "Anasoma haraka sana", AMHARIC);
            assertThat(scorer.score(canaries.stream().map(c -> new Answered(c.sample(), c.key(Key.of(sample.id())), c.answer())).toList()))
                    .allMatch(Score.Scored.class::isInstance);
            Sample zulu = new Sample("flores", language("zu"), "0001", SOURCE, new Target.References(List.of("Sawubona mhlaba")));
            assertThat(scorer.canaries(new Canary.Material(0, zulu, Optional.empty(), Optional.empty(), 3))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"am, ፈጽሞ በፍጥነት ያነባል።", "km, ខ្ញុំចូលចិត្តអានសៀវភៅនៅផ្ទះ", "zh, 他读书读得非常快。", "ur, وہ بہت تیز پڑھتا ہے۔"})
    void shuffledWordsAreTheSameWords(String code, String text) {
        String shuffled = CometCanaries.shuffled(text, code, 1);
        assertThat(shuffled).isNotEqualTo(text).isEqualTo(CometCanaries.shuffled(text, code, 1));
        assertThat(shuffled.codePoints().sorted().toArray()).isEqualTo(text.codePoints().sorted().toArray());
    }

    @Test
    void aBadTranslationThatIsNotBelowTheReferenceIsMisjudged() {
        Metric comet = Registry.metrics().find("comet");
        assertThat(comet.misjudged(Map.of("reference", Score.Scored.mean(0.8, ""), "empty", Score.Scored.mean(0.8, ""), "copied-source", Score.Scored.mean(0.4, ""),
                "wrong-language", new Score.Failed("x")))).isEqualTo(Map.of("empty", "an empty translation got 0.800, the reference 0.800"));
        assertThat(comet.misjudged(Map.of("empty", Score.Scored.mean(0.8, "")))).isEmpty();
    }

    @Test
    void theSignatureNamesTheModelAndNotTheMachine() throws Exception {
        try (Scorer scorer = Registry.metrics().find("comet").scorer(resources(Map.of("comet", ModelFolders.write(Architecture.COMET, folder)), Map.of()))) {
            assertThat(scorer.signature().toString()).matches("model:tiny-comet\\|digest:[0-9a-f]{12}\\|precision:fp32\\|scale:unit\\|crev:2");
        }
    }

    private List<Score> score(Architecture architecture, String code, Map<String, String> options, Completion... completions) throws Exception {
        Path model = ModelFolders.write(architecture, folder.resolve(architecture.wireName()));
        Sample sample = new Sample("flores", language(code), "0001", SOURCE, new Target.References(List.of(AMHARIC)));
        try (Scorer scorer = Registry.metrics().find(architecture.wireName()).scorer(resources(Map.of(architecture.wireName(), model), options))) {
            return scorer.score(java.util.Arrays.stream(completions).map(c -> new Answered(sample, Key.of(sample.id()), c)).toList());
        }
    }

    private static Completion text(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }

    private static Language language(String code) {
        return Languages.bundled().get(code);
    }

    private Metric.Resources resources(Map<String, Path> files, Map<String, String> options) {
        return new Metric.Resources() {
            @Override
            public String mark(dev.glossa.harness.Key key, java.util.List<String> texts) {
                throw new AssertionError("no judge is asked");
            }

            @Override
            public Backend judge() {
                throw new IllegalArgumentException("no judge here");
            }

            @Override
            public Optional<Path> file(String purpose) {
                return Optional.ofNullable(files.get(purpose));
            }

            @Override
            public Optional<String> option(String name) {
                return Optional.ofNullable(name.equals("embeddings") ? options.getOrDefault(name, "none") : options.get(name));
            }

            @Override
            public Function<String, Language> languages() {
                return CometMetricTest::language;
            }
        };
    }
}

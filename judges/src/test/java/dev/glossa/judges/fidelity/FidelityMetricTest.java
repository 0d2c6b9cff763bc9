package dev.glossa.judges.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Expected values: language-confusion's own program, recorded by `src/test/python/language_confusion_expected.py`.
class FidelityMetricTest {
    @TempDir
    static Path folder;
    private static Map<String, Path> files;

    @BeforeAll
    static void theFilesOfAUser() throws IOException {
        files = Map.of("lid", copy("/dev/glossa/judges/fasttext/softmax.bin"), "english-words", copy("/dev/glossa/judges/fidelity/words.txt"));
    }

    @ParameterizedTest
    @CsvSource({"lpr, lpr", "line-acc, acc", "wpr, wpr"})
    void everyAnswerAndEveryLanguageScoresAsInTheOriginal(String name, String key) throws Exception {
        Metric metric = Registry.metrics().find(name);
        Map<String, Statistics> sums = new HashMap<>();
        int answers = 0;
        int languages = 0;
        try (Scorer scorer = metric.scorer(resources(files))) {
            for (JsonNode row : expected()) {
                String code = row.get("language").asString();
                if (!row.has(key)) {
                    continue;
                }
                if (row.has("answers")) {
                    assertThat(metric.pool(sums.get(code))).as(code).isCloseTo(row.get(key).asDouble(), within(1e-12));
                    languages++;
                    continue;
                }
                Score.Scored score = (Score.Scored) scorer.score(List.of(answered(code, row.get("answer").asString()))).getFirst();
                assertThat(score.value()).as(row.toString()).isCloseTo(row.get(key).asDouble(), within(1e-12));
                sums.merge(code, score.statistics(), Statistics::plus);
                answers++;
            }
        }
        assertThat(answers).isEqualTo(languages * 10).isEqualTo(name.equals("wpr") ? 60 : 260);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lpr", "line-acc", "wpr"})
    void answersOfWhichNoneWasJudgedHaveNoValueTogether(String name) throws Exception {
        Score.Scored unjudged = scored(name, "ar", "نعم");
        assertThat(unjudged.statistics().get(1)).isZero();
        assertThat(unjudged.value()).isOne();
        assertThat(Registry.metrics().find(name).pool(unjudged.statistics())).isNaN();
    }

    @Test
    void facetsSayHowManyAnswersWereJudgedAndInWhatScriptTheyAre() throws Exception {
        Metric lpr = Registry.metrics().find("lpr");
        Statistics sums = scored("lpr", "am", "The model answered all of this in English.").statistics()
                .plus(scored("lpr", "am", "አዎ").statistics());
        Map<String, Double> facets = new HashMap<>();
        lpr.facets().forEach((name, of) -> facets.put(name, of.applyAsDouble(sums)));
        assertThat(facets).containsEntry("counted", 0.5).containsEntry("english", 1.0).containsEntry("switches", 0.5);
        assertThat(facets.get("own-script")).isCloseTo(2 / 36.0, within(1e-9));
        assertThat(facets.get("latin-script")).isCloseTo(34 / 36.0, within(1e-9));
        assertThat(facets.get("other-scripts")).isZero();
    }

    @Test
    void theNoteNamesTheLanguagesAndScriptsOfAFailingAnswer() throws Exception {
        assertThat(scored("lpr", "am", "The model answered all of this in English.").note()).isEqualTo("en 1; latin 100%");
        assertThat(scored("lpr", "am", "አዎ").note()).isEqualTo("no line to judge");
    }

    @Test
    void linesWithoutSpacesAreJudgedByTheirDictionaryWords() throws Exception {
        // nine Khmer, seven Thai words, none apart
        for (String[] line : new String[][] {{"km", "ខ្ញុំចូលចិត្តអានសៀវភៅនៅផ្ទះ"}, {"th", "ฉันชอบอ่านหนังสืออยู่ที่บ้าน"}}) {
            assertThat(scored("lpr", line[0], line[1]).statistics().get(1)).isZero();
            assertThat(scored("lpr-icu", line[0], line[1]).statistics().get(1)).isOne();
        }
        assertThat(scored("lpr-icu", "vi", "một hai ba bốn").statistics().get(1)).isZero();
    }

    @Test
    void withoutAModelLinesAreToldApartByScriptAndTheSignatureSaysSo() throws Exception {
        try (Scorer scorer = Registry.metrics().find("lpr").scorer(resources(Map.of()))) {
            assertThat(scorer.signature().toString()).isEqualTo("lid:script|words:space+cjk2|frev:3");
            assertThat(value(scorer, "am", "ሰላም ለዓለም ሁሉ ይሁን አሁን እና ሁልጊዜ")).isOne();
            assertThat(value(scorer, "am", "this answer is not in Amharic")).isZero();
            assertThat(value(scorer, "sw", "this answer is not in Swahili")).isOne();
            assertThat(value(scorer, "ja", "これは 日本語 の 文章 です ね")).isOne();
            assertThat(value(scorer, "ur", "1 2 3 4 5 😀")).isOne();
        }
    }

    @Test
    void theSignatureNamesTheModelAndItsDigest() throws Exception {
        try (Scorer scorer = Registry.metrics().find("lpr-icu").scorer(resources(files))) {
            assertThat(scorer.signature().toString()).matches("lid:softmax.bin@[0-9a-f]{12}\\|words:space\\+cjk2\\+icu79\\.1\\|frev:3");
        }
        try (Scorer scorer = Registry.metrics().find("wpr").scorer(resources(files))) {
            assertThat(scorer.signature().toString()).contains("|english:");
        }
    }

    @Test
    void aLanguageThatTheModelCannotTellIsUnscoredRatherThanFailing() throws Exception {
        assertThat(score("lpr", "ha", new Completion.Text("ina son wannan sosai da gaske", Completion.FinishReason.STOP)))
                .isInstanceOfSatisfying(Score.Failed.class, f -> assertThat(f.reason()).endsWith(" cannot tell Hausa (ha)"));
        assertThat(score("lpr", "am", new Completion.Failed("timeout"))).isEqualTo(new Score.Failed("timeout"));
    }

    @Test
    void aLanguageOutsideTheTableIsToldByTheLabelOfItsIsoCode() throws Exception {
        assertThat(scored("lpr", "ukr_Cyrl_abcd1234", "це речення написане українською мовою").statistics().get(1)).isOne();
        assertThat(score("lpr", "ary_Arab", new Completion.Text("هذه جملة باللغة العربية هنا", Completion.FinishReason.STOP))).isInstanceOf(Score.Failed.class);
    }

    @Test
    void publishedAveragesLeaveOutWhatLid176DoesNotTell() {
        Metric lpr = Registry.metrics().find("lpr");
        assertThat(Languages.bundled().all().stream().filter(l -> l.paper().contains("mdolly")).filter(l -> lpr.reservation(l).isPresent()).map(Language::code))
                .containsExactlyInAnyOrder("ha", "ig", "jv", "sn", "wo", "xh", "zu");
        // protocol, section 2.1: lid-59, and 30 for GlobalMGSM
        assertThat(compared("mdolly")).hasSize(59).isEqualTo(compared("marenahard"));
        assertThat(compared("global-mgsm")).hasSize(30);
    }

    @Test
    void aReservationSaysWhetherThereIsNoLabelOrNoPublishedValue() {
        Metric lpr = Registry.metrics().find("lpr");
        assertThat(lpr.reservation(Languages.bundled().get("wo"))).contains("lid.176 does not tell Wolof (wo), so no published average holds it");
        assertThat(lpr.reservation(Languages.bundled().get("jv"))).contains("the published averages leave out Javanese (jv), though lid.176 tells it");
        // never in the published averages, but told, and so trusted
        for (String code : List.of("kn", "si", "so", "uz", "ky", "zh_Hant", "afr_Latn")) {
            assertThat(lpr.reservation(Languages.bundled().get(code))).as(code).isEmpty();
        }
    }

    private static List<String> compared(String benchmark) {
        Metric lpr = Registry.metrics().find("lpr");
        return Languages.bundled().all().stream().filter(l -> l.paper().contains(benchmark)).filter(l -> lpr.reservation(l).isEmpty()).map(Language::code).toList();
    }

    @Test
    void wordPassRateReadsSixLanguagesAndNeedsAList() {
        Metric wpr = Registry.metrics().find("wpr");
        assertThat(Languages.bundled().all().stream().filter(Language::focus).filter(l -> wpr.reads(sample(l.code()))).map(Language::code))
                .containsExactlyInAnyOrder("ar", "hi", "ja", "ko", "ru", "zh");
        assertThatIllegalArgumentException().isThrownBy(() -> wpr.scorer(resources(Map.of()))).withMessageContaining("--file english-words=FILE");
    }

    private static double value(Scorer scorer, String code, String answer) throws InterruptedException {
        return ((Score.Scored) scorer.score(List.of(answered(code, answer))).getFirst()).value();
    }

    private static Score.Scored scored(String metric, String code, String answer) throws Exception {
        return (Score.Scored) score(metric, code, new Completion.Text(answer, Completion.FinishReason.STOP));
    }

    private static Score score(String metric, String code, Completion completion) throws Exception {
        try (Scorer scorer = Registry.metrics().find(metric).scorer(resources(files))) {
            return scorer.score(List.of(new Answered(sample(code), Key.of(sample(code).id()), completion))).getFirst();
        }
    }

    private static Answered answered(String code, String answer) {
        return new Answered(sample(code), Key.of(sample(code).id()), new Completion.Text(answer, Completion.FinishReason.STOP));
    }

    private static Sample sample(String code) {
        Language language = Languages.bundled().find(code).orElseGet(() -> language(code));
        return new Sample("mdolly", language, "0001", "?", new Target.Open());
    }

    /// The fixture's model knows a language (Georgian) that the table does not.
    private static Language language(String code) {
        return new Language(code, code, code, code, false, "Geor", Optional.empty(), java.util.OptionalLong.empty(), java.util.OptionalInt.empty(), false,
                Optional.empty(), List.of(), Map.of(), java.util.Set.of());
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (InputStream in = FidelityMetricTest.class.getResourceAsStream("expected.jsonl")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> rows.add(JsonMapper.shared().readTree(line)));
        }
        return rows;
    }

    private static Path copy(String resource) throws IOException {
        Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream in = FidelityMetricTest.class.getResourceAsStream(resource)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static Metric.Resources resources(Map<String, Path> files) {
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
                return Optional.empty();
            }

            @Override
            public Function<String, Language> languages() {
                return Languages.bundled()::get;
            }
        };
    }
}

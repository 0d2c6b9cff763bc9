package dev.glossa.judges.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
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
import dev.glossa.judges.sacrebleu.Bleu;
import dev.glossa.judges.sacrebleu.CorpusMetric;
import dev.glossa.judges.sacrebleu.RuleTokenizer;
import dev.glossa.judges.sacrebleu.Ter;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceMetricTest {

    private static final Metric BLEU = Registry.metrics().find("bleu");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"th, สวัสดีชาวโลกทั้งหลาย, สวัสดีชาวโลกทุกคน, CHARACTER", "km, សួស្តី​ពិភពលោក, សួស្តីពិភពលោកថ្មី, CHARACTER", "my, မင်္ဂလာပါကမ္ဘာ, မင်္ဂလာပါကမ္ဘာကြီး, CHARACTER",
        "ja, こんにちは世界, こんにちは世界よ, CHARACTER", "zh, 你好，世界都好。, 你好，世界。, CHINESE", "zh_Hant, 你好，世界都好。, 你好，世界。, CHINESE",
        "ur, سلام دنیا آج کیسی ہے۔, سلام دنیا اب کیسی ہے۔, MTEVAL_13A", "am, ሰላም ለዓለም ሁሉ ይሁን።, ሰላም ለዓለም ሁሉ።, MTEVAL_13A"})
    void everyLanguageIsReadByATokenizerThatFindsItsWords(String language, String answer, String reference, RuleTokenizer tokenizer) throws InterruptedException {
        CorpusMetric expected = Bleu.defaults().withTokenizer(tokenizer);
        assertThat(statistics(BLEU, resources(Map.of(), Map.of()), language, answer, reference))
                .isEqualTo(Statistics.of(expected.statistics(answer, List.of(reference))));
    }

    @Test
    void theSignatureSaysWhichLanguageIsReadHow() {
        assertThat(signature(resources(Map.of(), Map.of())))
                .isEqualTo("case:mixed|eff:no|tok:13a,zh[yue+zh],char[bo+dz+ja+km+lo+mnw+my+shn+th]|smooth:exp|sacrebleu:2.6.0");
        assertThat(signature(resources(Map.of(), Map.of("tokenize", "intl")))).contains("|tok:intl|");
    }

    @Test
    void aTokenizerThatIsNamedReadsAllLanguages() throws InterruptedException {
        assertThat(statistics(BLEU, resources(Map.of(), Map.of("tokenize", "13a")), "th", "สวัสดีชาวโลก", "สวัสดีชาวโลก").toArray()[0]).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> BLEU.scorer(resources(Map.of(), Map.of("tokenize", "14a"))))
                .withMessage("'14a' is no tokenizer; there are none, 13a, intl, zh and char");
    }

    @Test
    void aSentencePieceModelMakesSpBleuAndItsDigestIsSigned() throws IOException, InterruptedException {
        Path model = folder.resolve("spm.model");
        try (InputStream in = SentencePiece.class.getResourceAsStream("tiny.model")) {
            Files.copy(in, model);
        }
        Metric.Resources resources = resources(Map.of("flores200", model), Map.of());
        assertThat(signature(resources)).matches(".*\\|tok:flores200\\|.*\\|spm:[0-9a-f]{12}\\|.*");
        assertThat(statistics(BLEU, resources, "th", "สวัสดีชาวโลก", "สวัสดีชาวโลก").toArray()[0]).isGreaterThan(3);
    }

    @Test
    void aLowerTerIsBetter() throws InterruptedException {
        Metric ter = Registry.metrics().find("ter");
        assertThat(ter.ascending()).isFalse();
        assertThat(statistics(ter, resources(Map.of(), Map.of()), "am", "ሰላም ዓለም", "ሰላም ለዓለም ሁሉ"))
                .isEqualTo(Statistics.of(Ter.defaults().statistics("ሰላም ዓለም", List.of("ሰላም ለዓለም ሁሉ"))));
        assertThat(ter.pool(Statistics.of(2, 3))).isCloseTo(200.0 / 3, within(1e-9));
    }

    private static String signature(Metric.Resources resources) {
        try (Scorer scorer = BLEU.scorer(resources)) {
            return scorer.signature().toString();
        }
    }

    private static Statistics statistics(Metric metric, Metric.Resources resources, String language, String answer, String reference)
            throws InterruptedException {
        Sample sample = new Sample("flores", Languages.bundled().get(language), "0001", "?", new Target.References(List.of(reference)));
        try (Scorer scorer = metric.scorer(resources)) {
            Score score = scorer.score(List.of(new Answered(sample, Key.of(sample.id()), new Completion.Text(answer, FinishReason.STOP)))).getFirst();
            return ((Score.Scored) score).statistics();
        }
    }

    private static Metric.Resources resources(Map<String, Path> files, Map<String, String> options) {
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
                return Optional.ofNullable(options.get(name));
            }

            @Override
            public Function<String, Language> languages() {
                return Languages.bundled()::get;
            }
        };
    }
}

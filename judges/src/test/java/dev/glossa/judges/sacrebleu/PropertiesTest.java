package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold for every metric, whatever the text.
class PropertiesTest {

    private static final List<String> WORDS = List.of("ሰላም", "ለዓለም", "។", "ខ្មែរ", "یہ", "ہے۔", "👩‍👩‍👧", "😀", "𠮷", "e\u0301t\u00e9", "Straße", "ΑΣ", "İ", "3.5", "٣٫٤",
            "...", "“x”", "\u00a0", "&quot;", "don't", "a-b", "1-2", "ภาษาไทย", "中文", "日本語。", "x", "");

    static Stream<CorpusMetric> metrics() {
        return Stream.concat(Stream.of(RuleTokenizer.values()).map(Bleu.defaults()::withTokenizer),
                Stream.of(Bleu.defaults().withLowercase(true), ChrF.defaults(), ChrF.plusPlus(), ChrF.plusPlus().withWhitespace(true).withCharOrder(9),
                        Ter.defaults(), new Ter(true, true, true, true)));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void theOrderOfSegmentsChangesNothing(CorpusMetric metric) {
        List<String> hypotheses = lines(1);
        List<String> references = lines(2);
        double score = metric.corpus(hypotheses, List.of(references)).score();
        Collections.shuffle(hypotheses, new Random(3));
        Collections.shuffle(references, new Random(3));
        assertThat(metric.corpus(hypotheses, List.of(references)).score()).isEqualTo(score);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aCorpusTwiceScoresAsOnce(CorpusMetric metric) {
        List<String> references = lines(5);
        // Some lines are right: BLEU's smoothing of an order without any match does depend on the size of the corpus.
        List<String> hypotheses = lines(4);
        for (int i = 0; i < hypotheses.size(); i += 3) {
            hypotheses.set(i, references.get(i));
        }
        double score = metric.corpus(hypotheses, List.of(references)).score();
        List<String> twice = new ArrayList<>(hypotheses);
        twice.addAll(hypotheses);
        List<String> referencesTwice = new ArrayList<>(references);
        referencesTwice.addAll(references);
        assertThat(metric.corpus(twice, List.of(referencesTwice)).score()).isCloseTo(score, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void composedAndDecomposedTextAreDifferentText(CorpusMetric metric) {
        String composed = Normalizer.normalize("été Việt Nam สระ한국어 text here", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(metric.score(composed, List.of(decomposed))).isNotEqualTo(metric.score(composed, List.of(composed)));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aReferenceGivenAHundredTimesCountsOnce(CorpusMetric metric) {
        List<String> hypotheses = lines(6);
        List<String> references = lines(7);
        for (int i = 0; i < hypotheses.size(); i++) {
            assertThat(metric.score(hypotheses.get(i), Collections.nCopies(100, references.get(i))))
                    .isCloseTo(metric.score(hypotheses.get(i), List.of(references.get(i))), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void anEmptyHypothesisHasAScore(CorpusMetric metric) {
        for (String reference : List.of("", " ", "ሰላም ለዓለም", "😀")) {
            assertThat(metric.score("", List.of(reference))).isFinite().isNotNegative();
            assertThat(metric.score(reference, List.of(""))).isFinite().isNotNegative();
        }
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aLineOfAMegabyteEndsSoon(CorpusMetric metric) {
        Random random = new Random(8);
        StringBuilder hypothesis = new StringBuilder();
        StringBuilder reference = new StringBuilder();
        while (hypothesis.length() < 1 << 20) {
            hypothesis.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            reference.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        Assertions.assertTimeout(Duration.ofSeconds(60),
                () -> assertThat(metric.score(hypothesis.toString(), List.of(reference.toString()))).isFinite());
    }

    private static List<String> lines(int seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<String> words = new ArrayList<>();
            for (int left = random.nextInt(14); left > 0; left--) {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
            lines.add(String.join(random.nextBoolean() ? " " : "", words));
        }
        return lines;
    }
}

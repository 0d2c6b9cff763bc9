package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// Whatever the text, tokenizers and metrics end and agree with their plain twins. As tests they read the seeds; with `JAZZER_FUZZ=1` they look on.
/// Jazzer instruments every class of the JVM it runs in, hence not in the default build, which has seeded generators for the same.
@Tag("slow")
class MetricFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void tokenizersWriteWhatTheirExpressionsWrite(FuzzedDataProvider data) {
        RuleTokenizer tokenizer = data.pickValue(RuleTokenizer.values());
        String line = PythonText.stripEnd(data.consumeRemainingAsString());
        assertThat(tokenizer.tokenize(line)).isEqualTo(RegexTokenizers.tokenize(tokenizer, line));
    }

    @FuzzTest(maxDuration = "2m")
    void terFindsTheEditsOfTheSearchWrittenOut(FuzzedDataProvider data) {
        int[] hypothesis = data.consumeInts(40);
        int[] reference = data.consumeInts(40);
        for (int[] words : List.of(hypothesis, reference)) {
            for (int i = 0; i < words.length; i++) {
                words[i] = Math.floorMod(words[i], 8);
            }
        }
        assertThat(new ShiftedEdits().count(hypothesis, hypothesis.length, reference, reference.length)).isEqualTo(PlainTer.edits(hypothesis, reference));
    }

    @FuzzTest(maxDuration = "2m")
    void everyMetricGivesAFiniteScore(FuzzedDataProvider data) {
        String hypothesis = data.consumeString(400);
        String reference = data.consumeRemainingAsString();
        for (CorpusMetric metric : PropertiesTest.metrics().toList()) {
            assertThat(metric.score(hypothesis, List.of(reference))).isFinite().isNotNegative();
        }
    }

    @FuzzTest(maxDuration = "2m")
    void bytesAreRefusedOrCountedAsTheirText(FuzzedDataProvider data) throws IOException {
        byte[] hypothesis = data.consumeBytes(400);
        byte[] reference = data.consumeRemainingAsBytes();
        List<String> hypotheses = lines(hypothesis);
        List<String> references = lines(reference);
        int segments = Math.min(hypotheses.size(), references.size());
        SegmentReaders readers = new SegmentReaders();
        for (int segment = 0; segment < segments; segment++) {
            assertThat(readers.ofBytes(hypotheses, references, segment)).isEqualTo(readers.ofStrings(hypotheses.get(segment), references.get(segment)));
        }
    }

    /// The lines, or none where the decoder refuses the bytes, too.
    private static List<String> lines(byte[] bytes) throws IOException {
        boolean decodes = true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            decodes = false;
        }
        try {
            List<String> lines = Utf8Lines.read(new ByteArrayInputStream(bytes), bytes.length, false, "x");
            assertThat(decodes).isTrue();
            return lines;
        } catch (IllegalArgumentException _) {
            assertThat(decodes).isFalse();
            return List.of();
        }
    }

    private static final class SegmentReaders {

        private final BleuReader reader = new BleuReader(Bleu.defaults());

        double[] ofBytes(List<String> hypotheses, List<String> references, int segment) {
            double[] statistics = new double[Bleu.defaults().width()];
            reader.read(hypotheses, List.of(references), segment, statistics, 0);
            return statistics;
        }

        double[] ofStrings(String hypothesis, String reference) {
            return Bleu.defaults().statistics(hypothesis, List.of(reference));
        }
    }
}

package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
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
}

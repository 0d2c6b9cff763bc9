package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RuleTokenizerTest {

    @Test
    void everyRecordedLineIsTokenizedAsByTheOriginal() {
        List<JsonNode> records = Parity.records("tokenize");
        for (JsonNode record : records) {
            String line = PythonText.stripEnd(record.get("in").asString());
            for (Tokenizer tokenizer : List.of(RuleTokenizer.MTEVAL_13A, RuleTokenizer.INTERNATIONAL, RuleTokenizer.CHINESE, RuleTokenizer.CHARACTER,
                    Parity.FLORES_101)) {
                assertThat(tokenizer.tokenize(line)).as("%s of %s", tokenizer.signature(), line)
                        .isEqualTo(record.get(tokenizer.signature()).asString());
            }
            assertThat(ChrFReader.words(record.get("in").asString())).isEqualTo(record.get("chrf_words").valueStream().map(JsonNode::asString).toList());
        }
        assertThat(records).hasSize(514);
    }

    /// Lines made of what the rules look at, other scripts' digits and marks, surrogate pairs and halves of them.
    @ParameterizedTest
    @EnumSource(RuleTokenizer.class)
    void everyPassWritesWhatItsExpressionWrites(RuleTokenizer tokenizer) {
        SplittableRandom random = new SplittableRandom(4);
        String[] pieces = {"a", "Z", "é", " ", "  ", ".", ",", "-", "...", "1", "23", "٣", "½", "&quot;", "&amp;", "&lt;", "&gt;", "<skipped>", "\n",
            "-\n", "'", "€", "。", "「", "國", "𠮷", "😀", "𝟏", "ሰ", "ខ", "؟", "۔", "\u2028", "\u3000", "\ud83d", "\udc00", "%", "~", "(", "\u2001"};
        for (int round = 0; round < 4_000; round++) {
            StringBuilder line = new StringBuilder();
            for (int left = random.nextInt(12); left >= 0; left--) {
                line.append(pieces[random.nextInt(pieces.length)]);
            }
            String text = PythonText.stripEnd(line.toString());
            assertThat(tokenizer.tokenize(text)).as(text).isEqualTo(RegexTokenizers.tokenize(tokenizer, text));
        }
    }
}

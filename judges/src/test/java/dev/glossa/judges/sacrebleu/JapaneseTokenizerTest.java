package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against MeCab with Debian's IPADIC.
class JapaneseTokenizerTest {

    private final JapaneseTokenizer tokenizer = JapaneseTokenizer.load();
    private final List<JsonNode> records = Parity.records("ja_mecab_debian");

    @Test
    void allButSeventeenRecordedLinesHaveMecabsWords() {
        List<JsonNode> lines = records.stream().filter(record -> record.has("wakati")).toList();
        long same = lines.stream().filter(record -> PythonText.split(tokenizer.tokenize(record.get("in").asString()))
                .equals(PythonText.split(record.get("wakati").asString()))).count();
        assertThat(lines).hasSize(225);
        assertThat(same).isEqualTo(208);
    }

    @Test
    void ordinaryProseHasMecabsWords() {
        assertThat(tokenizer.tokenize("昨日は図書館で本を読みました。")).isEqualTo("昨日 は 図書館 で 本 を 読み まし た 。");
    }

    /// 1.3 points away on lines made of symbols and unknown kanji.
    @Test
    void scoresStayNear() {
        List<JsonNode> scores = records.stream().filter(record -> record.has("bleu")).toList();
        for (JsonNode record : scores) {
            String corpus = record.get("bleu").asString();
            List<String> hypotheses = joined(Parity.hypotheses(corpus, record.get("sys").asString()));
            List<List<String>> references = Parity.references(corpus).stream().map(JapaneseTokenizerTest::joined).toList();
            double score = Bleu.defaults().withTokenizer(tokenizer).corpus(hypotheses, references).score();
            assertThat(score).as(corpus).isCloseTo(record.get("score").asDouble(), Offset.offset(1.5));
        }
        assertThat(scores).hasSize(3);
    }

    private static List<String> joined(List<String> lines) {
        return lines.stream().map(line -> line == null ? null : line.replace("\n", " ")).toList();
    }
}

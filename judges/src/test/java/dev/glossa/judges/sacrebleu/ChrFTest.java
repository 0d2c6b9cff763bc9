package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChrFTest {

    @Test
    void everyRecordedCaseAgrees() {
        List<JsonNode> records = Parity.records("chrf");
        int refused = 0;
        for (JsonNode record : records) {
            ChrF metric = metric(record.get("args"));
            List<String> hypotheses = Parity.hypotheses(record);
            List<List<String>> references = Parity.references(record);
            String id = record.get("id").asString();
            if (record.has("error")) {
                assertThatIllegalArgumentException().as(id).isThrownBy(() -> metric.corpus(hypotheses, references));
                refused++;
                continue;
            }
            MetricScore score = metric.corpus(hypotheses, references);
            MetricSignature signature = metric.signature(SegmentStatistics.referenceCount(references));
            Parity.assertClose(score.score(), record.get("score").asDouble(), id);
            assertThat(score.name()).isEqualTo(record.get("name").asString());
            assertThat(signature).hasToString(record.get("sig").asString());
            assertThat(signature.brief()).isEqualTo(record.get("sig_short").asString());
            assertThat(score.with(signature).line(2, false)).isEqualTo(record.get("format").asString());
            assertThat(Decimals.fixed(score.score(), 4)).isEqualTo(record.get("format4").asString());
            for (int i = 0; i < hypotheses.size(); i++) {
                double[] statistics = metric.statistics(hypotheses.get(i), Parity.segment(references, i));
                Parity.assertClose(metric.score(statistics), record.get("sent").get(i).asDouble(), id + " segment " + i);
                if (record.has("stats")) {
                    assertThat(statistics).as("%s segment %d", id, i).isEqualTo(Parity.numbers(record.get("stats").get(i)));
                }
            }
        }
        assertThat(records).hasSize(187);
        assertThat(refused).isEqualTo(3);
    }

    @Test
    void statisticsOfSegmentsAddUpToTheCorpus() {
        ChrF metric = ChrF.plusPlus();
        List<String> hypotheses = List.of("ሰላም ለዓለም", "یہ ایک امتحان ہے", "", "👩‍👩‍👧 ok");
        List<String> references = List.of("ሰላም ዓለም", "یہ امتحان ہے", "ខ្មែរ", "👩‍👧 ok!");
        double[] sum = new double[metric.width()];
        for (int i = 0; i < hypotheses.size(); i++) {
            double[] one = metric.statistics(hypotheses.get(i), List.of(references.get(i)));
            Arrays.setAll(sum, column -> sum[column] + one[column]);
        }
        assertThat(metric.score(sum)).isEqualTo(metric.corpus(hypotheses, List.of(references)).score()).isBetween(1.0, 99.0);
    }

    @Test
    void aSegmentWithoutReferenceIsRefusedByItsNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChrF.defaults().corpus(List.of("a", "b"), List.of(Arrays.asList("a", null))))
                .withMessage("segment 2: chrF needs at least one reference");
    }

    static ChrF metric(JsonNode args) {
        ChrF metric = ChrF.defaults();
        return new ChrF(args.path("char_order").asInt(metric.charOrder()), args.path("word_order").asInt(metric.wordOrder()),
                args.path("beta").asInt(metric.beta()), args.path("lowercase").asBoolean(false), args.path("whitespace").asBoolean(false),
                args.path("eps_smoothing").asBoolean(false));
    }
}

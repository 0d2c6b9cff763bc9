package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BleuTest {

    @Test
    void everyRecordedCaseAgrees() {
        List<JsonNode> records = Parity.records("bleu");
        int refused = 0;
        for (JsonNode record : records) {
            Bleu metric = metric(record.get("args"));
            List<String> hypotheses = Parity.hypotheses(record);
            List<List<String>> references = Parity.references(record);
            String id = record.get("id").asString();
            if (record.has("error")) {
                assertThatIllegalArgumentException().as(id).isThrownBy(() -> metric.corpus(hypotheses, references));
                refused++;
                continue;
            }
            Bleu.Score score = metric.pool(SegmentStatistics.of(metric, hypotheses, references).sum());
            MetricSignature signature = metric.signature(SegmentStatistics.referenceCount(references));
            Parity.assertClose(score.score(), record.get("score").asDouble(), id);
            Parity.assertClose(score.brevityPenalty(), record.get("bp").asDouble(), id);
            assertThat(score.correct()).as(id).isEqualTo(Parity.numbers(record.get("counts")));
            assertThat(score.totals()).as(id).isEqualTo(Parity.numbers(record.get("totals")));
            assertThat(score.hypothesisLength()).isEqualTo(record.get("sys_len").asLong());
            assertThat(score.referenceLength()).isEqualTo(record.get("ref_len").asLong());
            for (int n = 0; n < metric.maxOrder(); n++) {
                Parity.assertClose(score.precisions()[n], record.get("precisions").get(n).asDouble(), id);
            }
            assertThat(signature).hasToString(record.get("sig").asString());
            assertThat(signature.brief()).isEqualTo(record.get("sig_short").asString());
            assertThat(score.with(signature).line(2, false)).isEqualTo(record.get("format").asString());
            assertThat(Decimals.fixed(score.score(), 4)).isEqualTo(record.get("format4").asString());
            for (int i = 0; i < hypotheses.size(); i++) {
                double[] statistics = metric.statistics(hypotheses.get(i), Parity.segment(references, i));
                if (record.has("sent")) {
                    Parity.assertClose(metric.score(statistics), record.get("sent").get(i).asDouble(), id + " segment " + i);
                }
                if (record.has("stats")) {
                    assertThat(statistics).as("%s segment %d", id, i).isEqualTo(Parity.numbers(record.get("stats").get(i)));
                }
            }
        }
        assertThat(records).hasSize(390);
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void aMissingReferenceIsNotAnEmptyOne() {
        List<String> missing = new ArrayList<>(List.of("ሰላም ለዓለም ሁሉ ይሁን ዛሬ"));
        missing.add(null);
        assertThat(Bleu.defaults().statistics("ሰላም", missing)[1]).isEqualTo(5);
        assertThat(Bleu.defaults().statistics("ሰላም", List.of("ሰላም ለዓለም ሁሉ ይሁን ዛሬ", ""))[1]).isZero();
    }

    static Bleu metric(JsonNode args) {
        Bleu metric = Bleu.defaults();
        String tokenize = args.path("tokenize").asString(args.path("trg_lang").asString("").equals("zh") ? "zh" : "13a");
        Tokenizer tokenizer = tokenize.equals("flores101") ? Parity.FLORES_101
                : Arrays.stream(RuleTokenizer.values()).filter(t -> t.signature().equals(tokenize)).findFirst().orElseThrow();
        String method = args.path("smooth_method").asString("exp");
        Smoothing smoothing = Smoothing.of(Smoothing.Method.valueOf(method.toUpperCase(Locale.ROOT).replace('-', '_')));
        return metric.withTokenizer(tokenizer).withLowercase(args.path("lowercase").asBoolean(false))
                .withMaxOrder(args.path("max_ngram_order").asInt(metric.maxOrder())).withEffectiveOrder(args.path("effective_order").asBoolean(false))
                .withSmoothing(args.path("smooth_value").isNumber() ? new Smoothing(smoothing.method(), args.get("smooth_value").asDouble()) : smoothing);
    }
}

package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResamplingTest {

    /// Intervals are compared to 1e-9, the tolerance of the record itself: sums of logarithms differ in the last bit.
    private static final Offset<Double> NEAR = Offset.offset(1e-9);

    private final List<JsonNode> records = Parity.records("stats");

    @Test
    void everyRecordedBootstrapAgreesUnderBothArithmetics() {
        List<JsonNode> bootstraps = records.stream().filter(record -> record.get("kind").asString().equals("bootstrap")).toList();
        for (JsonNode record : bootstraps) {
            String id = record.get("id").asString() + " " + record.get("promotion").asString();
            CorpusMetric metric = metric(record.get("metric").asString(), record.get("args"));
            SegmentStatistics statistics = SegmentStatistics.of(metric, Parity.hypotheses(record), Parity.references(record));
            Resampling resampling = resampling(record);
            int resamples = record.get("n").asInt();
            double[] scores = resampling.bootstrap(metric, statistics, resamples);
            for (int i = 0; i < record.get("resamples").size(); i++) {
                assertThat(scores[i]).as("%s resample %d", id, i).isCloseTo(record.get("resamples").get(i).asDouble(), NEAR);
            }
            Interval interval = resampling.interval(metric, statistics, resamples);
            assertThat(interval.mean()).as(id).isCloseTo(record.get("mean").asDouble(), NEAR);
            assertThat(interval.halfWidth()).as(id).isCloseTo(record.get("ci").asDouble(), NEAR);
            MetricSignature signature = metric.signature(SegmentStatistics.referenceCount(Parity.references(record)))
                    .with("bs", Integer.toString(resamples)).with("seed", record.get("seed").asString());
            assertThat(signature).as(id).hasToString(record.get("sig").asString());
        }
        assertThat(bootstraps).hasSize(192);
    }

    @Test
    void everyRecordedPairedTestAgreesUnderBothArithmetics() {
        List<JsonNode> tests = records.stream().filter(record -> record.get("kind").asString().equals("paired")).toList();
        for (JsonNode record : tests) {
            String corpus = record.get("corpus").asString();
            List<CorpusMetric> metrics = record.has("metric_args")
                    ? List.of(metric("bleu", record.get("metric_args")))
                    : List.of(Bleu.defaults(), ChrF.plusPlus(), Ter.defaults());
            for (CorpusMetric metric : metrics) {
                List<SegmentStatistics> systems = record.get("systems").valueStream()
                        .map(system -> SegmentStatistics.of(metric, Parity.hypotheses(corpus, system.asString()), Parity.references(corpus))).toList();
                List<Resampling.Outcome> outcomes = outcomes(record, metric, systems);
                JsonNode expected = record.get("results").get(metric.name());
                for (int i = 0; i < outcomes.size(); i++) {
                    assertAgrees(outcomes.get(i), expected.get(i), record.get("id").asString() + " " + record.get("promotion").asString() + " "
                            + metric.name() + " system " + i);
                }
                assertThat(outcomes).hasSameSizeAs(systems);
            }
        }
        assertThat(tests).hasSize(38);
    }

    private static List<Resampling.Outcome> outcomes(JsonNode record, CorpusMetric metric, List<SegmentStatistics> systems) {
        int samples = record.get("n_samples").asInt();
        if (record.get("test").asString().equals("bs")) {
            return resampling(record).pairedBootstrap(metric, systems, samples == 0 ? 1_000 : samples);
        }
        int intervals = record.get("n_ar_confidence").asInt();
        return resampling(record).approximateRandomization(metric, systems, samples == 0 ? 10_000 : samples, intervals == 0 ? 1_000 : Math.max(0, intervals));
    }

    private static void assertAgrees(Resampling.Outcome outcome, JsonNode expected, String what) {
        Parity.assertClose(outcome.score(), expected.get("score").asDouble(), what);
        assertThat(outcome.pValue().isPresent()).as(what).isEqualTo(!expected.get("p").isNull());
        outcome.pValue().ifPresent(p -> assertThat(p).as(what).isEqualTo(expected.get("p").asDouble()));
        assertThat(outcome.interval().isPresent()).as(what).isEqualTo(!expected.get("mean").isNull());
        outcome.interval().ifPresent(interval -> {
            assertThat(interval.mean()).as(what).isCloseTo(expected.get("mean").asDouble(), NEAR);
            assertThat(interval.halfWidth()).as(what).isCloseTo(expected.get("ci").asDouble(), NEAR);
        });
    }

    private static Resampling resampling(JsonNode record) {
        return new Resampling(new BigInteger(record.get("seed").asString()), record.get("promotion").asString().equals("weak") ? Numpy.TWO : Numpy.ONE);
    }

    private static CorpusMetric metric(String name, JsonNode args) {
        return switch (name) {
            case "bleu" -> BleuTest.metric(args);
            case "chrf" -> ChrFTest.metric(args);
            case "ter" -> TerTest.metric(args);
            default -> throw new IllegalArgumentException(name);
        };
    }
}

package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TerTest {

    @Test
    void everyRecordedCaseAgrees() {
        List<JsonNode> records = Parity.records("ter");
        int refused = 0;
        for (JsonNode record : records) {
            Ter metric = metric(record.get("args"));
            List<String> hypotheses = Parity.hypotheses(record);
            List<List<String>> references = Parity.references(record);
            String id = record.get("id").asString();
            if (record.has("error")) {
                assertThatIllegalArgumentException().as(id).isThrownBy(() -> metric.corpus(hypotheses, references));
                refused++;
                continue;
            }
            for (int i = 0; i < hypotheses.size(); i++) {
                double[] statistics = metric.statistics(hypotheses.get(i), Parity.segment(references, i));
                if (record.has("sent")) {
                    Parity.assertClose(metric.score(statistics), record.get("sent").get(i).asDouble(), id + " segment " + i);
                }
                if (record.has("stats")) {
                    assertThat(statistics).as("%s segment %d", id, i).isEqualTo(Parity.numbers(record.get("stats").get(i)));
                }
            }
            Ter.Score score = metric.pool(SegmentStatistics.of(metric, hypotheses, references).sum());
            MetricSignature signature = metric.signature(SegmentStatistics.referenceCount(references));
            Parity.assertClose(score.score(), record.get("score").asDouble(), id);
            assertThat(score.edits()).as(id).isEqualTo(record.get("num_edits").asDouble());
            Parity.assertClose(score.referenceLength(), record.get("ref_length").asDouble(), id);
            assertThat(signature).hasToString(record.get("sig").asString());
            assertThat(signature.brief()).isEqualTo(record.get("sig_short").asString());
            assertThat(score.with(signature).line(2, false)).isEqualTo(record.get("format").asString());
            assertThat(Decimals.fixed(score.score(), 4)).isEqualTo(record.get("format4").asString());
        }
        assertThat(records).hasSize(147);
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void everyRecordedLineIsPreparedAsByTheOriginal() {
        Ter normalized = Ter.defaults().withNormalized(true);
        Ter asian = normalized.withAsianSupport(true);
        for (JsonNode record : Parity.records("tokenize")) {
            String line = PythonText.stripEnd(record.get("in").asString());
            assertThat(prepare(normalized, line)).isEqualTo(record.get("ter_n").asString());
            assertThat(prepare(asian, line)).isEqualTo(record.get("ter_na").asString());
            assertThat(prepare(new Ter(false, true, true, false), line)).isEqualTo(record.get("ter_pa").asString());
            assertThat(prepare(new Ter(true, true, true, true), line)).isEqualTo(record.get("ter_npac").asString());
        }
    }

    /// Few words give many matches and trials; long sequences leave the band; one side much longer than the other widens it.
    @Test
    void theSearchAgreesWithOneThatBuildsEveryShift() {
        SplittableRandom random = new SplittableRandom(9);
        ShiftedEdits edits = new ShiftedEdits();
        for (int round = 0; round < 1_500; round++) {
            int vocabulary = 2 + random.nextInt(round % 3 == 0 ? 4 : 40);
            int longest = round % 50 == 0 ? 120 : 24;
            int[] reference = random.ints(random.nextInt(longest), 0, vocabulary).toArray();
            int[] hypothesis = round % 2 == 0 ? random.ints(random.nextInt(longest), 0, vocabulary).toArray() : shuffled(reference, random);
            assertThat(edits.count(hypothesis, hypothesis.length, reference, reference.length)).isEqualTo(PlainTer.edits(hypothesis, reference));
        }
    }

    @Test
    void aHugeSegmentStaysWithinTheBand() {
        SplittableRandom random = new SplittableRandom(1);
        int[] hypothesis = random.ints(100_000, 0, 50_000).toArray();
        int[] reference = random.ints(100_000, 0, 50_000).toArray();
        assertThat(new ShiftedEdits().count(hypothesis, hypothesis.length, reference, reference.length)).isBetween(90_000L, 100_000L);
    }

    private static int[] shuffled(int[] words, SplittableRandom random) {
        int[] moved = words.clone();
        for (int swaps = random.nextInt(3); swaps > 0 && moved.length > 3; swaps--) {
            int from = random.nextInt(moved.length - 2);
            int to = random.nextInt(moved.length - 2);
            int[] phrase = {moved[from], moved[from + 1]};
            moved[from] = moved[to];
            moved[from + 1] = moved[to + 1];
            moved[to] = phrase[0];
            moved[to + 1] = phrase[1];
        }
        return moved;
    }

    private static String prepare(Ter metric, String line) {
        Letters letters = new Letters();
        letters.set(metric.caseSensitive() ? line : PythonText.lower(line));
        TercomRules.apply(metric, letters);
        return String.join(" ", PythonText.split(letters.toString()));
    }

    static Ter metric(JsonNode args) {
        return new Ter(args.path("normalized").asBoolean(false), args.path("no_punct").asBoolean(false), args.path("asian_support").asBoolean(false),
                args.path("case_sensitive").asBoolean(false));
    }
}

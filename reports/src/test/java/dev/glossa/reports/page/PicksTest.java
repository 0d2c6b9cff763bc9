package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Key;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.run.ScoreRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicksTest {
    /// Values of three items and an answer that failed; less is better of TER, and COMET may lie below zero.
    @ParameterizedTest
    @CsvSource({"ter, false, 120, 60, 20", "comet, true, -0.6, -0.2, 0.4", "chrf, true, 10, 40, 70"})
    void anAnswerWithoutAScoreIsAmongTheWorstWhicheverWayAMetricPoints(String metric, boolean ascending, double bad, double middling, double good) {
        Picks picks = new Picks("ur");
        List<Score> scores = List.of(Score.Scored.mean(good, ""), new Score.Failed("timeout"), Score.Scored.mean(bad, ""), Score.Scored.mean(middling, ""));
        for (int i = 0; i < scores.size(); i++) {
            SampleId id = SampleId.parse("flores/ur/" + SampleId.row(i));
            picks.score(0, id, new ScoreRecord(new Key(id.toString(), 0, ""), metric, scores.get(i), false, Map.of(), Map.of(), "s"));
        }
        List<List<Picks.Item>> picked = picks.worstAndBest("flores", metric, ascending, 2, List.of(0));
        assertThat(picked.getFirst()).extracting(Picks.Item::item).containsExactlyInAnyOrder(SampleId.row(1), SampleId.row(2));
        assertThat(picked.getLast()).extracting(Picks.Item::item).containsExactly(SampleId.row(0), SampleId.row(3));
    }
}

package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The example of the README.
class LibraryExampleTest {

    @Test
    void aCorpusIsScoredInTenLines() {
        List<String> hypotheses = List.of("Habari ya dunia.", "Paka amelala kwenye mkeka.");
        List<String> references = List.of("Habari za dunia.", "Paka amelala juu ya mkeka.");
        ChrF chrf = ChrF.plusPlus();
        SegmentStatistics statistics = SegmentStatistics.of(chrf, hypotheses, List.of(references));
        ChrF.Score score = chrf.pool(statistics.sum());
        Interval interval = Resampling.defaults().interval(chrf, statistics, 1_000);
        String line = score.with(chrf.signature(1)).line(1, false);
        assertThat(line).startsWith("chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0 = ");
        assertThat(interval.mean()).isBetween(score.score() - 10, score.score() + 10);
    }
}

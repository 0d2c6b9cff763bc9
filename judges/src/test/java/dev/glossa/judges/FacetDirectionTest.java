package dev.glossa.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Metric;
import dev.glossa.harness.Metric.Direction;
import dev.glossa.harness.Metric.Scale;
import dev.glossa.judges.comet.CometMetric;
import dev.glossa.judges.fidelity.FidelityMetric;
import dev.glossa.judges.pairwise.PairwiseJudge;
import dev.glossa.judges.rubric.RubricJudge;
import dev.glossa.judges.translation.ReferenceMetric;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FacetDirectionTest {
    private static final List<Metric> METRICS = List.of(new FidelityMetric.LinePassRate(), new FidelityMetric.LineAccuracy(), new CometMetric.WithErrorSpans(),
            new PairwiseJudge(), new RubricJudge(), new ReferenceMetric.EditRate());

    private static List<String> of(Direction direction) {
        return METRICS.stream().flatMap(metric -> Stream.concat(Stream.of(""), metric.facets().keySet().stream().sorted())
                .filter(facet -> metric.direction(facet) == direction).map(facet -> metric.name() + ":" + facet)).toList();
    }

    @Test
    void ofErrorsLessIsBetterAndOfWhatIsNeitherNothing() {
        assertThat(of(Direction.LESS_IS_BETTER)).containsExactly("lpr:english", "lpr:latin-script", "lpr:other-scripts", "lpr:switches",
                "xcomet:critical", "xcomet:major", "xcomet:minor", "win-rate:position-flips", "ter:");
        assertThat(of(Direction.NEITHER)).containsExactly("lpr:counted", "line-acc:counted", "win-rate:ties");
        assertThat(of(Direction.MORE_IS_BETTER)).contains("lpr:", "lpr:own-script", "xcomet:", "xcomet:mqm", "win-rate:", "win-rate:unweighted", "rubric:", "rubric:naturalness");
    }

    @Test
    void aCountIsNoProportion() {
        assertThat(METRICS.stream().flatMap(metric -> metric.facets().keySet().stream().sorted().filter(facet -> metric.scale(facet) == Scale.COUNT)
                .map(facet -> metric.name() + ":" + facet))).containsExactly("lpr:switches", "xcomet:critical", "xcomet:major", "xcomet:minor");
    }
}

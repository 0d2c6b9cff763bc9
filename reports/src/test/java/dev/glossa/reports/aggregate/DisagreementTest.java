package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Metric;
import dev.glossa.reports.aggregate.Bench.Toy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final Toy LENIENT = new Toy("lenient", Metric.Scale.PROPORTION, Map.of(), s -> s.get(0) / s.get(1));

    @Test
    void answersThatTwoReadingsHaveReadAreComparedOneByOne() {
        Bench strict = new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY)
                .answers("a", "global-mgsm", "km", "strict", "0011f").answers("b", "global-mgsm", "km", "strict", "11111");
        Bench lenient = new Bench("a", "b").declare("global-mgsm", LENIENT)
                .answers("a", "global-mgsm", "km", "lenient", "1101f").answers("b", "global-mgsm", "km", "lenient", "11111");
        assertThat(Disagreement.of(List.of(strict.table(), lenient.table()))).containsExactly(
                new Disagreement("global-mgsm", "strict", "lenient", Bench.LANGUAGES.get("km"), "a", 1, 2, 4),
                new Disagreement("global-mgsm", "strict", "lenient", Bench.LANGUAGES.get("km"), "b", 0, 0, 5));
    }

    @Test
    void ofASingleReadingOrOfMeansNothingIsSaid() {
        Bench one = new Bench("a").declare("global-mgsm", Toy.ACCURACY).answers("a", "global-mgsm", "km", "strict", "01");
        assertThat(Disagreement.of(List.of(one.table()))).isEmpty();
    }
}

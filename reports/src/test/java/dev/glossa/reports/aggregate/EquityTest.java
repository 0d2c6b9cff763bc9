package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.reports.aggregate.Equity.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EquityTest {
    private static Value value(String code, double value) {
        return new Value(Bench.LANGUAGES.get(code), value, Optional.of(new Interval(value - 0.08, value + 0.08)));
    }

    /// Expected: scipy 1.17.1 `linregress` on log10 of the pages of en, nl, wo, am and sw, and NumPy's `percentile`.
    @Test
    void unevennessIsMeasuredAsTextbooksDo() {
        Equity equity = Equity.of(List.of(value("en", 0.9), value("nl", 0.85), value("wo", 0.3), value("am", 0.35), value("sw", 0.5)),
                OptionalDouble.of(0.25), true);
        assertThat(equity.worst().language().code()).isEqualTo("wo");
        assertThat(equity.tenth()).isEqualTo(0.32, within(1e-12));
        assertThat(equity.gap().orElseThrow()).isEqualTo(0.4, within(1e-12));
        assertThat(equity.slope().orElseThrow()).isEqualTo(0.1314467903194568, within(1e-9));
        assertThat(equity.slopeRange().orElseThrow().low()).isEqualTo(0.07642675455397949, within(1e-9));
        assertThat(equity.slopeRange().orElseThrow().high()).isEqualTo(0.18646682608493412, within(1e-9));
        assertThat(equity.gini().orElseThrow()).isEqualTo(0.2344827586206897, within(1e-12));
        assertThat(equity.atChance()).extracting(Object::toString).containsExactly("wo");
    }

    @Test
    void whatCannotBeMeasuredIsAbsent() {
        Equity equity = Equity.of(List.of(value("sw", -0.2)), OptionalDouble.empty(), true);
        assertThat(equity.gap()).isEmpty();
        assertThat(equity.slope()).isEmpty();
        assertThat(equity.slopeRange()).isEmpty();
        assertThat(equity.gini()).isEmpty();
        assertThat(equity.atChance()).isEmpty();
    }

    @Test
    void languagesWhoseIntervalReachesDownToGuessingAreAtChance() {
        Bench bench = new Bench("m").declare("global-mmlu", Bench.Toy.ACCURACY);
        for (int i = 0; i < 100; i++) {
            bench.add("m", "global-mmlu/am/" + i, 0, "strict", dev.glossa.harness.Score.Scored.mean(i < 27 ? 1 : 0, ""), false, java.util.Map.of("chance", "0.25"));
            bench.add("m", "global-mmlu/sw/" + i, 0, "strict", dev.glossa.harness.Score.Scored.mean(i < 45 ? 1 : 0, ""), false, java.util.Map.of("chance", "0.25"));
        }
        Aggregate aggregate = Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1)).getFirst();
        Equity equity = Equity.of(aggregate, "m").orElseThrow();
        assertThat(aggregate.table().chance()).hasValue(0.25);
        assertThat(equity.atChance()).extracting(Object::toString).containsExactly("am");
        assertThat(equity.languages()).isEqualTo(2);
    }

    @Test
    void whereLessIsBetterTheWorstIsTheHighest() {
        Equity equity = Equity.of(List.of(value("en", 0.3), value("sw", 0.6), value("am", 0.5)), OptionalDouble.empty(), false);
        assertThat(equity.worst().language().code()).isEqualTo("sw");
        assertThat(equity.tenth()).isEqualTo(0.58, within(1e-12));
    }

    @Test
    void likeValuesAreEven() {
        Equity equity = Equity.of(List.of(value("en", 0.5), value("sw", 0.5), value("am", 0.5)), OptionalDouble.empty(), true);
        assertThat(equity.gini()).hasValue(0);
        assertThat(equity.gap()).hasValue(0);
    }
}

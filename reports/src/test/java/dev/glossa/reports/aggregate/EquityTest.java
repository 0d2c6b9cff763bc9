package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Metric;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.reports.aggregate.Equity.Value;
import java.util.List;
import java.util.Map;
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

    /// XCOMET's errors are counted by what saw one language more than another, too.
    @Test
    void ofScoresThatAreOnNoOneScaleNoReadingSaysWhichLanguageIsWorst() {
        Bench.Toy xcomet = new Bench.Toy("xcomet", Metric.Scale.RAW, Map.of("major", s -> s.get(0)), s -> s.get(0) / s.get(1), Map.of(),
                Map.of("major", Metric.Direction.LESS_IS_BETTER), Map.of("major", Metric.Scale.COUNT));
        Bench bench = new Bench("m").declare("wmt24pp", xcomet).answers("m", "wmt24pp", "am", "xcomet", "1100").answers("m", "wmt24pp", "sw", "xcomet", "1110");
        assertThat(Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.1))).hasSize(2).allSatisfy(reading -> {
            assertThat(Equity.of(reading, "m")).isEmpty();
            assertThat(reading.cells()).isNotEmpty().allSatisfy(cell -> assertThat(cell.spread()).isEmpty());
        });
    }

    @Test
    void likeValuesAreEven() {
        Equity equity = Equity.of(List.of(value("en", 0.5), value("sw", 0.5), value("am", 0.5)), OptionalDouble.empty(), true);
        assertThat(equity.gini()).hasValue(0);
        assertThat(equity.gap()).hasValue(0);
    }

    /// Language confusion: who answers in English has the most English, and the most switches of all.
    @Test
    void facetsHaveADirectionAndAScaleOfTheirOwn() {
        Bench.Toy lpr = new Bench.Toy("lpr", Metric.Scale.PROPORTION, Map.of("english", s -> s.get(2) / s.get(1), "switches", s -> s.get(3) / s.get(1), "counted", s -> 1),
                s -> s.get(0) / s.get(1), Map.of(), Map.of("english", Metric.Direction.LESS_IS_BETTER, "switches", Metric.Direction.LESS_IS_BETTER, "counted", Metric.Direction.NEITHER),
                Map.of("switches", Metric.Scale.COUNT));
        Bench bench = new Bench("in English", "in the language").declare("mdolly", lpr);
        for (int i = 1; i <= 60; i++) {
            for (String language : java.util.List.of("am", "sw")) {
                double foreign = language.equals("sw") ? 2 : 1;
                bench.add("in English", "mdolly/" + language + "/" + i, "lpr", new Score.Scored(0, Statistics.of(0, 1, i % 10 == 0 && language.equals("am") ? 0 : 1, i % 10 == 0 ? 9 * foreign : 0.0), ""));
                bench.add("in the language", "mdolly/" + language + "/" + i, "lpr", new Score.Scored(1, Statistics.of(1, 1, i == 1 ? 1 : 0, 1), ""));
            }
        }
        Map<String, Aggregate> readings = new java.util.HashMap<>();
        Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(500, 1, 0.1)).forEach(a -> readings.put(a.facet(), a));
        Aggregate english = readings.get("english");
        assertThat(english.ranks().get(english.groups().getFirst()).get("in the language").text()).isEqualTo("1");
        assertThat(english.ranks().get(english.groups().getFirst()).get("in English").text()).isEqualTo("2");
        assertThat(Equity.of(english, "in English").orElseThrow().worst().language().code()).isEqualTo("sw");
        assertThat(readings.get("").ranks().get(english.groups().getFirst()).get("in the language").text()).isEqualTo("1");
        assertThat(readings.get("counted").ranks().values()).allSatisfy(ranks -> assertThat(ranks).isEmpty());
        assertThat(Equity.of(readings.get("counted"), "in English")).isEmpty();
        // 0.9 foreign spans an answer: from none to nine of them in each.
        Interval range = readings.get("switches").cell(Group.Kind.LANGUAGE, "am", "in English").flatMap(Cell::interval).orElseThrow();
        assertThat(range.low()).isBetween(0.0, 0.9);
        assertThat(range.high()).isGreaterThan(1.2);
        // Of a count that is alike in all answers nothing can be said; it is no proportion of 1.
        assertThat(readings.get("switches").cell(Group.Kind.LANGUAGE, "am", "in the language").orElseThrow().interval()).isEmpty();
    }
}

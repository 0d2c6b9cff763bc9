package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Language;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.reports.aggregate.Bench.Toy;
import dev.glossa.reports.aggregate.Group.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AggregateTest {
    private static final Aggregate.Options FAST = new Aggregate.Options(200, 1, 0.10);

    private static Aggregate aggregate(Bench bench) {
        return Aggregate.of(bench.table(), Bench.LANGUAGES, FAST).getFirst();
    }

    private static Cell overall(Aggregate aggregate, String model) {
        return aggregate.cell(Kind.OVERALL, "overall", model).orElseThrow();
    }

    @Test
    void everyLanguageWeighsTheSameHoweverManySamplesItHas() {
        Aggregate aggregate = aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "am", "strict", "1111111111")
                .answers("m", "global-mgsm", "sw", "strict", "00"));
        assertThat(overall(aggregate, "m").value()).hasValue(0.5);
        assertThat(overall(aggregate, "m").languages()).isEqualTo(2);
        assertThat(overall(aggregate, "m").counts().n()).isEqualTo(12);
    }

    @Test
    void aLanguagesValueIsThePoolOfItsSumsRatherThanAMeanOfValues() {
        Bench bench = new Bench("m").declare("flores", Toy.POINTS);
        bench.add("m", "flores/km/0001", "chrf", new Score.Scored(100, Statistics.of(1, 1), ""));
        bench.add("m", "flores/km/0002", "chrf", new Score.Scored(0, Statistics.of(0, 9), ""));
        assertThat(aggregate(bench).cell(Kind.LANGUAGE, "km", "m").orElseThrow().value()).hasValue(10);
    }

    @Test
    void theFourStatesAreCountedApartAndOnlyScoredOnesAreInTheMean() {
        Aggregate aggregate = aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "ur", "strict", "11111111111111111110t" + "uf"));
        Cell cell = aggregate.cell(Kind.LANGUAGE, "ur", "m").orElseThrow();
        assertThat(cell.counts()).isEqualTo(new Counts(21, 1, 1, 1));
        assertThat(cell.counts().n()).isEqualTo(23);
        assertThat(cell.value().orElseThrow()).isEqualTo(20 / 21.0, within(1e-12));
    }

    @Test
    void aMeanOfTooFewScoredSamplesIsNotPrintedAndSaysWhy() {
        Cell cell = overall(aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "am", "strict", "1111uu")), "m");
        assertThat(cell.value()).isEmpty();
        assertThat(cell.interval()).isEmpty();
        assertThat(cell.note()).isEqualTo("not printed: 2 of 6 samples are failed or unparsed");
    }

    /// What English is worth cannot be told from 2 of its 100 answers, and so not what it adds to a mean either.
    @Test
    void aLanguageWhoseOwnNumberIsNotPrintedCountsInNoMean() {
        List<String> codes = List.of("en", "am", "ha", "ig", "sw", "yo", "km", "th", "ur", "hi", "de", "fr", "pl", "es", "it", "pt", "ja", "ko", "tr", "vi");
        Bench bench = new Bench("a", "b").declare("mdolly", Toy.ACCURACY);
        for (String code : codes) {
            bench.answers("a", "mdolly", code, "strict", code.equals("en") ? "00" + "f".repeat(98) : "10".repeat(50)).answers("b", "mdolly", code, "strict", "1".repeat(100));
        }
        Aggregate aggregate = aggregate(bench);
        assertThat(aggregate.cell(Kind.LANGUAGE, "en", "a").orElseThrow().note()).isEqualTo("not printed: 98 of 100 samples are failed or unparsed");
        assertThat(overall(aggregate, "a").value().orElseThrow()).isEqualTo(0.5, within(1e-12));
        assertThat(overall(aggregate, "a").languages()).isEqualTo(19);
        assertThat(overall(aggregate, "b").languages()).isEqualTo(19);
        assertThat(aggregate.leftOut()).containsOnly(Map.entry(Bench.LANGUAGES.get("en"), List.of("a")));
    }

    /// One model without a judgment in many places takes no language from the others.
    @Test
    void aModelOfWhichNoMeanCanBePrintedRestrictsNoOther() {
        Aggregate aggregate = aggregate(new Bench("broken", "whole").declare("global-mgsm", Toy.ACCURACY)
                .answers("broken", "global-mgsm", "am", "strict", "11uu").answers("broken", "global-mgsm", "sw", "strict", "1111")
                .answers("whole", "global-mgsm", "am", "strict", "1111").answers("whole", "global-mgsm", "sw", "strict", "0000"));
        assertThat(overall(aggregate, "broken").value()).isEmpty();
        assertThat(overall(aggregate, "broken").note()).isEqualTo("not printed: 2 of 8 samples are failed or unparsed");
        assertThat(overall(aggregate, "whole").value()).hasValue(0.5);
        assertThat(aggregate.leftOut()).isEmpty();
    }

    @Test
    void overAFixedSetAModelLacksTheLanguagesInWhichItsNumberIsNotPrinted() {
        Bench bench = new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY);
        for (String code : List.of("am", "sw", "th")) {
            bench.answers("a", "global-mgsm", code, "strict", code.equals("am") ? "0".repeat(80) + "u".repeat(20) : "1".repeat(100)).answers("b", "global-mgsm", code, "strict", "1".repeat(100));
        }
        Table table = bench.table();
        Aggregate aggregate = Aggregate.of(table, Bench.LANGUAGES, FAST, java.util.Optional.of(table.languages())).getFirst();
        assertThat(overall(aggregate, "a").value()).hasValue(1);
        assertThat(overall(aggregate, "a").languages()).isEqualTo(2);
        assertThat(overall(aggregate, "b").languages()).isEqualTo(3);
        assertThat(aggregate.ranks().get(overall(aggregate, "a").group())).containsOnlyKeys("b");
    }

    /// A run that was killed in its last language.
    @Test
    void aModelThatLacksItemsOfOthersIsMarkedAndHasNoPlace() {
        Aggregate aggregate = aggregate(new Bench("whole", "other", "cut").declare("global-mgsm", Toy.ACCURACY)
                .answers("whole", "global-mgsm", "am", "strict", "11001100111f").answers("whole", "global-mgsm", "sw", "strict", "11001100")
                .answers("other", "global-mgsm", "am", "strict", "110011001100").answers("other", "global-mgsm", "sw", "strict", "11001100")
                .answers("cut", "global-mgsm", "am", "strict", "1".repeat(12)).answers("cut", "global-mgsm", "sw", "strict", "111"));
        Cell swahili = aggregate.cell(Kind.LANGUAGE, "sw", "cut").orElseThrow();
        assertThat(swahili.value()).hasValue(1);
        assertThat(swahili.mark()).isEqualTo("partial: 3 of 8 items");
        assertThat(overall(aggregate, "cut").mark()).isEqualTo("partial: not all items in 1 of 2 languages");
        assertThat(aggregate.ranks().get(swahili.group())).containsOnlyKeys("whole", "other");
        assertThat(aggregate.ranks().get(overall(aggregate, "cut").group())).containsOnlyKeys("whole", "other");
        assertThat(aggregate.cell(Kind.LANGUAGE, "am", "cut").orElseThrow().mark()).isEmpty();
        assertThat(aggregate.ranks().get(aggregate.cell(Kind.LANGUAGE, "am", "cut").orElseThrow().group())).containsOnlyKeys("whole", "other", "cut");
        assertThat(aggregate.differences()).filteredOn(d -> d.group().equals(swahili.group())).extracting(Difference::model).containsExactly("other");
    }

    /// As line pass rates do of Thai, whose lines have too few words between blanks.
    @Test
    void anIntervalCountsOnlyAnswersThatTheValueRestsOn() {
        Bench bench = new Bench("m").declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < 50; i++) {
            int judged = i < 3 ? 1 : 0;
            bench.add("m", "mdolly/th/" + dev.glossa.harness.SampleId.row(i), "strict", new Score.Scored(1, Statistics.of(judged, judged), ""));
            bench.add("m", "mdolly/km/" + dev.glossa.harness.SampleId.row(i), "strict", new Score.Scored(1, Statistics.of(0, 0), ""));
        }
        Aggregate aggregate = aggregate(bench);
        Cell thai = aggregate.cell(Kind.LANGUAGE, "th", "m").orElseThrow();
        assertThat(thai.value()).hasValue(1);
        assertThat(thai.interval().orElseThrow()).isEqualTo(Interval.wilson(3, 3));
        assertThat(thai.counts()).isEqualTo(new Counts(50, 0, 0, 0, 47));
        assertThat(overall(aggregate, "m").interval().orElseThrow()).isEqualTo(Interval.wilson(3, 3));
        Cell khmer = aggregate.cell(Kind.LANGUAGE, "km", "m").orElseThrow();
        assertThat(khmer.value()).isEmpty();
        assertThat(khmer.note()).isEqualTo("no answer has anything to judge");
    }

    @Test
    void modelsAreComparedOverTheLanguagesThatAllOfThemHave() {
        Aggregate aggregate = aggregate(new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY)
                .answers("a", "global-mgsm", "am", "strict", "1111")
                .answers("a", "global-mgsm", "sw", "strict", "0000")
                .answers("a", "global-mgsm", "th", "strict", "1100")
                .answers("b", "global-mgsm", "am", "strict", "1100")
                .answers("b", "global-mgsm", "th", "strict", "ffff"));
        assertThat(overall(aggregate, "a").value()).hasValue(1);
        assertThat(overall(aggregate, "b").value()).hasValue(0.5);
        assertThat(overall(aggregate, "a").languages()).isEqualTo(1);
        assertThat(aggregate.leftOut()).containsOnlyKeys(Bench.LANGUAGES.get("sw"), Bench.LANGUAGES.get("th"))
                .containsValue(List.of("b"));
        assertThat(aggregate.cell(Kind.LANGUAGE, "sw", "a")).isPresent();
        assertThat(aggregate.cell(Kind.LANGUAGE, "sw", "b")).isEmpty();
        assertThat(aggregate.cell(Kind.LANGUAGE, "th", "b").orElseThrow().note()).isEqualTo("no sample is scored");
    }

    @Test
    void aModelThatWasNotRunOnABenchmarkRestrictsNoOther() {
        Scores scores = new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY).declare("flores", Toy.POINTS)
                .answers("a", "global-mgsm", "am", "strict", "1111")
                .answers("b", "flores", "am", "chrf", "1111").build();
        Aggregate aggregate = Aggregate.of(scores.table("global-mgsm", "strict").orElseThrow(), Bench.LANGUAGES, FAST).getFirst();
        assertThat(aggregate.models()).containsExactly("a");
        assertThat(overall(aggregate, "a").languages()).isEqualTo(1);
    }

    @Test
    void theHeadlineHoldsThePublishedLanguagesAndAnotherMeanHoldsAll() {
        // Nepali has a public data set, but no published result (protocol, 2.1).
        Aggregate aggregate = aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "te", "strict", "1111")
                .answers("m", "global-mgsm", "ne", "strict", "0000"));
        assertThat(overall(aggregate, "m").value()).hasValue(1);
        assertThat(aggregate.cell(Kind.OVERALL, "all", "m").orElseThrow().value()).hasValue(0.5);
        assertThat(aggregate.cell(Kind.REGION, "South Asia", "m").orElseThrow().languages()).isEqualTo(1);
    }

    @Test
    void aVarietyHasALineOfItsOwnAndCountsInNoMean() {
        Aggregate aggregate = aggregate(new Bench("m").declare("flores", Toy.POINTS)
                .answers("m", "flores", "zh", "chrf", "1111")
                .answers("m", "flores", "zh_Hant", "chrf", "0000"));
        assertThat(overall(aggregate, "m").value()).hasValue(100);
        assertThat(aggregate.cell(Kind.OVERALL, "all", "m")).isEmpty();
        assertThat(aggregate.cell(Kind.LANGUAGE, "zh_Hant", "m").orElseThrow().value()).hasValue(0);
    }

    @Test
    void aLanguageInWhichTheMetricIsNotTrustedHasALineAndCountsInNoMean() {
        Toy comet = new Toy("comet", dev.glossa.harness.Metric.Scale.RAW, Map.of(), s -> s.get(0) / s.get(1),
                Map.of("wo", "its model never saw Wolof"));
        Aggregate aggregate = aggregate(new Bench("m").declare("flores", comet)
                .answers("m", "flores", "sw", "comet", "1111").answers("m", "flores", "wo", "comet", "0000"));
        assertThat(overall(aggregate, "m").value()).hasValue(1);
        assertThat(aggregate.cell(Kind.LANGUAGE, "wo", "m").orElseThrow().value()).hasValue(0);
        assertThat(aggregate.reserved()).containsEntry(Bench.LANGUAGES.get("wo"), "its model never saw Wolof");
    }

    @Test
    void aBenchmarkWithoutPublishedResultsCountsEveryLanguage() {
        Aggregate aggregate = aggregate(new Bench("m").declare("proverbs", Toy.ACCURACY)
                .answers("m", "proverbs", "ne", "strict", "11")
                .answers("m", "proverbs", "ky", "strict", "00"));
        assertThat(overall(aggregate, "m").languages()).isEqualTo(2);
        assertThat(aggregate.cell(Kind.OVERALL, "all", "m")).isEmpty();
    }

    /// FLORES+ has languages that no table of Glossa holds; their codes tell of them.
    @Test
    void languagesThatNoTableHoldsAreCountedAfterThoseOfTheTable() {
        Aggregate aggregate = aggregate(new Bench("m").declare("flores", Toy.POINTS)
                .answers("m", "flores", "cat_Latn_vale1252", "chrf", "1100").answers("m", "flores", "aar_Latn", "chrf", "0000")
                .answers("m", "flores", "sw", "chrf", "1111"));
        assertThat(aggregate.table().languages()).extracting(Language::code).containsExactly("sw", "aar_Latn", "cat_Latn_vale1252");
        assertThat(overall(aggregate, "m").value()).hasValue(100);
        assertThat(aggregate.cell(Kind.OVERALL, "all", "m").orElseThrow().value()).hasValue(50);
        assertThat(aggregate.cell(Kind.LANGUAGE, "aar_Latn", "m").orElseThrow().counts().n()).isEqualTo(4);
        assertThat(aggregate.cell(Kind.SCRIPT, "Latn", "m").orElseThrow().languages()).isEqualTo(1);
    }

    @Test
    void groupsComeInAFixedOrder() {
        Bench bench = new Bench("m").declare("flores", Toy.POINTS);
        for (String language : List.of("sw", "am", "km", "ur", "he", "en", "nl", "hi")) {
            bench.answers("m", "flores", language, "chrf", "10");
        }
        // English is no Flores target.
        assertThat(aggregate(bench).groups().stream().map(g -> g.kind().wire() + ":" + g.name())).containsExactly(
                "overall:overall", "overall:all", "region:Europe", "region:West Asia", "region:South Asia", "region:Asia Pacific",
                "region:Africa", "bin:1", "bin:3", "bin:4", "bin:5", "script:Arab", "script:Deva", "script:Ethi", "script:Hebr",
                "script:Khmr", "script:Latn", "resource:high", "resource:medium", "resource:low", "resource:extremely low", "language:en", "language:nl", "language:he", "language:hi", "language:ur",
                "language:km", "language:am", "language:sw");
    }

    /// Shares of 2,329,630,755 pages: German 5.9 %, Hebrew 0.23 %, Urdu 0.035 %, Wolof under 0.0001 %.
    @Test
    void resourceLevelsFollowTheShareOfCommonCrawl() {
        assertThat(List.of("de", "he", "ur", "wo")).map(code -> Resource.of(Bench.LANGUAGES.get(code)).orElseThrow())
                .containsExactly(Resource.HIGH, Resource.MEDIUM, Resource.LOW, Resource.EXTREMELY_LOW);
        assertThat(Resource.of(Bench.LANGUAGES.get("aar_Latn"))).isEmpty();
    }

    @Test
    void spreadIsTheSampleDeviationOverLanguages() {
        Cell cell = overall(aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "am", "strict", "1111")
                .answers("m", "global-mgsm", "sw", "strict", "1100")
                .answers("m", "global-mgsm", "th", "strict", "0000")), "m");
        assertThat(cell.spread()).hasValue(0.5);
    }

    @Test
    void facetsReadTheSameSumsAndSlicesSomeOfTheSamples() {
        Toy rubric = new Toy("rubric", dev.glossa.harness.Metric.Scale.PROPORTION,
                Map.of("naturalness", s -> s.get(2) / s.get(1)), s -> s.get(0) / s.get(1));
        Bench bench = new Bench("m").declare("mdolly", rubric, "domain");
        bench.add("m", "mdolly/am/0001", 0, "rubric", new Score.Scored(0.5, Statistics.of(0.5, 1, 0.2), ""), false, Map.of("domain", "news"));
        bench.add("m", "mdolly/am/0002", 0, "rubric", new Score.Scored(0.7, Statistics.of(0.7, 1, 0.4), ""), false, Map.of("domain", "fiction"));
        bench.add("m", "mdolly/am/0003", 0, "rubric", new Score.Scored(0.9, Statistics.of(0.9, 1, 0.6), ""), false, Map.of());
        List<Aggregate> aggregates = Aggregate.of(bench.table(), Bench.LANGUAGES, FAST);
        assertThat(aggregates).extracting(Aggregate::facet).containsExactly("", "naturalness", "domain=fiction", "domain=news");
        assertThat(aggregates).extracting(a -> Math.round(100 * overall(a, "m").value().orElseThrow())).containsExactly(70L, 40L, 70L, 50L);
        assertThat(aggregates).extracting(a -> overall(a, "m").counts().n()).containsExactly(3L, 3L, 1L, 1L);
    }

    @Test
    void theOrderInWhichScoresArriveChangesNothing() {
        Bench forth = new Bench("m").declare("flores", Toy.POINTS);
        Bench back = new Bench("m").declare("flores", Toy.POINTS);
        SplitMix random = new SplitMix(3);
        List<String> languages = List.of("am", "km", "ur");
        double[] values = new double[60];
        for (int i = 0; i < 60; i++) {
            values[i] = random.nextDouble();
        }
        for (int i = 0; i < 60; i++) {
            forth.add("m", "flores/" + languages.get(i % 3) + "/" + i / 3, "chrf", Score.Scored.mean(values[i], ""));
            int j = 59 - i;
            back.add("m", "flores/" + languages.get(j % 3) + "/" + j / 3, "chrf", Score.Scored.mean(values[j], ""));
        }
        assertThat(aggregate(back).cells()).isEqualTo(aggregate(forth).cells());
    }

    @Test
    void ofTwoScoresForOneKeyTheLaterCounts() {
        Bench bench = new Bench("m").declare("mdolly", Toy.ACCURACY);
        bench.add("m", "mdolly/am/0001", "strict", new Score.Unparsed("no JSON"));
        bench.add("m", "mdolly/am/0001", "strict", Score.Scored.mean(1, ""));
        assertThat(overall(aggregate(bench), "m").counts()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void repeatsOfAnItemAreOneCluster() {
        Bench bench = new Bench("m").declare("global-mgsm", Toy.ACCURACY);
        for (int repeat = 0; repeat < 5; repeat++) {
            for (int item = 1; item <= 4; item++) {
                bench.add("m", "global-mgsm/am/" + item, repeat, "strict", Score.Scored.mean(item % 2, ""), false, Map.of());
            }
        }
        Cell cell = overall(aggregate(bench), "m");
        assertThat(cell.counts().n()).isEqualTo(20);
        assertThat(cell.clusters()).isEqualTo(4);
        assertThat(cell.value()).hasValue(0.5);
    }

    @Test
    void nothingRightOutOfSixIsNotKnownToBeNothing() {
        Aggregate aggregate = aggregate(new Bench("m").declare("global-mgsm", Toy.ACCURACY)
                .answers("m", "global-mgsm", "am", "strict", "000000")
                .answers("m", "global-mgsm", "wo", "strict", "000000"));
        for (Cell cell : aggregate.cells()) {
            assertThat(cell.value()).hasValue(0);
            assertThat(cell.interval().orElseThrow()).isEqualTo(Interval.wilson(0, 6));
        }
    }

    @Test
    void ofItemsThatAreAllAlikeAMetricWithoutProportionsSaysNothingMore() {
        Bench bench = new Bench("m").declare("flores", Toy.POINTS);
        for (int i = 0; i < 6; i++) {
            bench.add("m", "flores/km/" + dev.glossa.harness.SampleId.row(i), "chrf", new Score.Scored(0, Statistics.of(0, 10), ""));
        }
        assertThat(aggregate(bench).cells()).isNotEmpty().allSatisfy(cell -> {
            assertThat(cell.value()).hasValue(0);
            assertThat(cell.interval()).isEmpty();
        });
    }

    @Test
    void aTableWithoutAnyScoredSampleIsATableOfCounts() {
        Aggregate aggregate = aggregate(new Bench("m").declare("mdolly", Toy.ACCURACY).answers("m", "mdolly", "am", "strict", "ffu"));
        assertThat(aggregate.cell(Kind.OVERALL, "overall", "m")).isEmpty();
        assertThat(aggregate.cell(Kind.LANGUAGE, "am", "m").orElseThrow().counts()).isEqualTo(new Counts(0, 0, 1, 2));
    }

    @Test
    void scoresWithDifferentNumbersOfStatisticsAreRefused() {
        Bench bench = new Bench("m").declare("flores", Toy.POINTS);
        bench.add("m", "flores/am/1", "chrf", new Score.Scored(1, Statistics.of(1, 1), ""));
        assertThatThrownBy(() -> bench.add("m", "flores/am/2", "chrf", new Score.Scored(1, Statistics.of(1, 1, 1), "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m, flores/am, chrf: scores with 2 and with 3 statistics");
    }

    @Test
    void aMetricThatNoRunDeclaresIsRefused() {
        assertThatThrownBy(() -> new Bench("m").add("m", "flores/am/1", "comet", Score.Scored.mean(1, "")))
                .hasMessage("flores/am/1: a score of 'comet' where its run declares no such metric");
    }

    @Test
    void languagesAreComparedByCodeWhateverTheirSpelling() {
        Language chinese = Bench.LANGUAGES.get("zho");
        assertThat(aggregate(new Bench("m").declare("flores", Toy.POINTS).answers("m", "flores", "zho", "chrf", "1"))
                .table().languages()).containsExactly(chinese);
    }
}

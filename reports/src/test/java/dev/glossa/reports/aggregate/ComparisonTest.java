package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Language;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.reports.aggregate.Bench.Toy;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<String> CODES = List.of("am", "km", "ur", "th", "he", "hi", "sw", "nl", "te", "ja", "my", "ta", "lo", "zu", "wo", "eu");

    private static Comparison compare(Bench bench) {
        return Comparison.of(bench.table(), 0, 1, Noise.NONE, 400, 1);
    }

    @Test
    void onlyItemsThatBothHaveAScoreForAreCompared() {
        Comparison comparison = compare(new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY)
                .answers("a", "global-mgsm", "am", "strict", "1100f")
                .answers("b", "global-mgsm", "am", "strict", "1110")
                .answers("b", "global-mgsm", "sw", "strict", "1111"));
        Comparison.PerLanguage amharic = comparison.languages().getFirst();
        assertThat(comparison.languages()).hasSize(1);
        assertThat(amharic.base()).isEqualTo(0.5);
        assertThat(amharic.candidate()).isEqualTo(0.75);
        assertThat(amharic.difference().value()).isEqualTo(0.25);
        assertThat(amharic.better()).isEqualTo(1);
        assertThat(amharic.worse()).isZero();
        assertThat(amharic.p()).isEqualTo(1);
        assertThat(amharic.unscored()).isEqualTo(0.2);
    }

    @Test
    void aModelComparedWithItselfDoesNotDiffer() {
        Comparison comparison = compare(new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY)
                .answers("a", "global-mgsm", "am", "strict", "110010").answers("b", "global-mgsm", "am", "strict", "110010"));
        assertThat(comparison.languages().getFirst().p()).isEqualTo(1);
        assertThat(comparison.mean(_ -> true).orElseThrow().value()).isZero();
        // Six items of which none changed: a share of 1 - 0.05^(1/6) of all may still have been lost.
        assertThat(comparison.mean(_ -> true).orElseThrow().lowest(0.05, 1)).isEqualTo(-0.393, within(1e-3));
        assertThat(comparison.mean(_ -> true).orElseThrow().detectable(0.05, 1)).isEqualTo(0.536, within(1e-3));
    }

    @Test
    void whereLessIsBetterADropIsAGain() {
        Toy ter = new Toy("ter", dev.glossa.harness.Metric.Scale.POINTS, Map.of(), s -> 100 * s.get(0) / s.get(1)) ;
        Bench bench = new Bench("a", "b").declare("flores", new Falling(ter));
        for (int i = 0; i < 9; i++) {
            bench.add("a", "flores/am/" + i, "ter", Score.Scored.mean(0.6, "")).add("b", "flores/am/" + i, "ter", Score.Scored.mean(0.4, ""));
        }
        Comparison.PerLanguage amharic = compare(bench).languages().getFirst();
        assertThat(amharic.difference().value()).isEqualTo(20, within(1e-9));
        assertThat(amharic.better()).isEqualTo(9);
    }

    private record Falling(Toy toy) implements dev.glossa.harness.Metric {
        @Override
        public String name() {
            return toy.name();
        }

        @Override
        public Scale scale() {
            return toy.scale();
        }

        @Override
        public boolean reads(dev.glossa.harness.Sample sample) {
            return true;
        }

        @Override
        public dev.glossa.harness.Scorer scorer(Resources resources) {
            return toy.scorer(resources);
        }

        @Override
        public double pool(dev.glossa.harness.Statistics total) {
            return toy.pool(total);
        }

        @Override
        public boolean ascending() {
            return false;
        }
    }

    /// A drop shared by all languages, over items of shared difficulty: the true mean difference is known.
    @Test
    void intervalsOfAMeanDifferenceHoldTheTruthAndAreNarrowerThanUnpairedOnes() {
        int held = 0;
        double width = 0;
        for (int trial = 0; trial < 300; trial++) {
            Interval interval = compare(planted(new Random(trial), 60, 8, -0.05, 0)).mean(_ -> true).orElseThrow().interval();
            held += interval.holds(-0.05) ? 1 : 0;
            width += interval.width() / 300;
        }
        assertThat(held / 300.0).isBetween(0.912, 0.988);
        assertThat(width).isLessThan(0.16);
    }

    @Test
    void aDropThatNoLanguageCanShowAloneIsSeenTogether() {
        int alone = 0;
        int together = 0;
        for (int trial = 0; trial < 60; trial++) {
            Comparison comparison = compare(planted(new Random(trial), 250, 10, -0.03, 0));
            alone += comparison.languages().stream().anyMatch(l -> l.difference().value() < 0
                    && FalseDiscovery.adjusted(comparison.languages().stream().mapToDouble(Comparison.PerLanguage::p).toArray())[comparison.languages().indexOf(l)] <= 0.05) ? 1 : 0;
            together += comparison.mean(_ -> true).orElseThrow().below(0) <= 0.05 ? 1 : 0;
        }
        assertThat(together / 60.0).isGreaterThan(0.6);
        assertThat(alone / 60.0).isLessThan(0.3);
    }

    /// Partially pooled estimates are nearer to the truth than those of each language alone, and their intervals hold it.
    @Test
    void poolingBringsLanguagesNearerToTheTruth() {
        double alone = 0;
        double pooled = 0;
        int held = 0;
        int counted = 0;
        for (int trial = 0; trial < 60; trial++) {
            Random random = new Random(trial);
            double[] truth = new double[CODES.size()];
            Comparison comparison = compare(planted(random, 120, CODES.size(), -0.03, 0.03, truth));
            for (Comparison.Pooled language : comparison.pooled(_ -> true)) {
                double t = truth[CODES.indexOf(language.language().code())];
                alone += Math.pow(language.alone().value() - t, 2);
                pooled += Math.pow(language.pooled().value() - t, 2);
                held += language.pooled().interval().holds(t) ? 1 : 0;
                counted++;
            }
        }
        assertThat(pooled).isLessThan(0.7 * alone);
        assertThat(held / (double) counted).isBetween(0.90, 0.99);
    }

    /// Runs of one model that differ by a shift of 2 points each, beyond the chance of items.
    @Test
    void noiseBetweenRunsIsMeasuredOnPairsOfTheSameModel() {
        double runs = 0;
        double silent = 0;
        for (int trial = 0; trial < 40; trial++) {
            Random random = new Random(trial);
            runs += Noise.of(List.of(compare(planted(random, 250, 10, 0.04 * random.nextGaussian(), 0)))).runs() / 40;
            silent += Noise.of(List.of(compare(planted(random, 250, 10, 0, 0)))).runs() / 40;
        }
        assertThat(Math.sqrt(runs)).isBetween(0.025, 0.055);
        assertThat(Math.sqrt(silent)).isLessThan(0.01);
    }

    @Test
    void noiseOfSingleLanguagesIsToldFromNoiseOfRuns() {
        double languages = 0;
        double runs = 0;
        for (int trial = 0; trial < 40; trial++) {
            Noise noise = Noise.of(List.of(compare(planted(new Random(trial), 250, 16, 0, 0.05))));
            languages += noise.languages() / 40;
            runs += noise.runs() / 40;
        }
        assertThat(Math.sqrt(languages)).isBetween(0.04, 0.06);
        assertThat(Math.sqrt(runs)).isLessThan(0.02);
    }

    /// Values that are not to be trusted are in no mean, and so in no noise about one.
    @Test
    void noiseIsThatOfTheLanguagesThatAreInTheMean() {
        List<Noise> measured = new java.util.ArrayList<>();
        for (boolean more : new boolean[] {false, true}) {
            Bench bench = new Bench("a", "b").declare("mdolly", new Toy("strict", dev.glossa.harness.Metric.Scale.PROPORTION, Map.of(),
                    s -> s.get(0) / s.get(1), Map.of("wo", "not told")));
            Random random = new Random(5);
            for (int i = 0; i < 200; i++) {
                for (String code : List.of("am", "km", "ur", "th", "he")) {
                    for (String model : List.of("a", "b")) {
                        bench.add(model, "mdolly/" + code + "/" + i, "strict", Score.Scored.mean(random.nextDouble() < (model.equals("a") ? 0.5 : 0.5 + 0.1 * (code.charAt(0) - 'n') / 7) ? 1 : 0, ""));
                    }
                }
                if (more) {
                    bench.add("a", "mdolly/wo/" + i, "strict", Score.Scored.mean(1, "")).add("b", "mdolly/wo/" + i, "strict", Score.Scored.mean(0, ""));
                }
            }
            measured.add(Noise.of(List.of(compare(bench))));
        }
        assertThat(measured.getFirst().languages()).isPositive();
        assertThat(measured.getLast()).isEqualTo(measured.getFirst());
    }

    /// Of a hard item one side lacks four repeats of five: it must not weigh once there and five times here.
    @Test
    void repeatsArePairedOneByOne() {
        Bench bench = new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY);
        for (int repeat = 0; repeat < 5; repeat++) {
            for (String model : List.of("a", "b")) {
                bench.add(model, "global-mgsm/am/easy", repeat, "strict", Score.Scored.mean(1, ""), false, Map.of());
                bench.add(model, "global-mgsm/am/hard", repeat, "strict",
                        model.equals("b") && repeat > 0 ? new Score.Failed("timeout") : Score.Scored.mean(0, ""), false, Map.of());
            }
        }
        Comparison.PerLanguage amharic = compare(bench).languages().getFirst();
        assertThat(amharic.base()).isEqualTo(amharic.candidate()).isEqualTo(5 / 6.0);
        assertThat(amharic.difference().value()).isZero();
    }

    /// Asked once and asked five times, a model can be compared item by item alone.
    @Test
    void modelsThatRepeatNotEquallyOftenArePairedByItem() {
        Bench bench = new Bench("a", "b").declare("global-mgsm", Toy.ACCURACY).answers("a", "global-mgsm", "am", "strict", "10");
        for (int repeat = 0; repeat < 5; repeat++) {
            bench.add("b", "global-mgsm/am/0001", repeat, "strict", Score.Scored.mean(repeat % 2, ""), false, Map.of());
        }
        Comparison.PerLanguage amharic = compare(bench).languages().getFirst();
        assertThat(amharic.base()).isEqualTo(1);
        assertThat(amharic.candidate()).isEqualTo(0.4);
    }

    /// An answer without a line to judge says nothing about which model is better, and makes no estimate surer.
    @Test
    void answersThatAValueDoesNotRestOnAreNoEvidence() {
        Bench bench = new Bench("a", "b").declare("mdolly", Toy.ACCURACY);
        for (int i = 0; i < 50; i++) {
            int judged = i < 8 ? 1 : 0;
            bench.add("a", "mdolly/th/" + i, "strict", new Score.Scored(1, dev.glossa.harness.Statistics.of(judged, judged), ""));
            bench.add("b", "mdolly/th/" + i, "strict", new Score.Scored(1, dev.glossa.harness.Statistics.of(i < 4 ? 1 : 0, i < 9 ? 1 : 0), ""));
        }
        Comparison.PerLanguage thai = compare(bench).languages().getFirst();
        assertThat(thai.difference().clusters()).isEqualTo(8);
        assertThat(thai.better()).isZero();
        assertThat(thai.worse()).isEqualTo(4);
    }

    @Test
    void noiseWidensEveryInterval() {
        Table table = planted(new Random(1), 100, 4, 0, 0).table();
        Comparison quiet = Comparison.of(table, 0, 1, Noise.NONE, 400, 1);
        Comparison noisy = Comparison.of(table, 0, 1, new Noise(0.0004, 0.0004, 40), 400, 1);
        assertThat(noisy.mean(_ -> true).orElseThrow().error()).isEqualTo(
                Math.sqrt(Math.pow(quiet.mean(_ -> true).orElseThrow().error(), 2) + 0.0004 + 0.0001), within(1e-9));
        assertThat(noisy.languages().getFirst().difference().error()).isGreaterThan(quiet.languages().getFirst().difference().error());
    }

    @Test
    void repeatsOfOneRunAreRunsOfOneModel() {
        Bench bench = new Bench("m").declare("global-mgsm", Toy.ACCURACY);
        for (int i = 0; i < 4; i++) {
            bench.add("m", "global-mgsm/am/" + i, 0, "strict", Score.Scored.mean(1, ""), false, Map.of());
            bench.add("m", "global-mgsm/am/" + i, 1, "strict", Score.Scored.mean(i % 2, ""), false, Map.of());
        }
        Table repeats = bench.table().repeats(0);
        assertThat(repeats.models()).containsExactly("m #0", "m #1");
        assertThat(Comparison.of(repeats, 0, 1, Noise.NONE, 200, 1).languages().getFirst().difference().value()).isEqualTo(-0.5);
    }

    /// The promise behind "this suite cannot see less": a drop of the detectable size is found four times out of five.
    @Test
    void theSmallestDetectableDropIsFoundFourTimesOutOfFive() {
        double detectable = 0;
        for (int trial = 0; trial < 20; trial++) {
            detectable += compare(planted(new Random(trial), 250, 1, 0, 0)).languages().getFirst().difference().detectable(0.05, 1) / 20;
        }
        int found = 0;
        for (int trial = 0; trial < 300; trial++) {
            found += compare(planted(new Random(1000 + trial), 250, 1, -detectable, 0)).languages().getFirst().difference().below(0) <= 0.05 ? 1 : 0;
        }
        assertThat(found / 300.0).isBetween(0.71, 0.89);
    }

    private static Bench planted(Random random, int items, int languages, double shift, double scatter) {
        return planted(random, items, languages, shift, scatter, new double[languages]);
    }

    /// Two systems that are right or wrong on parallel items; of a share of the items the answers are the same.
    ///
    /// @param shift   true mean difference
    /// @param scatter true deviation of languages about it
    /// @param truth   is filled with each language's true difference
    private static Bench planted(Random random, int items, int languages, double shift, double scatter, double[] truth) {
        Bench bench = new Bench("a", "b").declare("mdolly", Toy.ACCURACY);
        for (int l = 0; l < languages; l++) {
            truth[l] = shift + scatter * random.nextGaussian();
        }
        for (int i = 0; i < items; i++) {
            double easiness = 0.35 + 0.3 * random.nextDouble();
            for (int l = 0; l < languages; l++) {
                double draw = random.nextDouble();
                boolean alike = random.nextDouble() < 0.5;
                boolean before = draw < easiness;
                // Alike answers share their luck, others do not; either way the second is right with probability easiness + truth.
                boolean after = (alike ? draw : random.nextDouble()) < easiness + truth[l];
                String sample = "mdolly/" + CODES.get(l) + "/" + SampleId.row(i);
                bench.add("a", sample, "strict", Score.Scored.mean(before ? 1 : 0, ""));
                bench.add("b", sample, "strict", Score.Scored.mean(after ? 1 : 0, ""));
            }
        }
        return bench;
    }
}

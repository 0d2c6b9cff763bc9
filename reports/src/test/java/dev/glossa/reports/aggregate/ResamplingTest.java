package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.reports.aggregate.Bench.Toy;
import dev.glossa.reports.aggregate.Group.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
    /// Draws item by item, in the plainest way.
    @Test
    void theProductAgreesWithDrawingItemByItem() {
        Bench bench = new Bench("a", "b").declare("flores", Toy.POINTS);
        SplitMix random = new SplitMix(5);
        double[][][] sums = new double[2][3][40];
        List<String> languages = List.of("ur", "km", "am");
        for (int m = 0; m < 2; m++) {
            for (int l = 0; l < 3; l++) {
                for (int i = 0; i < 40; i++) {
                    sums[m][l][i] = random.below(20);
                    bench.add(m == 0 ? "a" : "b", "flores/" + languages.get(l) + "/" + SampleId.row(i), "chrf",
                            new Score.Scored(0, Statistics.of(sums[m][l][i], 20 + l), ""));
                }
            }
        }
        Resampling fast = Resampling.of(bench.table(), List.of(s -> s.get(0) / s.get(1)), 300, 7);
        int draw = 0;
        for (int block = 0; draw < 300; block++) {
            SplitMix items = SplitMix.part(7, block);
            for (int d = 0; d < 128 && draw < 300; d++, draw++) {
                int[] drawn = new int[40];
                for (int i = 0; i < 40; i++) {
                    drawn[i] = items.below(40);
                }
                for (int m = 0; m < 2; m++) {
                    for (int l = 0; l < 3; l++) {
                        double total = 0;
                        for (int i : drawn) {
                            total += sums[m][l][i];
                        }
                        assertThat(fast.of(0, m, l)[draw]).isEqualTo((float) (total / (40 * (20 + l))), within(1e-6f));
                    }
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        Table table = parallel(new SplitMix(1), 30, 4, 0.5, 0.5);
        float[] once = Resampling.of(table, List.of(s -> s.get(0)), 500, 9).of(0, 0, 0);
        assertThat(Resampling.of(table, List.of(s -> s.get(0)), 500, 9).of(0, 0, 0)).isEqualTo(once);
        assertThat(Resampling.of(table, List.of(s -> s.get(0)), 500, 10).of(0, 0, 0)).isNotEqualTo(once);
    }

    @Test
    void theBootstrapsErrorOfAMeanIsTheTextbooks() {
        Bench bench = new Bench("m").declare("mdolly", Toy.POINTS);
        SplitMix random = new SplitMix(2);
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
            bench.add("m", "mdolly/am/" + SampleId.row(i), "chrf", Score.Scored.mean(values[i], ""));
        }
        float[] means = Resampling.of(bench.table(), List.of(s -> s.get(0) / s.get(1)), 20_000, 1).of(0, 0, 0);
        assertThat(deviation(means)).isEqualTo(deviation(values) / Math.sqrt(values.length), within(0.03 * deviation(values) / 20));
    }

    /// Items share their difficulty over languages, so the mean over languages varies far more than languages drawn apart
    /// would make believe. The truth is known; 95 of 100 intervals must hold it, within three standard errors of 300 trials.
    @ParameterizedTest
    @CsvSource({"8, 10, 0.6, 0.4", "20, 10, 0.5, 0.4", "100, 10, 0.6, 0.4", "100, 3, 0.8, 0.3", "60, 16, 0.5, 0.0"})
    void intervalsOfAMeanOverLanguagesHoldTheTruthNinetyFiveTimesInAHundred(int items, int languages, double ability, double shared) {
        int trials = 300;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            Table table = parallel(new SplitMix(1000 + trial), items, languages, ability, shared);
            Cell cell = Aggregate.of(table, Bench.LANGUAGES, new Aggregate.Options(400, trial, 1)).getFirst()
                    .cell(Kind.OVERALL, "overall", "m").orElseThrow();
            held += cell.interval().orElseThrow().holds(ability) ? 1 : 0;
        }
        assertThat(held / (double) trials).isBetween(0.912, 0.988);
    }

    /// The interval that treats each sample as an independent one is the counter-example: it fails.
    @Test
    void intervalsThatForgetTheClustersAreTooNarrow() {
        int held = 0;
        for (int trial = 0; trial < 300; trial++) {
            Table table = parallel(new SplitMix(1000 + trial), 100, 10, 0.6, 0.4);
            Aggregate aggregate = Aggregate.of(table, Bench.LANGUAGES, new Aggregate.Options(100, trial, 1)).getFirst();
            double mean = aggregate.cell(Kind.OVERALL, "overall", "m").orElseThrow().value().orElseThrow();
            held += Interval.wilson(mean * 1000, 1000).holds(0.6) ? 1 : 0;
        }
        assertThat(held / 300.0).isLessThan(0.8);
    }

    @Test
    void intervalsOfACorpusMetricHoldTheTruth() {
        int held = 0;
        for (int trial = 0; trial < 300; trial++) {
            SplitMix random = new SplitMix(trial);
            Bench bench = new Bench("m").declare("flores", Toy.POINTS);
            for (int i = 0; i < 80; i++) {
                int length = 5 + random.below(60);
                int matches = 0;
                double rate = 0.1 + 0.6 * random.nextDouble();
                for (int c = 0; c < length; c++) {
                    matches += random.nextDouble() < rate ? 1 : 0;
                }
                bench.add("m", "flores/km/" + SampleId.row(i), "chrf", new Score.Scored(0, Statistics.of(matches, length), ""));
            }
            Cell cell = Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(400, trial, 1)).getFirst()
                    .cell(Kind.OVERALL, "overall", "m").orElseThrow();
            held += cell.interval().orElseThrow().holds(40) ? 1 : 0;
        }
        assertThat(held / 300.0).isBetween(0.912, 0.988);
    }

    /// A bootstrap of two to four items cannot leave the span of their values, and would hold the truth half of the time.
    @ParameterizedTest
    @CsvSource({"2", "3", "4"})
    void intervalsOfAHandfulOfItemsHoldTheTruthToo(int items) {
        int held = 0;
        for (int trial = 0; trial < 300; trial++) {
            SplitMix random = new SplitMix(50 + trial);
            Bench bench = new Bench("m").declare("flores", Toy.POINTS);
            for (int i = 0; i < items; i++) {
                double value = 30;
                for (int part = 0; part < 4; part++) {
                    value += 10 * random.nextDouble() - 5;
                }
                bench.add("m", "flores/km/" + SampleId.row(i), "chrf", new Score.Scored(0, Statistics.of(value, 100), ""));
            }
            Cell cell = Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(400, trial, 1)).getFirst()
                    .cell(Kind.LANGUAGE, "km", "m").orElseThrow();
            held += cell.interval().orElseThrow().holds(30) ? 1 : 0;
        }
        assertThat(held / 300.0).isBetween(0.912, 0.988);
    }

    /// Eight models, 67 languages, 1,012 items and the 18 statistics of chrF, in 10,000 draws.
    @Test
    @Tag("slow")
    void theLargestTableTakesSeconds() {
        String[] models = {"a", "b", "c", "d", "e", "f", "g", "h"};
        Toy chrf = new Toy("chrf", dev.glossa.harness.Metric.Scale.POINTS, java.util.Map.of(), s -> {
            double f = 0;
            for (int n = 0; n < 6; n++) {
                f += s.get(3 * n + 2) / (s.get(3 * n) + s.get(3 * n + 1)) / 3;
            }
            return 100 * f;
        });
        Bench bench = new Bench(models).declare("flores", chrf);
        SplitMix random = new SplitMix(1);
        double[] sums = new double[18];
        List<dev.glossa.harness.Language> languages = Bench.LANGUAGES.all().subList(0, 67);
        for (dev.glossa.harness.Language language : languages) {
            for (int i = 0; i < 1012; i++) {
                int length = 40 + i % 100;
                for (String model : models) {
                    for (int n = 0; n < 6; n++) {
                        sums[3 * n] = length - n + random.below(9);
                        sums[3 * n + 1] = length - n;
                        sums[3 * n + 2] = random.below(length - n);
                    }
                    bench.add(model, "flores/" + language + "/" + SampleId.row(i), "chrf", new Score.Scored(0, Statistics.of(sums), ""));
                }
            }
        }
        Table table = bench.table();
        long start = System.nanoTime();
        assertThat(Aggregate.of(table, Bench.LANGUAGES, Aggregate.Options.DEFAULT).getFirst().cells()).hasSizeGreaterThan(8 * 67);
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
    }

    /// Right or wrong answers to parallel items, whose difficulty is shared by all languages.
    private static Table parallel(SplitMix random, int items, int languages, double ability, double shared) {
        Bench bench = new Bench("m").declare("mdolly", Toy.ACCURACY);
        List<String> codes = List.of("am", "km", "ur", "th", "he", "hi", "sw", "en", "te", "ja", "my", "ta", "lo", "zu", "wo", "eu");
        for (int i = 0; i < items; i++) {
            double easiness = random.nextDouble() < 0.5 ? shared / 2 : -shared / 2;
            for (int l = 0; l < languages; l++) {
                bench.add("m", "mdolly/" + codes.get(l) + "/" + SampleId.row(i), "strict",
                        Score.Scored.mean(random.nextDouble() < ability + easiness ? 1 : 0, ""));
            }
        }
        return bench.table();
    }

    private static double deviation(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return deviation(copy);
    }

    private static double deviation(double[] values) {
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }
}

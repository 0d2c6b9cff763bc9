package dev.glossa.reports.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.reports.aggregate.Bench.Toy;
import dev.glossa.reports.aggregate.Group.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often intervals hold a known truth, and how often tests cry wolf: small and bounded in every build, and as printed tables
/// (`mvn -Pslow -pl reports -am test -Dtest=CoverageTest -Dsurefire.failIfNoSpecifiedTests=false`).
class CoverageTest {
    private static final List<String> CODES = List.of("am", "km", "ur", "th", "he", "hi", "sw", "nl", "te", "ja", "my", "ta", "lo", "zu", "wo", "eu");

    /// Runs whose luck strikes every item at once: with four askings of each, the interval knows of it, and with one it cannot.
    @Test
    void repeatsTellTheIntervalOfNoiseThatItemsDoNotShow() {
        assertThat(repeats(250, 4, 6, 0.05)).isBetween(0.88, 0.99);
        assertThat(repeats(250, 1, 6, 0.05)).isLessThan(0.75);
    }

    @Test
    void exchangingSumsIsThePermutationOfMeansAndKeepsItsLevelForCorpusMetrics() {
        Random random = new Random(3);
        double[][] one = new double[40][];
        double[][] other = new double[40][];
        double[] differences = new double[40];
        for (int i = 0; i < 40; i++) {
            one[i] = new double[] {random.nextDouble(), 1};
            other[i] = new double[] {random.nextDouble() + 0.1, 1};
            differences[i] = other[i][0] - one[i][0];
        }
        assertThat(PairedTest.permutation(one, other, s -> s[0] / s[1], 4000, 5)).isCloseTo(PairedTest.permutation(differences, 4000, 6),
                org.assertj.core.api.Assertions.within(0.03));
        assertThat(corpusRejections(400, 100, 0, 1)).isBetween(0.02, 0.085);
        assertThat(corpusRejections(100, 100, 0.05, 1)).isGreaterThan(0.9);
    }

    @Test
    @Tag("slow")
    void tablesOfCoverageArePrinted() {
        System.out.println("\nShare of 95 % intervals that hold the truth, 1000 trials, right answers with difficulty shared over languages:\n"
                + "| items | languages | ability | shared | mean over languages | one language |\n|---|---|---|---|---|---|");
        for (double[] c : new double[][] {{4, 10, 0.5, 0.4}, {8, 10, 0.6, 0.4}, {20, 10, 0.5, 0.4}, {60, 16, 0.5, 0}, {100, 3, 0.8, 0.3}, {100, 10, 0.6, 0.4},
                {250, 10, 0.9, 0.1}, {250, 10, 0.5, 0.6}, {250, 1, 0.97, 0.02}}) {
            double[] held = means((int) c[0], (int) c[1], c[2], c[3], 1000);
            System.out.printf(Locale.ROOT, "| %.0f | %.0f | %.2f | %.2f | %.3f | %.3f |%n", c[0], c[1], c[2], c[3], held[0], held[1]);
            assertThat(held[0]).isBetween(0.92, 0.985);
        }
        System.out.println("\nCorpus metric (ratio of sums), one language:\n| items | held |\n|---|---|");
        for (int items : List.of(5, 10, 30, 80, 250)) {
            System.out.printf(Locale.ROOT, "| %d | %.3f |%n", items, corpus(items, 1000));
        }
        System.out.println("\nNoise between runs (deviation 5 points of each run), mean of so many askings:\n| askings | held |\n|---|---|");
        for (int askings : List.of(1, 2, 3, 4, 8)) {
            System.out.printf(Locale.ROOT, "| %d | %.3f |%n", askings, repeats(400, askings, 6, 0.05));
        }
        System.out.println("\nFalse alarms of paired tests at 5 %, 2000 trials, two like systems:\n| items | McNemar | permutation | bootstrap | permutation of sums | \n|---|---|---|---|---|");
        for (int items : List.of(10, 30, 120, 250)) {
            System.out.printf(Locale.ROOT, "| %d | %.3f | %.3f | %.3f | %.3f |%n", items, rejections(items, CoverageTest::mcNemar),
                    rejections(items, d -> PairedTest.permutation(d, 200, 5)), rejections(items, d -> PairedTest.bootstrap(d, 200, 5)), corpusRejections(1000, items, 0, 2));
        }
        System.out.println("\nPaired differences and pooled ones (16 languages, 120 items, true deviation of languages 3 points), 200 trials:\n| | held |\n|---|---|");
        double[] pooled = pooled(200);
        System.out.printf(Locale.ROOT, "| mean difference | %.3f |%n| language alone | %.3f |%n| language pooled | %.3f |%n| squared error of pooled / alone | %.2f |%n",
                pooled[0], pooled[1], pooled[2], pooled[3]);
    }

    private static double mcNemar(double[] differences) {
        return PairedTest.mcNemar((int) java.util.Arrays.stream(differences).filter(d -> d > 0).count(),
                (int) java.util.Arrays.stream(differences).filter(d -> d < 0).count());
    }

    private static double[] means(int items, int languages, double ability, double shared, int trials) {
        double held = 0;
        double alone = 0;
        for (int trial = 0; trial < trials; trial++) {
            SplitMix random = new SplitMix(5000 + trial);
            Bench bench = new Bench("m").declare("mdolly", Toy.ACCURACY);
            for (int i = 0; i < items; i++) {
                double easiness = random.nextDouble() < 0.5 ? shared / 2 : -shared / 2;
                for (int l = 0; l < languages; l++) {
                    bench.add("m", "mdolly/" + CODES.get(l) + "/" + SampleId.row(i), "strict", Score.Scored.mean(random.nextDouble() < ability + easiness ? 1 : 0, ""));
                }
            }
            Aggregate aggregate = Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(400, trial, 1)).getFirst();
            held += aggregate.cell(Kind.OVERALL, "overall", "m").orElseThrow().interval().filter(i -> i.holds(ability)).isPresent() ? 1 : 0;
            alone += aggregate.cell(Kind.LANGUAGE, "am", "m").orElseThrow().interval().filter(i -> i.holds(ability)).isPresent() ? 1 : 0;
        }
        return new double[] {held / trials, alone / trials};
    }

    private static double corpus(int items, int trials) {
        double held = 0;
        for (int trial = 0; trial < trials; trial++) {
            Bench bench = new Bench("m").declare("flores", Toy.POINTS);
            double[][] sums = sentences(new Random(trial), items, 0);
            for (int i = 0; i < items; i++) {
                bench.add("m", "flores/km/" + SampleId.row(i), "chrf", new Score.Scored(0, Statistics.of(sums[i]), ""));
            }
            held += Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(400, trial, 1)).getFirst().cell(Kind.LANGUAGE, "km", "m").orElseThrow()
                    .interval().filter(i -> i.holds(40)).isPresent() ? 1 : 0;
        }
        return held / trials;
    }

    /// Matches and lengths of sentences, of which 40 % match.
    private static double[][] sentences(Random random, int items, double shift) {
        double[][] sums = new double[items][];
        for (int i = 0; i < items; i++) {
            int length = 5 + random.nextInt(60);
            double rate = 0.1 + 0.6 * random.nextDouble() + shift;
            int matches = 0;
            for (int c = 0; c < length; c++) {
                matches += random.nextDouble() < rate ? 1 : 0;
            }
            sums[i] = new double[] {matches, length};
        }
        return sums;
    }

    private static double corpusRejections(int trials, int items, double shift, long seed) {
        double rejected = 0;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(seed * 10_000 + trial);
            double[][] one = sentences(random, items, 0);
            double[][] other = new double[items][];
            for (int i = 0; i < items; i++) {
                // The same sentence once more, with a match more or less.
                int more = random.nextInt(5) - 2;
                other[i] = new double[] {Math.clamp(one[i][0] + more + Math.round(shift * one[i][1]), 0, one[i][1]), one[i][1]};
            }
            rejected += PairedTest.permutation(one, other, s -> s[0] / s[1], 200, 5) <= 0.05 ? 1 : 0;
        }
        return rejected / trials;
    }

    private static double rejections(int items, ToDoubleFunction<double[]> test) {
        double rejected = 0;
        for (int trial = 0; trial < 2000; trial++) {
            Random random = new Random(trial);
            double[] differences = new double[items];
            for (int i = 0; i < items; i++) {
                double p = 0.15 + 0.6 * random.nextDouble();
                differences[i] = (random.nextDouble() < p ? 1 : 0) - (random.nextDouble() < p ? 1 : 0);
            }
            rejected += test.applyAsDouble(differences) <= 0.05 ? 1 : 0;
        }
        return rejected / 2000;
    }

    /// The share of intervals of a mean that hold the truth when each asking of all samples has its own luck.
    private static double repeats(int trials, int askings, int languages, double luck) {
        double held = 0;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(trial);
            Bench bench = new Bench("m").declare("mdolly", Toy.ACCURACY);
            double[] shift = random.doubles(askings).map(_ -> luck * random.nextGaussian()).toArray();
            for (int i = 0; i < 100; i++) {
                for (int l = 0; l < languages; l++) {
                    for (int k = 0; k < askings; k++) {
                        bench.add("m", "mdolly/" + CODES.get(l) + "/" + SampleId.row(i), k, "strict",
                                Score.Scored.mean(random.nextDouble() < 0.5 + shift[k] ? 1 : 0, ""), false, Map.of());
                    }
                }
            }
            held += Aggregate.of(bench.table(), Bench.LANGUAGES, new Aggregate.Options(200, trial, 1)).getFirst().cell(Kind.OVERALL, "overall", "m").orElseThrow()
                    .interval().filter(i -> i.holds(0.5)).isPresent() ? 1 : 0;
        }
        return held / trials;
    }

    private static double[] pooled(int trials) {
        double mean = 0;
        double alone = 0;
        double pooled = 0;
        double aloneSquare = 0;
        double pooledSquare = 0;
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(trial);
            double[] truth = CODES.stream().mapToDouble(_ -> -0.03 + 0.03 * random.nextGaussian()).toArray();
            Bench bench = new Bench("a", "b").declare("mdolly", Toy.ACCURACY);
            for (int i = 0; i < 120; i++) {
                double easiness = 0.35 + 0.3 * random.nextDouble();
                for (int l = 0; l < CODES.size(); l++) {
                    double draw = random.nextDouble();
                    boolean after = (random.nextBoolean() ? draw : random.nextDouble()) < easiness + truth[l];
                    bench.add("a", "mdolly/" + CODES.get(l) + "/" + SampleId.row(i), "strict", Score.Scored.mean(draw < easiness ? 1 : 0, ""));
                    bench.add("b", "mdolly/" + CODES.get(l) + "/" + SampleId.row(i), "strict", Score.Scored.mean(after ? 1 : 0, ""));
                }
            }
            Comparison comparison = Comparison.of(bench.table(), 0, 1, Noise.NONE, 400, 1);
            mean += comparison.mean(_ -> true).orElseThrow().interval().holds(java.util.Arrays.stream(truth).average().orElseThrow()) ? 1 : 0;
            for (Comparison.Pooled language : comparison.pooled(_ -> true)) {
                double t = truth[CODES.indexOf(language.language().code())];
                alone += language.alone().interval().holds(t) ? 1.0 / CODES.size() : 0;
                pooled += language.pooled().interval().holds(t) ? 1.0 / CODES.size() : 0;
                aloneSquare += Math.pow(language.alone().value() - t, 2);
                pooledSquare += Math.pow(language.pooled().value() - t, 2);
            }
        }
        return new double[] {mean / trials, alone / trials, pooled / trials, pooledSquare / aloneSquare};
    }
}

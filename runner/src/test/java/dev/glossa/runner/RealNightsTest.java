package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Scores;
import dev.glossa.reports.gate.Gate;
import dev.glossa.reports.gate.Policy;
import dev.glossa.reports.gate.Verdict;
import dev.glossa.reports.gate.Verdict.Decision;
import dev.glossa.reports.gate.Verdict.Finding;
import dev.glossa.reports.gate.Verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The gate on resampled item matrices of real systems. A night draws items with replacement; which of two systems answered is
/// drawn too, so that base and candidate do not differ, however much the systems do. Items keep what real ones have: shared
/// difficulty over languages, heavy tails, many ties.
class RealNightsTest {
    @TempDir
    private Path folder;

    /// How a night exchanges the systems.
    enum Exchange {
        /// In each language by itself.
        ANSWERS,
        /// In all languages at once, as what strikes an item everywhere would.
        ITEMS
    }

    /// The seed of the first night: nights that nothing was chosen by are `-Dnights.first=1000` and later.
    private static final int FIRST = Integer.getInteger("nights.first", 0);

    /// What became of some nights.
    ///
    /// @param seen  the region in which a drop is planted, or any, was called worse
    /// @param alone any language was
    /// @param share of the region's languages that were, by themselves
    record Nights(int n, int stopped, int gone, int seen, int alone, double share) {}

    @Test
    void aModelAgainstItselfIsStoppedInNoMoreThanFiveOfAHundredNights() throws Exception {
        Nights answers = nights(ItemMatrices.preferences(), 100, 250, 300, Exchange.ANSWERS, 0);
        Nights items = nights(ItemMatrices.preferences(), 100, 250, 300, Exchange.ITEMS, 0);
        assertThat(answers.stopped()).isLessThanOrEqualTo(5);
        assertThat(items.stopped()).isLessThanOrEqualTo(5);
    }

    /// Three points in ten languages of 250 items: together they show it, while each by itself shows it in one night of eight.
    @Test
    void aDropOfARegionIsSeenThoughASingleLanguageHardlyShowsIt() throws Exception {
        Nights nights = nights(ItemMatrices.preferences(), 40, 250, 300, Exchange.ANSWERS, 3);
        assertThat(nights.seen()).isGreaterThanOrEqualTo(36);
        assertThat(nights.share()).isLessThan(0.2);
        assertThat(nights.alone()).isLessThan(nights.seen() - 8);
    }

    /// Prints one row of the table in docs/statistics.md; `-Dnights.rows=9,11` chooses some, since all take an hour.
    @ParameterizedTest
    @CsvSource({"1, preferences, 200, 250, ANSWERS, 0", "2, preferences, 200, 250, ANSWERS, 3", "3, preferences, 200, 250, ITEMS, 0", "4, preferences, 200, 250, ITEMS, 3",
            "5, chrF, 200, 30, ANSWERS, 0", "6, chrF, 200, 30, ANSWERS, 3", "7, chrF, 200, 30, ITEMS, 0", "8, chrF, 200, 30, ITEMS, 3",
            "9, chrF, 100, 250, ANSWERS, 0", "10, chrF, 100, 250, ANSWERS, 3", "11, chrF, 100, 250, ITEMS, 0", "12, chrF, 100, 250, ITEMS, 3"})
    @Tag("slow")
    void nightsOfEveryMatrixArePrinted(String row, String matrix, int n, int items, Exchange exchange, int points) throws Exception {
        List<String> chosen = List.of(System.getProperty("nights.rows", row).split(","));
        assumeTrue(chosen.contains(row), "row " + row + " is not among -Dnights.rows");
        ItemMatrices matrices = matrix.equals("chrF") ? ItemMatrices.translations(folder, "google", "microsoft", 10) : ItemMatrices.preferences();
        Nights nights = nights(matrices, n, items, 500, exchange, points);
        System.out.printf(Locale.ROOT, "| %s, %d languages | %d | %s | %d | %d | %d | %d | %d | %d | %.2f |%n", matrix, matrices.languages().size(), items,
                exchange.name().toLowerCase(Locale.ROOT), points, n, nights.stopped(), nights.gone(), nights.seen(), nights.alone(), nights.share());
        // Of thirty items a margin of a point is far below what they can see: the level itself is all that protects.
        assertThat(points > 0 || nights.stopped() <= n / 20).isTrue();
        assertThat(points == 0 || exchange == Exchange.ITEMS || nights.seen() >= 0.6 * n).isTrue();
    }

    /// @param points that the candidate loses in the region with the most languages
    private Nights nights(ItemMatrices matrices, int n, int items, int draws, Exchange exchange, int points) throws Exception {
        Policy policy = Policy.read(Files.writeString(folder.resolve("policy.yaml"), """
                rules:
                  - {tier: critical, benchmark: nights, metric: %1$s, over: overall, languages: all, margin: 1.0}
                  - {tier: critical, benchmark: nights, metric: %1$s, over: region, languages: all, margin: 1.5}
                  - {tier: critical, benchmark: nights, metric: %1$s, over: language, margin: 2.0}
                """.formatted(matrices.metric())));
        String region = points == 0 ? "" : region(matrices);
        int stopped = 0;
        int gone = 0;
        int seen = 0;
        int alone = 0;
        double share = 0;
        for (int night = FIRST; night < FIRST + n; night++) {
            Verdict verdict = new Gate(policy, night(matrices, items, exchange, region, points, new Random(night)), Languages.bundled(),
                    new Aggregate.Options(draws, night, 0.1)).judge(0, 1, List.of());
            stopped += verdict.decision() == Decision.NO_GO ? 1 : 0;
            gone += verdict.decision() == Decision.GO ? 1 : 0;
            List<Finding> violated = verdict.findings().stream().filter(f -> f.status() == Status.VIOLATED).toList();
            seen += violated.stream().anyMatch(f -> region.isEmpty() ? f.rule().over().wire().equals("region") : f.group().equals(region)) ? 1 : 0;
            List<Finding> languages = violated.stream().filter(f -> f.rule().over().wire().equals("language")).toList();
            alone += languages.isEmpty() ? 0 : 1;
            share += languages.stream().filter(f -> in(region, f.group())).count()
                    / (double) Math.max(1, matrices.languages().keySet().stream().filter(code -> in(region, code)).count());
        }
        return new Nights(n, stopped, gone, seen, alone, share / n);
    }

    private static String region(ItemMatrices matrices) {
        return matrices.languages().keySet().stream().map(code -> Languages.bundled().get(code).region().orElseThrow().name())
                .collect(java.util.stream.Collectors.groupingBy(name -> name, java.util.TreeMap::new, java.util.stream.Collectors.counting()))
                .entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static boolean in(String region, String code) {
        return Languages.bundled().get(code).region().orElseThrow().name().equals(region);
    }

    private static Scores night(ItemMatrices matrices, int items, Exchange exchange, String region, int points, Random random) {
        Scores.Builder scores = new Scores.Builder(List.of("base", "candidate"), Languages.bundled());
        scores.declare("nights", Registry.metrics().find(matrices.metric()), List.of());
        int[] drawn = random.ints(items, 0, matrices.items()).toArray();
        boolean[] together = new boolean[items];
        for (int i = 0; i < items; i++) {
            together[i] = random.nextBoolean();
        }
        matrices.languages().forEach((language, systems) -> {
            boolean drops = in(region, language);
            double share = drops ? points / mean(matrices, systems) : 0;
            for (int i = 0; i < items; i++) {
                boolean exchanged = exchange == Exchange.ITEMS ? together[i] : random.nextBoolean();
                double[] base = systems[exchanged ? 1 : 0][drawn[i]];
                double[] candidate = systems[exchanged ? 0 : 1][drawn[i]];
                SampleId id = new SampleId("nights", language, SampleId.row(i + 1));
                scores.add(0, id, 0, matrices.metric(), scored(base), false, Map.of(), "one");
                scores.add(1, id, 0, matrices.metric(), scored(random.nextDouble() < share ? lost(matrices, candidate) : candidate), false, Map.of(), "one");
            }
        });
        return scores.build();
    }

    private static Score scored(double[] sums) {
        return new Score.Scored(0, Statistics.of(sums), "");
    }

    /// An answer in which nothing is right: no point, or no n-gram that the reference has.
    private static double[] lost(ItemMatrices matrices, double[] sums) {
        double[] lost = sums.clone();
        if (matrices.metric().equals("chrf")) {
            for (int k = 2; k < lost.length; k += 3) {
                lost[k] = 0;
            }
        } else {
            lost[0] = 0;
        }
        return lost;
    }

    /// Of both systems, on the scale of 0 to 100.
    private static double mean(ItemMatrices matrices, double[][][] systems) {
        double[] total = new double[systems[0][0].length];
        for (double[][] system : systems) {
            for (double[] sums : system) {
                for (int k = 0; k < total.length; k++) {
                    total[k] += sums[k];
                }
            }
        }
        double value = Registry.metrics().find(matrices.metric()).pool(Statistics.of(total));
        return matrices.metric().equals("chrf") ? value : 100 * value;
    }
}

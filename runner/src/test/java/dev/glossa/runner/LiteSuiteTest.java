package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.Selection;
import dev.glossa.harness.run.TaskRun;
import dev.glossa.judges.sacrebleu.ChrF;
import dev.glossa.judges.sacrebleu.SegmentStatistics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How far numbers of a few items are from those of all, on recorded outputs of real systems: the source of the figures in
/// `docs/suites.md`. Prints the table that stands there.
@Tag("slow")
class LiteSuiteTest {
    private static final int SEEDS = 500;
    private static final Language SWAHILI = Languages.bundled().get("sw");

    /// A system's sums of each item in one language.
    private record Outputs(String system, String language, double[][] statistics) {}

    /// Items by stratum, in the data's order.
    private record Items(List<String> names) implements Task {
        @Override
        public String name() {
            return "items";
        }

        @Override
        public List<Language> languages() {
            return List.of(SWAHILI);
        }

        @Override
        public Stream<Question> questions(Language language) {
            return IntStream.range(0, names.size()).mapToObj(i -> new Question(new Sample(name(), language, SampleId.row(i + 1), "?",
                    new Target.Open(), Map.of("stratum", names.get(i))), new Prompt.Generation(Prompt.user("?"), Decoding.greedy(1))));
        }

        @Override
        public List<String> metrics() {
            return List.of();
        }

        @Override
        public Signature signature() {
            return Signature.EMPTY;
        }

        @Override
        public Map<String, String> digests(Language language) {
            return Map.of();
        }

        @Override
        public Optional<String> strata() {
            return Optional.of("stratum");
        }

        /// The rows that a limit keeps.
        int[] chosen(int limit, long seed) {
            TaskRun run = TaskRun.of(this, languages(), new Selection(OptionalInt.of(limit), seed, Selection.Shard.WHOLE), 1);
            return IntStream.range(0, names.size()).filter(i -> run.keeps(SWAHILI, SampleId.row(i + 1))).toArray();
        }

        Items plain() {
            return new Items(names.stream().map(_ -> "").toList());
        }
    }

    /// What some selections of one size come to.
    ///
    /// @param meanError of one system's number in one language, absolute
    /// @param rootError the same, root mean square: the standard error
    /// @param macro     root mean square error of a system's average over its languages
    /// @param tau       Kendall's rank correlation of systems with the full data, the mean over languages and seeds
    private record Quality(double meanError, double rootError, double macro, double tau) {}

    private static Quality quality(List<Outputs> outputs, Items items, int limit, ToDoubleFunction<double[]> pool) {
        double[] full = outputs.stream().mapToDouble(o -> pool.applyAsDouble(sum(o, IntStream.range(0, items.names().size()).toArray()))).toArray();
        double absolute = 0;
        double squares = 0;
        double macroSquares = 0;
        long macros = 0;
        double taus = 0;
        long ranked = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int[] rows = items.chosen(limit, seed);
            Map<String, double[]> bySystem = new LinkedHashMap<>();
            Map<String, List<double[]>> byLanguage = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                double error = pool.applyAsDouble(sum(outputs.get(i), rows)) - full[i];
                absolute += Math.abs(error);
                squares += error * error;
                double[] system = bySystem.computeIfAbsent(outputs.get(i).system(), _ -> new double[2]);
                system[0] += error;
                system[1]++;
                byLanguage.computeIfAbsent(outputs.get(i).language(), _ -> new ArrayList<>()).add(new double[] {full[i], full[i] + error});
            }
            for (double[] system : bySystem.values()) {
                macroSquares += Math.pow(system[0] / system[1], 2);
                macros++;
            }
            for (List<double[]> pairs : byLanguage.values()) {
                if (pairs.size() >= 3) {
                    taus += tau(pairs);
                    ranked++;
                }
            }
        }
        long all = (long) SEEDS * outputs.size();
        return new Quality(absolute / all, Math.sqrt(squares / all), Math.sqrt(macroSquares / macros), taus / ranked);
    }

    private static double[] sum(Outputs outputs, int[] rows) {
        double[] sum = new double[outputs.statistics()[0].length];
        for (int row : rows) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += outputs.statistics()[row][i];
            }
        }
        return sum;
    }

    private static double tau(List<double[]> pairs) {
        int agreeing = 0;
        for (int i = 0; i < pairs.size(); i++) {
            for (int j = 0; j < i; j++) {
                agreeing += (int) (Math.signum(pairs.get(i)[0] - pairs.get(j)[0]) * Math.signum(pairs.get(i)[1] - pairs.get(j)[1]));
            }
        }
        return agreeing / (pairs.size() * (pairs.size() - 1) / 2.0);
    }

    private static void print(String name, int limit, Quality stratified, Quality plain) {
        System.out.printf(Locale.ROOT, "| %s | %d | %.2f (%.2f) | %.2f (%.2f) | %.2f (%.2f) | %.3f (%.3f) |%n", name, limit,
                stratified.meanError(), plain.meanError(), stratified.rootError(), plain.rootError(), stratified.macro(), plain.macro(), stratified.tau(), plain.tau());
    }

    @Test
    void translationsOfSomeSentencesRankSystemsAsAllDo(@TempDir Path folder) throws Exception {
        Path data = shared("mt-outputs");
        assumeTrue(new ProcessBuilder("tar", "xzf", shared("flores200.tar.gz").toString(), "-C", folder.toString()).inheritIO().start().waitFor() == 0, "no tar");
        Path flores = folder.resolve("flores200/devtest");
        List<Outputs> outputs = new ArrayList<>();
        for (String system : List.of("argos", "google", "microsoft", "nllb", "opusmt")) {
            try (Stream<Path> files = Files.list(data.resolve(system))) {
                for (Path file : files.sorted().toList()) {
                    String code = file.getFileName().toString().replace(".gz", "");
                    Language language = Languages.bundled().get(code);
                    Path references = flores.resolve(language.codeIn("flores200").orElseThrow() + ".devtest");
                    if (!Files.exists(references)) {
                        continue; // such as Icelandic, which is no focus language
                    }
                    SegmentStatistics statistics = SegmentStatistics.of(ChrF.defaults(), lines(file), List.of(Files.readAllLines(references)));
                    outputs.add(new Outputs(system, code, IntStream.range(0, statistics.segments()).mapToObj(statistics::row).toArray(double[][]::new)));
                }
            }
        }
        assertThat(outputs).hasSizeGreaterThan(120);
        Path metadata;
        try (Stream<Path> files = Files.walk(folder)) {
            metadata = files.filter(file -> file.endsWith("metadata_devtest.tsv")).findFirst().orElseThrow();
        }
        Items items = new Items(Files.readAllLines(metadata).stream().skip(1).map(line -> line.split("\t")[1]).toList());
        assertThat(items.names()).hasSize(1012);
        for (int limit : List.of(50, 100, 200, 300, 400)) {
            Quality stratified = quality(outputs, items, limit, sums -> ChrF.defaults().pool(sums).score());
            Quality plain = quality(outputs, items.plain(), limit, sums -> ChrF.defaults().pool(sums).score());
            print("flores, chrF", limit, stratified, plain);
            // What a run prints is what these data show.
            assertThat(plain.rootError()).isCloseTo(new Lite(200, 12.8, false, "chrF").error(limit, 1012), withinPercentage(5));
        }
    }

    @Test
    void judgmentsOfSomeRequestsRankModelsAsAllDo() throws IOException {
        Map<String, List<JsonNode>> models = new TreeMap<>();
        try (Stream<Path> files = Files.list(shared("alpaca-eval"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json.gz")).sorted().toList()) {
                models.put(file.getFileName().toString(), List.copyOf(new JsonMapper().readTree(String.join("\n", lines(file))).values()));
            }
        }
        assertThat(models).hasSize(6);
        List<JsonNode> longest = models.values().stream().filter(rows -> rows.size() == 805).findFirst().orElseThrow();
        Items items = new Items(longest.stream().map(row -> row.get("dataset").asString()).toList());
        List<Outputs> outputs = new ArrayList<>();
        models.forEach((model, rows) -> {
            if (rows.size() == 805) {
                outputs.add(new Outputs(model, "en", rows.stream().map(row -> new double[] {100 * (row.path("preference").asDouble() - 1), 1}).toArray(double[][]::new)));
            }
        });
        for (int limit : List.of(50, 100, 200, 300, 400)) {
            Quality stratified = quality(outputs, items, limit, sums -> sums[0] / sums[1]);
            Quality plain = quality(outputs, items.plain(), limit, sums -> sums[0] / sums[1]);
            print("AlpacaEval, win rate", limit, stratified, plain);
            assertThat(stratified.rootError()).isLessThan(Lite.ofProportion(limit, "win rate").error(limit, 805));
            assertThat(stratified.meanError()).isLessThan(plain.meanError() * 1.05);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.readAllLines();
        }
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/data").resolve(name))) {
                return at.resolve("shared/data").resolve(name);
            }
        }
        assumeTrue(false, "no shared/data/" + name + " beside the repository: nothing to measure");
        throw new IllegalStateException();
    }
}

package dev.glossa.runner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.runner.Main;
import dev.glossa.runner.spark.SparkHome.Driver;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A Spark cluster of two executors, each a JVM of its own, of which one is killed, or the driver is.
@Timeout(300)
class ClusterTest {
    private static final String CLUSTER = "local-cluster[2,1,1024]";
    private static final int CONCURRENCY = 16;
    private static final int SHARE = CONCURRENCY / 2;

    private static SparkHome spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException {
        spark = SparkHome.installed();
    }

    static void glossa(String... arguments) {
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        assertThat(Main.execute(new PrintStream(words, true, StandardCharsets.UTF_8), new PrintStream(words, true, StandardCharsets.UTF_8), arguments))
                .as(() -> words.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static List<String> run(String uri, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--model", uri, "--revision", "r1", "--data", "bundled", "--date", "2026-08-23", "--secret", "s"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static void await(Driver driver, BooleanSupplier reached) throws Exception {
        while (!reached.getAsBoolean()) {
            assertThat(driver.process().isAlive()).as(driver.words()).isTrue();
            Thread.sleep(5);
        }
    }

    private Map<String, String> report(Path run) throws IOException {
        Path report = folder.resolve("report-" + run.getParent().getFileName());
        glossa("report", run.toString(), "--draws", "200", "--out", report.toString());
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(report)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(report.relativize(file).toString(), dev.glossa.harness.Signature.sha256(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.replaceAll("\"millis\":\\d+,?", "")).sorted().toList();
    }

    /// Asked more than once, of what one machine asks once: the rest is what a server is tried with.
    private static int again(Map<String, Integer> asked, Map<String, Integer> once) {
        return once.entrySet().stream().filter(prompt -> prompt.getValue() == 1 && !prompt.getKey().startsWith("one two three")).mapToInt(prompt -> asked.get(prompt.getKey()) - 1).sum();
    }

    /// All five benchmarks. A share of requests holds for the whole cluster, and a loss costs what was in flight.
    @Test
    void fiveBenchmarksOfWhichAnExecutorIsKilledAreTheRunOfOneMachine() throws Exception {
        try (LoopbackModel model = new LoopbackModel(0, 20)) {
            Path single = folder.resolve("single/run");
            glossa(run(model.uri("&parallel=" + CONCURRENCY), "--out", single.toString()).toArray(String[]::new));
            Map<String, Integer> once = model.asked();
            assertThat(once).hasSizeGreaterThan(1000);

            Path out = folder.resolve("cluster");
            Path prices = Files.writeString(folder.resolve("prices.csv"), "model,input,output,currency\nfake,1000,0,EUR\n");
            Driver driver = spark.start(CLUSTER, List.of(), run(model.uri(""), "--out", out.toUri().toString(), "--shards", "6", "--concurrency", "" + CONCURRENCY, "--prices", prices.toString()));
            await(driver, () -> model.requests() > once.size() / 3);
            ProcessHandle executor = driver.executors().getFirst();
            executor.destroyForcibly();
            String words = driver.finished();
            int most = model.most();
            int again = again(model.asked(), once);
            System.out.println("asked again after an executor's loss: " + again + "; most in flight: " + most);
            // A loss frees a share before the server knows.
            assertThat(most).isLessThanOrEqualTo(CONCURRENCY + SHARE);
            assertThat(again).isLessThanOrEqualTo(2 * SHARE);
            assertThat(words).containsPattern("(?m)^am: \\d+ answers, 0 failed, [\\d,]+ tokens read, \\d+ written, \\d+ s of the model's time, \\d+\\.\\d{4} EUR$").contains("run: 1,032 answers, 0 scores of 6 shards");
            assertThat(words).containsPattern("(?m)^\\d of 6 shards, [1-9]\\d* answers, 0 scores$");
            assertThat(out.resolve("_SUCCESS")).exists();

            assertThat(lines(out.resolve("run/completions.jsonl"))).isEqualTo(lines(single.resolve("completions.jsonl")));
            glossa("score", single.toString());
            glossa("score", out.resolve("run").toString());
            assertThat(out.resolve("run/scores.jsonl")).hasSameTextualContentAs(single.resolve("scores.jsonl"));
            assertThat(report(out.resolve("run"))).isEqualTo(report(single)).containsKey("scores.csv");
        }
    }

    @Test
    void aKilledDriversWorkGoesOnWhereItStopped() throws Exception {
        try (LoopbackModel model = new LoopbackModel(0, 20)) {
            String[] tasks = {"--benchmark", "flores,global-mmlu"};
            Path single = folder.resolve("single/run");
            glossa(Stream.concat(run(model.uri("&parallel=" + CONCURRENCY), tasks).stream(), Stream.of("--out", single.toString())).toArray(String[]::new));
            Map<String, Integer> once = model.asked();

            Path out = folder.resolve("cluster");
            List<String> command = run(model.uri(""), tasks);
            command.addAll(List.of("--out", out.toString(), "--concurrency", "" + CONCURRENCY));
            Driver killed = spark.start(CLUSTER, List.of(), command);
            await(killed, () -> model.requests() > once.size() / 2);
            List<ProcessHandle> executors = killed.executors();
            assertThat(executors).hasSize(2);
            killed.process().destroyForcibly().waitFor();
            for (ProcessHandle executor : executors) {
                executor.onExit().get(60, TimeUnit.SECONDS);
            }
            assertThat(out.resolve("run")).doesNotExist();
            spark.start(CLUSTER, List.of(), command).finished();
            int again = again(model.asked(), once);
            System.out.println("asked again after the driver's loss: " + again);
            assertThat(again).isLessThanOrEqualTo(2 * CONCURRENCY);
            assertThat(lines(out.resolve("run/completions.jsonl"))).isEqualTo(lines(single.resolve("completions.jsonl")));
            // What is there is not asked again, and what was scored of it stays.
            glossa("score", out.resolve("run").toString());
            List<String> scores = lines(out.resolve("run/scores.jsonl"));
            assertThat(spark.start(CLUSTER, List.of(), command).finished()).contains("; 0 answers, 0 failed, 0 scores by this job");
            assertThat(again(model.asked(), Map.of())).isZero();
            assertThat(lines(out.resolve("run/scores.jsonl"))).isEqualTo(scores);
        }
    }

    /// An executor that stands still holds up its shard until Spark gives that to another one; then both are at it.
    @Test
    void aStragglerAndTheSpeculativeTaskBesideItLeaveOneAnswerToEachQuestion() throws Exception {
        try (LoopbackModel model = new LoopbackModel(0, 20)) {
            String[] tasks = {"--benchmark", "flores,global-mmlu"};
            Path single = folder.resolve("single/run");
            glossa(Stream.concat(run(model.uri("&parallel=" + CONCURRENCY), tasks).stream(), Stream.of("--out", single.toString())).toArray(String[]::new));
            Map<String, Integer> once = model.asked();

            Path out = folder.resolve("cluster");
            List<String> command = run(model.uri(""), tasks);
            command.addAll(List.of("--out", out.toString(), "--shards", "4", "--concurrency", "" + CONCURRENCY));
            Driver driver = spark.start(CLUSTER, List.of("-Dspark.speculation=true", "-Dspark.speculation.interval=100ms", "-Dspark.speculation.quantile=0.5"), command);
            await(driver, () -> model.requests() > once.size() / 3);
            long straggler = driver.executors().getFirst().pid();
            signal("STOP", straggler);
            await(driver, () -> attempts(out) > 4);
            signal("CONT", straggler);
            driver.finished();
            int again = again(model.asked(), once);
            System.out.println("asked again beside a straggler: " + again);
            assertThat(lines(out.resolve("run/completions.jsonl"))).isEqualTo(lines(single.resolve("completions.jsonl")));
        }
    }

    private static void signal(String name, long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + process).inheritIO().start().waitFor()).isZero();
    }

    private static long attempts(Path out) {
        try (Stream<Path> files = Files.find(out.resolve(".shards"), 2, (path, _) -> path.getFileName().toString().startsWith("attempt-"))) {
            return files.count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // a folder that went while it was read
        }
    }

    @Test
    void realTranslationsScoredByAClusterOfWhichAnExecutorIsKilledHaveOneMachinesScores() throws Exception {
        Path single = translations(List.of("am", "hi", "ig", "th", "tr", "zh"));
        Path copy = folder.resolve("answers/run");
        Files.createDirectories(copy);
        for (String name : List.of("run.json", "completions.jsonl")) {
            Files.copy(single.resolve(name), copy.resolve(name));
        }
        TinyComet.write();
        List<String> metrics = List.of("--metric", "chrf++,comet", "--file", "comet=" + TinyComet.FOLDER, "--embeddings", "none");
        glossa(Stream.concat(Stream.of("score", single.toString()), metrics.stream()).toArray(String[]::new));

        Path out = folder.resolve("cluster");
        List<String> command = new ArrayList<>(List.of("score", copy.toString(), "--out", out.toString(), "--shards", "8", "--broadcast", TinyComet.FOLDER));
        command.addAll(metrics);
        Driver driver = spark.start(CLUSTER, List.of(), command);
        await(driver, () -> isCommitted(out));
        driver.executors().getFirst().destroyForcibly();
        String words = driver.finished();
        int opened = Integer.parseInt(words.replaceAll("(?s).*; (\\d+) models opened; .*", "$1"));
        // Two executors, and the one that came for the lost one; eight tasks.
        assertThat(opened).isBetween(1, 3);
        assertThat(words).contains("; 0 answers, 0 failed, ");
        assertThat(lines(out.resolve("run/scores.jsonl"))).isEqualTo(lines(single.resolve("scores.jsonl")));
        assertThat(report(out.resolve("run"))).isEqualTo(report(single)).containsKey("scores.csv");
    }

    private static boolean isCommitted(Path out) {
        try (Stream<Path> files = Files.exists(out) ? Files.walk(out) : Stream.empty()) {
            return files.anyMatch(file -> file.endsWith("done"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // a folder that went while it was read
        }
    }

    /// A run of what a public system made of FLORES' sentences.
    private Path translations(List<String> languages) throws Exception {
        Path data = Path.of("../../..").toAbsolutePath().normalize().resolve("shared/data");
        assumeTrue(Files.isDirectory(data.resolve("mt-outputs")), "no ../shared/data/mt-outputs beside the repository");
        assumeTrue(new ProcessBuilder("tar", "xzf", data.resolve("flores200.tar.gz").toString(), "-C", folder.toString()).inheritIO().start().waitFor() == 0, "no tar");
        List<String> lines = new ArrayList<>();
        for (String language : languages) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(data.resolve("mt-outputs/google/" + language + ".gz"))), StandardCharsets.UTF_8))) {
                int row = 0;
                for (String line : in.readAllLines()) {
                    lines.add(dev.glossa.harness.io.Json.object().put("id", "flores/%s/%04d".formatted(language, ++row)).put("text", line).toString());
                }
            }
        }
        Path answers = Files.write(folder.resolve("answers.jsonl"), lines);
        Path run = folder.resolve("single/run");
        glossa("run", "--model", "replay:" + answers, "--benchmark", "flores", "--data", folder.resolve("flores200").toString(), "--languages", String.join(",", languages),
                "--date", "2026-08-23", "--secret", "s", "--out", run.toString());
        return run;
    }
}

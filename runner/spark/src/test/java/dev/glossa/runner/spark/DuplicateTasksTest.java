package dev.glossa.runner.spark;

import static dev.glossa.runner.spark.ClusterTest.glossa;
import static dev.glossa.runner.spark.ClusterTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two tasks at work on one shard at the same time, as speculation has them, and shards that hold failures.
@Timeout(120)
class DuplicateTasksTest {
    @TempDir
    Path folder;

    private JavaSparkContext spark;

    @BeforeEach
    void begin() {
        spark = new JavaSparkContext(new SparkConf(false).setMaster("local[4]").setAppName("test").set("spark.ui.enabled", "false").set("spark.driver.host", "127.0.0.1"));
    }

    @AfterEach
    void end() {
        spark.close();
    }

    private Counts run(String application, boolean asksAgain, ArrayList<String> line, List<Integer> shards) {
        Counts counts = Counts.of(spark.sc());
        Work work = new Work(application, line, folder.resolve("out").toString(), 2, new ArrayList<>(), asksAgain);
        spark.parallelize(shards, shards.size()).foreach(new ShardTask(spark.broadcast(work), spark.broadcast(new SerializableConfiguration(new Configuration())), counts));
        return counts;
    }

    private static ArrayList<String> line(String uri, String languages) {
        return new ArrayList<>(List.of("run", "--model", uri, "--revision", "r1", "--benchmark", "flores", "--data", "bundled", "--languages", languages,
                "--date", "2026-08-23", "--secret", "s"));
    }

    private List<String> joined(ArrayList<String> line, boolean asksAgain) throws Exception {
        Joined.of(new Work("a", line, folder.resolve("out").toString(), 2, new ArrayList<>(), asksAgain), new Configuration(), _ -> { });
        return lines(folder.resolve("out/run/completions.jsonl"));
    }

    @Test
    void ofTwoTasksOnOneShardOneIsCommittedAndEachSampleHasOneLine() throws Exception {
        try (LoopbackModel model = new LoopbackModel(0, 20)) {
            ArrayList<String> line = line(model.uri("&parallel=2"), "am,km,ur");
            glossa(Stream.concat(line.stream(), Stream.of("--out", folder.resolve("single").toString())).toArray(String[]::new));
            model.asked();
            run("a", false, line, List.of(1, 2, 1, 2));
            // Both asked, so there is something to choose from.
            assertThat(model.asked().values().stream().filter(n -> n == 2).count()).isGreaterThan(6);
            try (Stream<Path> attempts = Files.list(folder.resolve("out/.shards/1-of-2"))) {
                assertThat(attempts.filter(path -> path.getFileName().toString().startsWith("attempt-")).count()).isEqualTo(2);
            }
            assertThat(joined(line, false)).isEqualTo(lines(folder.resolve("single/completions.jsonl"))).hasSize(24);
        }
    }

    @Test
    void shardsWithoutAnAnswerAreAResultAndAreAskedAgainOnRequestOnly() throws Exception {
        try (LoopbackModel model = new LoopbackModel(0, 1)) {
            ArrayList<String> line = line(model.uri("&parallel=2"), "am");
            model.refusing(true);
            assertThat(run("a", false, line, List.of(1, 2)).failed().value()).isEqualTo(8);
            assertThat(joined(line, false)).hasSize(8).allMatch(record -> record.contains("\"failed\""));
            model.refusing(false);
            assertThat(run("b", false, line, List.of(1, 2)).answers().value()).isZero();
            line.add("--retry-failed");
            assertThat(run("c", true, line, List.of(1, 2)).answers().value()).isEqualTo(8);
            assertThat(joined(line, true)).hasSize(8).allMatch(record -> record.contains("\"text\""));
            // Within one application nothing is asked for a second time.
            assertThat(run("c", true, line, List.of(1, 2)).answers().value()).isZero();
        }
    }
}

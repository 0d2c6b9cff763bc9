package dev.glossa.runner.spark;

import static dev.glossa.runner.spark.ClusterTest.glossa;
import static dev.glossa.runner.spark.ClusterTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs on a file system that no executor mounts, from files that only the driver has.
@Timeout(300)
class HdfsTest {
    @TempDir
    Path folder;

    private MiniDFSCluster hdfs;

    @BeforeEach
    void begin() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
        hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        List<String> lines = new ArrayList<>();
        for (String language : List.of("am", "km", "ur", "zh")) {
            for (int i = 1; i <= 7; i++) { // of eight: the last fails
                lines.add("{\"id\":\"flores/%s/%04d\",\"text\":\"ትርጉም %d 🦆\"}".formatted(language, i, i));
            }
        }
        Files.write(folder.resolve("answers.jsonl"), lines);
    }

    @AfterEach
    void end() {
        hdfs.shutdown();
    }

    @Test
    void aRunAndItsScoresAreThoseOfOneMachine() throws Exception {
        SparkHome spark = SparkHome.installed();
        TinyComet.write();
        String answers = folder.resolve("answers.jsonl").toString();
        List<String> asked = List.of("run", "--model", "replay:" + answers, "--benchmark", "flores", "--data", "bundled", "--languages", "am,km,ur,zh",
                "--date", "2026-08-23", "--secret", "s");
        Path single = folder.resolve("single");
        glossa(with(asked, "--out", single.toString()).toArray(String[]::new));
        List<String> metrics = List.of("--metric", "chrf,comet", "--file", "comet=" + TinyComet.FOLDER, "--embeddings", "none");
        String out = hdfs.getFileSystem().getUri() + "/runs/asked";
        spark.start("local[2]", List.of(), with(asked, "--broadcast", answers, "--out", out, "--shards", "3")).finished();
        FileSystem files = hdfs.getFileSystem();
        files.copyToLocalFile(new org.apache.hadoop.fs.Path(out, "run"), new org.apache.hadoop.fs.Path(folder.resolve("asked").toUri()));
        assertThat(lines(folder.resolve("asked/completions.jsonl"))).isEqualTo(lines(single.resolve("completions.jsonl")));
        assertThat(Files.readString(folder.resolve("asked/run.json"))).contains("replay:" + answers).doesNotContain("glossa-luggage");

        List<String> score = new ArrayList<>(List.of("score", out + "/run", "--out", hdfs.getFileSystem().getUri() + "/runs/scored", "--shards", "4", "--broadcast", TinyComet.FOLDER));
        score.addAll(metrics);
        assertThat(spark.start("local[2]", List.of(), score).finished()).contains("; 1 models opened; ");
        glossa(with(new ArrayList<>(List.of("score", single.toString())), metrics.toArray(String[]::new)).toArray(String[]::new));
        files.copyToLocalFile(new org.apache.hadoop.fs.Path("/runs/scored/run"), new org.apache.hadoop.fs.Path(folder.resolve("scored").toUri()));
        assertThat(lines(folder.resolve("scored/scores.jsonl"))).isEqualTo(lines(single.resolve("scores.jsonl")));
        assertThat(files.exists(new org.apache.hadoop.fs.Path("/runs/scored/_SUCCESS"))).isTrue();
        assertThat(files.listStatus(new org.apache.hadoop.fs.Path("/runs/scored"))).extracting(status -> status.getPath().getName()).containsExactlyInAnyOrder(".shards", "_SUCCESS", "run");
    }

    private static List<String> with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void whatIsSavedTakesThePlaceOfWhatWasSavedBeforeInOneStep() throws Exception {
        ShardFolder shard = new ShardFolder(hdfs.getFileSystem().getUri() + "/o", 1, 2, new Configuration());
        Path run = Files.createDirectories(folder.resolve("run/tasks")).getParent();
        Files.writeString(run.resolve("tasks/ሀ.yaml"), "task");
        for (String text : List.of("one\n", "one\ntwo\n")) {
            Files.writeString(run.resolve("completions.jsonl"), text);
            Files.writeString(run.resolve("run.json"), "{}");
            shard.save(run, shard.attempt("a"));
        }
        shard.commit(shard.attempt("a"), false);
        Path fetched = shard.fetched(shard.committed().orElseThrow(), folder);
        assertThat(fetched.resolve("completions.jsonl")).hasContent("one\ntwo\n");
        assertThat(fetched.resolve("tasks/ሀ.yaml")).hasContent("task");
        assertThat(fetched.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
    }
}

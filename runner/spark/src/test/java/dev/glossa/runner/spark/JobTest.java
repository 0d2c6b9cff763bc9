package dev.glossa.runner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void theClustersRequestsAreDividedAmongTasks() {
        Job job = Job.of(List.of("run", "--model", "http://h/v1?model=m", "--out=hdfs:/o", "--concurrency", "64", "--shards", "100"));
        assertThat(job.line("2026-02-02", "s", 8)).containsExactly("run", "--model", "http://h/v1?parallel=8&model=m", "--date", "2026-02-02", "--secret", "s");
        assertThat(job.shards(8)).isEqualTo(100);
        assertThat(job.out()).isEqualTo("hdfs:/o");
        Job judged = Job.of(List.of("score", "R", "--judge=http://a/v1?model=x=2", "--judge", "https://b/v1?model=y", "--out", "o", "--concurrency", "6"));
        assertThat(judged.line("d", "s", 2)).containsExactly("score", "R", "--judge=http://a/v1?parallel=3&model=x=2", "--judge", "https://b/v1?parallel=3&model=y");
        assertThat(judged.shards(8)).isEqualTo(6);
        assertThat(judged.judge()).isEmpty();
        Job priced = Job.of(List.of("score", "R", "--judge", "https://b/v1?model=y", "--out", "o", "--prices", "p.csv"));
        assertThat(priced.judge()).contains("y");
        assertThat(priced.prices()).contains(Path.of("p.csv"));
        assertThat(priced.line("d", "s", 1)).doesNotContain("--prices");
        assertThatThrownBy(() -> job.line("d", "s", 65)).hasMessageContaining("--concurrency 64 is less than the 65 tasks that ask at once");
    }

    @Test
    void shardsHaveOneDayAndOneSecret() {
        Job job = Job.of(List.of("run", "--model", "m:x", "--out", "o", "--date=2026-01-01"));
        assertThat(job.shards(2)).isEqualTo(8);
        assertThat(job.line("2026-02-02", "s", 2)).containsExactly("run", "--model", "m:x", "--date=2026-01-01", "--secret", "s");
        assertThat(Job.of(List.of("score", "R", "--out", "o")).line("d", "s", 2)).containsExactly("score", "R");
    }

    /// Executors register after the driver has begun; a share counted by those seen first would be too large.
    @Test
    void whatWasAskedOfTheClusterCountsNotWhatOfItIsThereYet() {
        SparkConf conf = new SparkConf(false).set("spark.master", "local-cluster[2,3,1024]");
        assertThat(Cluster.tasksAtOnce(conf, 2)).isEqualTo(6);
        conf.set("spark.master", "yarn").set("spark.executor.instances", "10").set("spark.executor.cores", "4").set("spark.task.cpus", "2");
        assertThat(Cluster.tasksAtOnce(conf, 2)).isEqualTo(20);
        assertThat(Cluster.tasksAtOnce(new SparkConf(false).set("spark.master", "spark://h").set("spark.cores.max", "48"), 2)).isEqualTo(48);
        assertThat(Cluster.tasksAtOnce(new SparkConf(false).set("spark.master", "local[5]"), 5)).isEqualTo(5);
    }

    @Test
    void whatIsNoJobIsRefused() {
        assertThatThrownBy(() -> Job.of(List.of("report", "R"))).hasMessage("run and score are spread over a cluster; there is 'report'");
        assertThatThrownBy(() -> Job.of(List.of("run"))).hasMessageContaining("no --out");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--shards", "0"))).hasMessageContaining("--shards 0 is no count");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--shard", "1/2"))).hasMessageContaining("--shards N");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--spend-limit", "5"))).hasMessageContaining("would hold for each task");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--concurrency", "5")).line("d", "s", 1)).hasMessageContaining("there is none");
    }
}

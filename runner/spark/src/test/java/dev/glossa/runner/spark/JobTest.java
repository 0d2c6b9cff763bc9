package dev.glossa.runner.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void theClustersRequestsAreDividedAmongTasks() {
        Job job = Job.of(List.of("run", "--model", "http://h/v1?model=m", "--out=hdfs:/o", "--concurrency", "64", "--shards", "100"), 8);
        assertThat(job.arguments()).containsExactly("run", "--model", "http://h/v1?model=m&parallel=8");
        assertThat(job.shards()).isEqualTo(100);
        assertThat(job.out()).isEqualTo("hdfs:/o");
    }

    @Test
    void shardsHaveOneDayAndOneSecret() {
        Job job = Job.of(List.of("run", "--model", "m:x", "--out", "o", "--date=2026-01-01"), 2);
        assertThat(job.shards()).isEqualTo(8);
        assertThat(job.with("2026-02-02", "s").arguments()).containsExactly("run", "--model", "m:x", "--date=2026-01-01", "--secret", "s");
        assertThat(Job.of(List.of("score", "R", "--out", "o"), 2).with("d", "s").arguments()).containsExactly("score", "R");
    }

    @Test
    void whatIsNoJobIsRefused() {
        assertThatThrownBy(() -> Job.of(List.of("report", "R"), 1)).hasMessage("run and score are spread over a cluster; there is 'report'");
        assertThatThrownBy(() -> Job.of(List.of("run"), 1)).hasMessageContaining("no --out");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--shards", "0"), 1)).hasMessageContaining("--shards 0 is no count");
        assertThatThrownBy(() -> Job.of(List.of("run", "--out", "o", "--shard", "1/2"), 1)).hasMessageContaining("--shards N");
    }
}

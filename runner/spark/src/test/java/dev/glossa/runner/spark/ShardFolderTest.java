package dev.glossa.runner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFolderTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoAttemptsThatFinishOneCounts() throws Exception {
        ShardFolder shard = new ShardFolder(folder.toUri().toString(), 2, 4, new Configuration());
        assertThat(shard.committed()).isEmpty();
        assertThat(shard.attempts()).isEmpty();
        for (String name : new String[] {"b", "a", "unbegun"}) {
            Path attempt = Files.createDirectories(ShardFolder.local(shard.attempt(name)));
            if (!name.equals("unbegun")) {
                Files.writeString(attempt.resolve("run.json"), "{}");
            }
        }
        assertThat(shard.attempts()).extracting(org.apache.hadoop.fs.Path::getName).containsExactly("attempt-a", "attempt-b");
        shard.commit(shard.attempt("b"), false);
        shard.commit(shard.attempt("a"), false);
        assertThat(shard.committed()).map(org.apache.hadoop.fs.Path::getName).contains("attempt-b");
        assertThat(shard.attempts()).extracting(org.apache.hadoop.fs.Path::getName).containsExactly("attempt-a", "attempt-b");
        shard.commit(shard.attempt("a"), true);
        assertThat(shard.committed()).map(org.apache.hadoop.fs.Path::getName).contains("attempt-a");
        assertThat(shard.attempts()).extracting(org.apache.hadoop.fs.Path::getName).containsExactly("attempt-b", "attempt-a");
    }
}

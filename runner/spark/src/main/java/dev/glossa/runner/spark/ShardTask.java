package dev.glossa.runner.spark;

import dev.glossa.harness.run.Merge;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Selection;
import dev.glossa.runner.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;

/// A shard on an executor: the same command as on one machine, into an attempt's folder that takes over what earlier
/// attempts have answered.
record ShardTask(Broadcast<Job> job, Broadcast<SerializableConfiguration> configuration, LongAccumulator answers, LongAccumulator scores)
        implements VoidFunction<Integer> {
    /// How much a lost machine costs where its own disk is not the shared one.
    private static final long SECONDS_BETWEEN_SAVES = 10;

    @Override
    public void call(Integer index) throws Exception {
        Job work = job.value();
        ShardFolder folder = new ShardFolder(work.out(), index, work.shards(), configuration.value().value());
        if (folder.committed().isPresent()) {
            return;
        }
        Path attempt = folder.attempt(TaskContext.get().taskAttemptId() + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        java.nio.file.Path scratch = Files.createTempDirectory("glossa-shard");
        java.nio.file.Path run = folder.isLocal() ? ShardFolder.local(attempt) : scratch.resolve("run");
        List<java.nio.file.Path> earlier = new ArrayList<>();
        for (Path one : folder.attempts()) {
            earlier.add(folder.fetched(one, scratch));
        }
        if (!earlier.isEmpty()) {
            Merge.of(earlier, Selection.Shard.parse(work.shard(index)), run);
        }
        try (ScheduledExecutorService saving = Executors.newSingleThreadScheduledExecutor()) {
            if (!folder.isLocal()) {
                saving.scheduleWithFixedDelay(() -> saved(folder, run, attempt), SECONDS_BETWEEN_SAVES, SECONDS_BETWEEN_SAVES, TimeUnit.SECONDS);
            }
            execute(work, index, run);
            saving.shutdownNow();
        }
        if (!folder.isLocal()) {
            folder.save(run, attempt);
        }
        folder.commit(attempt);
        RunDirectory done = RunDirectory.read(run);
        done.readCompletions(_ -> answers.add(1));
        done.readScores(_ -> scores.add(1));
    }

    private static void execute(Job work, int index, java.nio.file.Path run) {
        List<String> line = new ArrayList<>(work.arguments());
        line.addAll(List.of("--shard", work.shard(index), "--out", run.toString()));
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        int code = Main.execute(System.out, new PrintStream(words, true, StandardCharsets.UTF_8), line.toArray(String[]::new));
        System.err.print(words.toString(StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IllegalStateException("shard %s: exit code %d: %s".formatted(work.shard(index), code, words.toString(StandardCharsets.UTF_8)));
        }
    }

    private static void saved(ShardFolder folder, java.nio.file.Path run, Path attempt) {
        try {
            if (Files.exists(run.resolve("run.json"))) {
                folder.save(run, attempt);
            }
        } catch (IOException e) {
            System.err.println(attempt + ": not saved, and tried again: " + e.getMessage());
        }
    }
}

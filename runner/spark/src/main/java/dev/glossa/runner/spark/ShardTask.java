package dev.glossa.runner.spark;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Kept;
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
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/// A shard on an executor: the same command as on one machine, into an attempt's folder that takes over what earlier
/// attempts have answered.
record ShardTask(Broadcast<Work> work, Broadcast<SerializableConfiguration> hadoop, Counts counts) implements VoidFunction<Integer> {
    /// How much a lost machine costs where its own disk is not the shared one.
    private static final long SECONDS_BETWEEN_SAVES = 10;

    @Override
    public void call(Integer index) throws Exception {
        Kept.throughout();
        Configuration configuration = hadoop.value().value();
        ShardFolder folder = new ShardFolder(work.value().out(), index, work.value().shards(), configuration);
        Optional<Path> committed = folder.committed();
        java.nio.file.Path scratch = Files.createTempDirectory(Files.createDirectories(java.nio.file.Path.of(SparkFiles.getRootDirectory())), "glossa-shard-");
        try {
            if (committed.isEmpty() || isOpen(folder, committed.get(), scratch)) {
                attempt(index, folder, committed.isPresent(), scratch, configuration);
            }
        } finally {
            FileUtil.fullyDelete(scratch.toFile());
        }
    }

    /// Whether an earlier application committed failures, and this one asks again what failed.
    private boolean isOpen(ShardFolder folder, Path committed, java.nio.file.Path scratch) throws IOException {
        if (!work.value().asksAgain() || committed.getName().contains(work.value().application())) {
            return false;
        }
        boolean[] failed = {false};
        RunDirectory.read(folder.fetched(committed, scratch)).readCompletions(record -> failed[0] |= record.completion() instanceof Completion.Failed);
        return failed[0];
    }

    private void attempt(int index, ShardFolder folder, boolean replaces, java.nio.file.Path scratch, Configuration configuration) throws Exception {
        Path attempt = folder.attempt(work.value().application() + "-" + TaskContext.get().taskAttemptId());
        java.nio.file.Path run = folder.isLocal() ? ShardFolder.local(attempt) : scratch.resolve("run");
        List<java.nio.file.Path> earlier = new ArrayList<>();
        for (Path one : folder.attempts()) {
            earlier.add(folder.fetched(one, scratch));
        }
        if (!earlier.isEmpty()) {
            Merge.of(earlier, Selection.Shard.parse(work.value().shard(index)), run);
        }
        try (JournalWatch _ = new JournalWatch(run, work.value().arguments().getFirst().equals("run"), counts); ScheduledExecutorService saving = Executors.newSingleThreadScheduledExecutor()) {
            if (!folder.isLocal()) {
                saving.scheduleWithFixedDelay(() -> saved(folder, run, attempt), SECONDS_BETWEEN_SAVES, SECONDS_BETWEEN_SAVES, TimeUnit.SECONDS);
            }
            execute(index, run, configuration);
            saving.shutdownNow();
        }
        if (!folder.isLocal()) {
            folder.save(run, attempt);
        }
        folder.commit(attempt, replaces);
    }

    private void execute(int index, java.nio.file.Path run, Configuration configuration) throws IOException {
        List<String> line = new ArrayList<>(Unpacked.arguments(work.value(), configuration));
        line.addAll(List.of("--shard", work.value().shard(index), "--out", run.toString()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = Main.execute(System.out, new PrintStream(bytes, true, StandardCharsets.UTF_8), line.toArray(String[]::new));
        String words = bytes.toString(StandardCharsets.UTF_8);
        System.err.print(words);
        // A shard may be so small that all of it fails, which is a result as on one machine.
        if (code != 0 && !words.contains("glossa: " + Main.NOTHING_ANSWERED)) {
            throw new IllegalStateException("shard %s: exit code %d: %s".formatted(work.value().shard(index), code, words));
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

package dev.glossa.runner.spark;

import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Merge;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import tools.jackson.databind.node.ObjectNode;

/// The driver's work at the end: the journals of all shards made one run by their keys, which appears as `OUT/run` by a
/// rename, with `OUT/_SUCCESS` after it. What was in such a run before, scores of it for instance, stays in it.
final class Joined {
    private Joined() {}

    /// @param before is shown the joined run before it appears
    static Merge.Summary of(Work work, Configuration configuration, Consumer<java.nio.file.Path> before) throws IOException {
        Path out = new Path(work.out());
        FileSystem files = out.getFileSystem(configuration);
        boolean isLocal = ShardFolder.isLocal(files);
        Path run = new Path(out, "run");
        Path written = new Path(out, ".run-" + UUID.randomUUID());
        java.nio.file.Path scratch = Files.createTempDirectory("glossa-merge-");
        try {
            List<java.nio.file.Path> parts = new ArrayList<>();
            if (files.exists(new Path(run, "run.json"))) {
                java.nio.file.Path earlier = isLocal ? ShardFolder.local(run) : scratch.resolve("before");
                if (!isLocal) {
                    files.copyToLocalFile(false, run, new Path(earlier.toUri()), true);
                }
                parts.add(earlier);
            }
            for (int i = 1; i <= work.shards(); i++) {
                ShardFolder shard = new ShardFolder(work.out(), i, work.shards(), configuration);
                int index = i;
                parts.add(shard.fetched(shard.committed().orElseThrow(() -> new IllegalStateException("shard " + work.shard(index) + " was not committed")), scratch));
            }
            java.nio.file.Path merged = isLocal ? ShardFolder.local(written) : scratch.resolve("merged");
            Merge.Summary summary = Merge.of(parts, merged);
            inTheUsersWords(merged.resolve("run.json"), work);
            if (parts.size() > work.shards()) {
                keepOthers(parts.getFirst(), merged);
            }
            Files.deleteIfExists(merged.resolve(".lock"));
            before.accept(merged);
            if (!isLocal) {
                files.copyFromLocalFile(false, true, new Path(merged.toUri()), written);
            }
            replace(run, written, files, configuration);
            try (FSDataOutputStream success = files.create(new Path(out, "_SUCCESS"), true)) {
                success.hflush();
            }
            return summary;
        } finally {
            files.delete(written, true);
            FileUtil.fullyDelete(scratch.toFile());
        }
    }

    private static void replace(Path run, Path by, FileSystem files, Configuration configuration) throws IOException {
        FileContext context = FileContext.getFileContext(files.getUri(), configuration);
        Path before = new Path(run.getParent(), ".before-" + UUID.randomUUID());
        if (files.exists(run)) {
            context.rename(run, before);
        }
        context.rename(by, run);
        files.delete(before, true);
    }

    /// Where executors found what they were sent is nobody's business: the manifest names it as the user did.
    private static void inTheUsersWords(java.nio.file.Path file, Work work) throws IOException {
        ObjectNode manifest = Json.object(Files.readString(file), file.toString());
        if (!work.luggage().isEmpty() && manifest.get("provenance") instanceof ObjectNode provenance) {
            for (String name : List.copyOf(provenance.propertyNames())) {
                provenance.put(name, Unpacked.typed(provenance.get(name).asString(), work.luggage()));
            }
            Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
        }
    }

    private static void keepOthers(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(from)) {
            for (java.nio.file.Path file : files.filter(one -> Files.isRegularFile(one) && !one.getFileName().toString().startsWith(".")).toList()) {
                if (!Files.exists(to.resolve(file.getFileName()))) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}

package dev.glossa.runner.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/// One shard on a Hadoop file system: a folder for each attempt at it, and `done`, which names the one that counts. That
/// file appears by a rename, so an attempt is committed whole or not at all, and of two that finish one counts.
final class ShardFolder {
    static final String SHARDS = ".shards";
    private static final String DONE = "done";
    private static final String ATTEMPT = "attempt-";

    private final Path folder;
    private final FileSystem files;
    private final FileContext context;

    ShardFolder(String out, int index, int shards, Configuration configuration) throws IOException {
        this.folder = new Path(new Path(out, SHARDS), index + "-of-" + shards);
        this.files = folder.getFileSystem(configuration);
        this.context = FileContext.getFileContext(files.getUri(), configuration);
    }

    /// Whether executors write here as into any folder of theirs, so that nothing has to be copied.
    boolean isLocal() {
        return isLocal(files);
    }

    static boolean isLocal(FileSystem files) {
        return files.getScheme().equals("file");
    }

    /// The folder as the machine's own.
    static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(Path.getPathWithoutSchemeAndAuthority(path).toString());
    }

    Path attempt(String name) {
        return new Path(folder, ATTEMPT + name);
    }

    /// What is there of attempts that hold a run, finished or not; the one that counts is the last.
    List<Path> attempts() throws IOException {
        List<Path> found = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(folder)) {
                if (status.getPath().getName().startsWith(ATTEMPT) && files.exists(new Path(status.getPath(), "run.json"))) {
                    found.add(status.getPath());
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        found.sort(null);
        committed().ifPresent(last -> {
            found.removeIf(path -> path.getName().equals(last.getName()));
            found.add(last);
        });
        return found;
    }

    /// The attempt that counts, if one is committed.
    Optional<Path> committed() throws IOException {
        try (FSDataInputStream in = files.open(new Path(folder, DONE))) {
            return Optional.of(new Path(folder, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /// Makes a finished attempt the one that counts, unless another was faster.
    ///
    /// @param replaces whether it takes the place of one that counts already
    void commit(Path attempt, boolean replaces) throws IOException {
        Path written = new Path(folder, ".done-" + UUID.randomUUID());
        try (FSDataOutputStream out = files.create(written, false)) {
            out.write(attempt.getName().getBytes(StandardCharsets.UTF_8));
        }
        try {
            context.rename(written, new Path(folder, DONE), replaces ? Options.Rename.OVERWRITE : Options.Rename.NONE);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            files.delete(written, false);
        }
    }

    /// Brings an attempt's files to this machine.
    java.nio.file.Path fetched(Path attempt, java.nio.file.Path below) throws IOException {
        if (isLocal()) {
            return local(attempt);
        }
        java.nio.file.Path to = below.resolve(attempt.getParent().getName() + "-" + attempt.getName());
        files.copyToLocalFile(false, attempt, new Path(to.toUri()), true);
        return to;
    }

    /// Writes a local folder's files as an attempt's. Each takes the place of what was there of it in one step, so that an
    /// executor that dies here leaves what it saved before; `run.json`, without which an attempt is none, comes last.
    void save(java.nio.file.Path from, Path attempt) throws IOException {
        List<java.nio.file.Path> all = new ArrayList<>();
        try (Stream<java.nio.file.Path> found = Files.walk(from)) {
            found.filter(file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")).sorted().forEach(all::add);
        }
        all.sort(java.util.Comparator.comparing(file -> file.endsWith("run.json")));
        for (java.nio.file.Path file : all) {
            Path to = new Path(attempt, from.relativize(file).toString());
            Path written = new Path(to.getParent(), "." + to.getName() + ".tmp");
            files.mkdirs(to.getParent());
            files.copyFromLocalFile(false, true, new Path(file.toUri()), written);
            context.rename(written, to, Options.Rename.OVERWRITE);
        }
    }
}

package dev.glossa.harness.hub;

import dev.glossa.harness.run.Concurrently;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whether the files of a snapshot are what they were when the hub named their digests.
public final class Verification {
    /// What was found about one file.
    ///
    /// @param path  in the snapshot
    /// @param state whether its bytes are right
    /// @param note  what is wrong and what would help; empty where nothing is
    public record Finding(String path, State state, String note) {}

    /// Whether a file's bytes are right.
    public enum State {
        RIGHT,
        WRONG,
        /// Neither a list of files nor a blob's name says what its bytes should be.
        UNKNOWN
    }

    private Verification() {}

    /// Reads every file of a snapshot again; opens no connection.
    ///
    /// @return in the order of the paths
    public static List<Finding> of(HubCache cache, Snapshot snapshot) throws InterruptedException {
        Map<String, BlobId> listed = new TreeMap<>();
        cache.listing(snapshot.repository(), snapshot.commit()).ifPresent(files -> files.forEach(file -> listed.put(file.path(), file.blob())));
        List<Finding> findings = new ArrayList<>();
        try {
            Concurrently.unordered(cache.files(snapshot.repository(), snapshot.commit()).iterator(), Runtime.getRuntime().availableProcessors(),
                    path -> finding(snapshot.folder(), path, Optional.ofNullable(listed.get(path))), findings::add);
        } catch (IOException e) {
            throw new UncheckedIOException(snapshot.folder() + ": cannot be read: " + e.getMessage(), e);
        }
        findings.sort(Comparator.comparing(Finding::path));
        return findings;
    }

    private static Finding finding(Path folder, String path, Optional<BlobId> listed) {
        Path file = folder.resolve(path);
        try {
            Path lies = Files.isSymbolicLink(file) ? file.resolveSibling(Files.readSymbolicLink(file)).normalize() : file;
            if (!Files.isRegularFile(lies)) {
                return new Finding(path, State.WRONG, lies + " is missing; pull again");
            }
            Optional<BlobId> expected = listed.or(() -> BlobId.named(lies.getFileName().toString()));
            if (expected.isEmpty()) {
                return new Finding(path, State.UNKNOWN, "no digest is known; pull again to have it checked");
            }
            BlobId actual = expected.get().of(lies);
            return actual.equals(expected.get()) ? new Finding(path, State.RIGHT, "")
                    : new Finding(path, State.WRONG, "%s %s, expected %s; pull again to replace it".formatted(actual.kind(), actual, expected.get()));
        } catch (IOException e) {
            return new Finding(path, State.WRONG, "cannot be read: " + e.getMessage());
        }
    }
}

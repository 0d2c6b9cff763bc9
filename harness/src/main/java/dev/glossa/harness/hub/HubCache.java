package dev.glossa.harness.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A cache in huggingface_hub's layout: for each repository `blobs/DIGEST`, `snapshots/COMMIT/PATH` linked to them,
/// `refs/REVISION` holding a commit, and `trees/COMMIT.json`. Whatever appears in it appears whole, by a rename.
public final class HubCache {
    /// File locks belong to the process; these keep its threads apart.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
    /// Of our own, since Python's tools of some versions append to `DIGEST.incomplete` under locks that Java's do not meet.
    private static final String PARTIAL = ".glossa.incomplete";
    /// The reference whose commit a data set stays at; of our own, since Python's tools move `refs/main`.
    public static final String PIN = "glossa";

    private final Path root;
    private final boolean links;

    public HubCache(HubSettings settings) {
        this.root = settings.cache();
        this.links = settings.links();
    }

    /// The snapshot of a revision, if it is here; no connection is opened. It may hold some of the commit's files only.
    public Optional<Snapshot> find(Repository repository, String revision) {
        return commit(repository, revision).map(commit -> new Snapshot(repository, commit, snapshot(repository, commit)));
    }

    /// The commit that a repository's data stays at since it was pulled, whether or not it is still here.
    public Optional<String> pin(Repository repository) {
        return read(reference(repository, PIN)).map(String::strip).filter(Commit::isHash);
    }

    /// Makes a snapshot the one that its data stays at.
    public void pin(Snapshot snapshot) {
        try {
            write(reference(snapshot.repository(), PIN), snapshot.commit());
        } catch (IOException e) {
            throw new UncheckedIOException(folder(snapshot.repository()) + ": cannot be written: " + e.getMessage(), e);
        }
    }

    Path folder(Repository repository) {
        return root.resolve(repository.folder());
    }

    Path blob(Repository repository, BlobId blob) {
        return folder(repository).resolve("blobs").resolve(blob.hex());
    }

    Path partial(Repository repository, BlobId blob) {
        return folder(repository).resolve("blobs").resolve(blob.hex() + PARTIAL);
    }

    Path snapshot(Repository repository, String commit) {
        return folder(repository).resolve("snapshots").resolve(commit);
    }

    private Optional<String> commit(Repository repository, String revision) {
        return (Commit.isHash(revision) ? Optional.of(revision) : read(reference(repository, revision)).map(String::strip).filter(Commit::isHash))
                .filter(commit -> Files.isDirectory(snapshot(repository, commit)));
    }

    Optional<List<HubFile>> listing(Repository repository, String commit) {
        return read(listingFile(repository, commit)).flatMap(Listing::read);
    }

    void keepListing(Commit commit) throws IOException {
        write(listingFile(commit.repository(), commit.hash()), Listing.write(commit.files()));
    }

    void keepReference(Commit commit) throws IOException {
        if (!commit.revision().equals(commit.hash())) {
            write(reference(commit.repository(), commit.revision()), commit.hash());
        }
    }

    private Path listingFile(Repository repository, String commit) {
        return folder(repository).resolve("trees").resolve(commit + ".json");
    }

    private Path reference(Repository repository, String revision) {
        if (!HubFile.stays(revision)) {
            throw new IllegalArgumentException("'" + revision + "' is no revision; main, a tag or a commit is one");
        }
        return folder(repository).resolve("refs").resolve(revision);
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path written = aside(file);
        Files.writeString(written, text, StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Makes a fetched and checked file one of the blobs.
    void install(Repository repository, BlobId blob) throws IOException {
        Path partial = partial(repository, blob);
        try (FileChannel file = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(partial, blob(repository, blob), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Makes a blob visible as a file of a snapshot: by a relative link, or as a copy where there are no links.
    void show(Repository repository, String commit, HubFile file) throws IOException {
        Path shown = snapshot(repository, commit).resolve(file.path());
        Path blob = blob(repository, file.blob());
        Files.createDirectories(shown.getParent());
        Path target = shown.getParent().relativize(blob);
        if (Files.isSymbolicLink(shown) && Files.readSymbolicLink(shown).equals(target)) {
            return;
        }
        Path made = aside(shown);
        if (!links || !isLinked(made, target)) {
            Files.copy(blob, made, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(made, shown, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Windows makes links for some users only, some file systems for nobody.
    private static boolean isLinked(Path link, Path target) throws IOException {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        }
    }

    private static Path aside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".glossa-" + ProcessHandle.current().pid() + ".tmp");
    }

    /// What files of a snapshot were known by when they were fetched and checked.
    public List<String> digests(Snapshot snapshot, List<String> paths) {
        List<HubFile> listed = listing(snapshot.repository(), snapshot.commit()).orElse(List.of());
        return paths.stream().map(path -> listed.stream().filter(file -> file.path().equals(path)).findFirst().map(file -> file.blob().hex())
                .or(() -> linked(snapshot.folder().resolve(path))).orElse("unknown")).toList();
    }

    private static Optional<String> linked(Path file) {
        try {
            return Files.isSymbolicLink(file) ? BlobId.named(Files.readSymbolicLink(file).getFileName().toString()).map(BlobId::hex) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The files of a snapshot, by their paths.
    List<String> files(Repository repository, String commit) throws IOException {
        Path snapshot = snapshot(repository, commit);
        try (Stream<Path> all = Files.walk(snapshot)) {
            return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> snapshot.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> !path.endsWith(".tmp") || !path.contains(".glossa-")).sorted().toList();
        }
    }

    /// One repository held by one process and thread at a time, so that two pulls do not write one file. The system lets
    /// go of it when a process is killed.
    Held hold(Repository repository, Runnable waiting) throws IOException, InterruptedException {
        Path file = root.resolve(".locks").resolve(repository.folder()).resolve("glossa.lock");
        Files.createDirectories(file.getParent());
        ReentrantLock threads = THREADS.computeIfAbsent(file, _ -> new ReentrantLock());
        if (!threads.tryLock()) {
            waiting.run();
            threads.lockInterruptibly();
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                locked(channel, waiting);
            } catch (Throwable e) {
                channel.close();
                throw e;
            }
            return new Held(channel, threads);
        } catch (Throwable e) {
            threads.unlock();
            throw e;
        }
    }

    private static void locked(FileChannel file, Runnable waiting) throws IOException {
        try {
            FileLock free = file.tryLock();
            if (free == null) {
                waiting.run();
                file.lock();
            }
        } catch (java.nio.channels.ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // A file system without locks: blobs are hashed as they lie before they are installed, so the worst is a second fetch.
        }
    }

    /// A repository that is ours until it is closed.
    record Held(FileChannel channel, ReentrantLock threads) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                threads.unlock();
            }
        }
    }
}

package dev.glossa.harness.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import dev.glossa.harness.UserCache;

/// The pinned native engine brought into the user's cache: fetched once, checked against our own digest, unpacked whole.
///
/// The launcher and the Maven build run [#main(String...)]; the only writer of `engine/` in the cache.
/// A folder appears there by one rename of a finished copy, so whoever sees it may use it.
public final class EngineInstall {

    /// File locks belong to the process; this one keeps threads of one process apart.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path cache;
    private final Map<String, String> environment;
    private final PrintStream progress;

    EngineInstall(Path cache, Map<String, String> environment, PrintStream progress) {
        this.cache = cache;
        this.environment = environment;
        this.progress = progress;
    }

    /// `EngineInstall [--if-possible] [PLATFORM]`: prints the engine's folder, which `--llama-lib` also takes.
    ///
    /// With `--if-possible` a machine without npm or network is no failure: the build goes on, tests of the engine skip.
    public static void main(String... arguments) {
        List<String> words = Stream.of(arguments).filter(word -> !word.equals("--if-possible")).toList();
        boolean ifPossible = words.size() < arguments.length;
        try {
            EnginePackage wanted = words.isEmpty() ? here() : EnginePackage.named(words.getFirst());
            System.out.println(new EngineInstall(UserCache.root(), System.getenv(), System.err).install(wanted));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            System.err.println("glossa: " + (ifPossible ? "tests of the native engine will be skipped: " : "") + line(e));
            System.exit(ifPossible ? 0 : 1);
        }
    }

    /// The engine of this machine, fetched first when it is missing; progress goes to stderr.
    public static Path ensure() {
        try {
            return new EngineInstall(UserCache.root(), System.getenv(), System.err).install(here());
        } catch (IOException e) {
            throw new UncheckedIOException(line(e), e);
        }
    }

    private static EnginePackage here() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        return EnginePackage.of(system, processor).orElseThrow(() -> new IllegalArgumentException(
                "no llama.cpp " + EnginePackage.RELEASE + " is published for " + EnginePackage.platform(system, processor)
                        + "; pass --llama-lib DIR, the folder of libllama from another build"));
    }

    Path install(EnginePackage wanted) throws IOException {
        Path folder = EngineLibrary.folder(cache, wanted);
        if (EngineLibrary.holds(folder)) {
            return folder;
        }
        Npm npm = Npm.on(environment.getOrDefault("PATH", "")).orElseThrow(() -> new IOException(
                "the native engine is fetched with npm, which is not on the PATH; install npm, or pass --llama-lib DIR"));
        Path engines = Files.createDirectories(folder.getParent());
        THREADS.lock();
        try (FileChannel lockFile = FileChannel.open(engines.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Optional<FileLock> lock = lock(lockFile);
            // Whoever was here first has done the work.
            if (EngineLibrary.holds(folder)) {
                return folder;
            }
            if (lock.isPresent()) {
                removeLeftovers(engines);
            }
            fetch(npm, wanted, engines, folder);
            return folder;
        } finally {
            THREADS.unlock();
        }
    }

    private void fetch(Npm npm, EnginePackage wanted, Path engines, Path folder) throws IOException {
        Path partial = Files.createTempDirectory(engines, ".partial-");
        try {
            progress.println("glossa: fetching the native engine, llama.cpp " + EnginePackage.RELEASE + " ("
                    + wanted.specifier() + "), once");
            Path archive = npm.pack(wanted.specifier(), Files.createDirectory(partial.resolve("npm")), environment);
            String integrity = integrity(archive);
            if (!integrity.equals(wanted.integrity())) {
                throw new IOException(wanted.specifier() + " is not the package that was pinned: " + integrity + ", expected "
                        + wanted.integrity() + "; nothing was installed");
            }
            Path unpacked = partial.resolve("unpacked");
            Tarball.unpack(archive, unpacked);
            Path libraries = unpacked.resolve("package").resolve("bins").resolve(wanted.platform());
            if (!EngineLibrary.holds(libraries)) {
                throw new IOException(wanted.specifier() + " holds no libllama and libggml in bins/" + wanted.platform());
            }
            Files.move(unpacked.resolve("package").resolve("LICENSE"), libraries.resolve("LICENSE"));
            // What only the Node.js binding loads: a fifth of the folder.
            Files.deleteIfExists(libraries.resolve("llama-addon.node"));
            Files.deleteIfExists(libraries.resolve("libllama-common.so"));
            publish(libraries, folder);
        } finally {
            remove(partial);
        }
    }

    private static void publish(Path finished, Path folder) throws IOException {
        if (Files.exists(folder) && !EngineLibrary.holds(folder)) {
            // Someone emptied it by hand; a rename does not replace a folder that still holds files.
            remove(folder);
        }
        try {
            Files.move(finished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            // On a file system without locks another installer may have been faster; its copy is as good.
            if (!EngineLibrary.holds(folder)) {
                throw e;
            }
        }
    }

    /// A lock held by one installer at a time; none on file systems that have no locks, where the rename alone must do.
    private static Optional<FileLock> lock(FileChannel file) {
        try {
            return Optional.of(file.lock());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What a killed installer left; under the lock nobody is writing it.
    private static void removeLeftovers(Path engines) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> entries = Files.list(engines)) {
            leftovers = entries.filter(one -> one.getFileName().toString().startsWith(".partial-")).toList();
        }
        for (Path one : leftovers) {
            remove(one);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted((one, other) -> other.getNameCount() - one.getNameCount()).toList();
        }
        for (Path one : inside) {
            Files.deleteIfExists(one);
        }
    }

    static String integrity(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return "sha512-" + Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-512", e);
        }
    }

    private static String line(Exception e) {
        // A file system's exception names only the file.
        return e instanceof FileSystemException failure
                ? failure.getFile() + ": " + (failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason())
                : e.getMessage();
    }
}

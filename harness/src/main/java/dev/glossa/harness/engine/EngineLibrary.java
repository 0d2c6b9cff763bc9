package dev.glossa.harness.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.glossa.harness.UserCache;

/// Where the native engine is: the folder that holds `libllama` and `libggml`.
public final class EngineLibrary {

    private EngineLibrary() {}

    /// The installed engine of this machine's platform; never touches the network.
    public static Optional<Path> find() {
        return EnginePackage.of(System.getProperty("os.name"), System.getProperty("os.arch"))
                .map(one -> folder(UserCache.root(), one))
                .filter(EngineLibrary::holds);
    }

    /// The installed engine, or one line that says how to get it.
    public static Path require() {
        return find().orElseThrow(() -> new IllegalArgumentException("the native engine is not installed in "
                + UserCache.root().resolve("engine") + "; run './glossa demo' once with npm and a network, or pass --llama-lib DIR"));
    }

    /// A folder that the user names with `--llama-lib`, checked for what the engine needs.
    public static Path at(Path folder) {
        if (!holds(folder)) {
            throw new IllegalArgumentException(folder + " holds no libllama and libggml; --llama-lib takes the folder"
                    + " of a llama.cpp build's shared libraries");
        }
        return folder;
    }

    static Path folder(Path cache, EnginePackage one) {
        return cache.resolve("engine").resolve(one.folder());
    }

    /// Whether a folder holds an engine. Packagers differ: `libllama.so`, `libllama.v0.5.0.so`, `libllama.dylib`, `llama.dll`.
    static boolean holds(Path folder) {
        return Files.isDirectory(folder) && any(folder, "{lib,}llama.*") && any(folder, "{lib,}ggml.*");
    }

    private static boolean any(Path folder, String glob) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            return entries.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.glossa.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder of a report, and the only writer of its files. What a report no longer has is not removed: the folder may hold
/// the user's own files.
public final class Folder {
    private final Path path;

    /// @throws IllegalArgumentException when the folder cannot be made
    public Folder(Path path) {
        this.path = path;
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    /// The folder of this name inside.
    public Folder in(String name) {
        return new Folder(path.resolve(name));
    }

    /// Writes a text as UTF-8; a lone half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark.
    public void text(String name, String text) {
        bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public void bytes(String name, byte[] bytes) {
        Path file = path.resolve(name);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static IllegalArgumentException unwritable(Path file, IOException e) {
        String reason = e.getMessage() == null || e.getMessage().equals(file.toString()) ? e.getClass().getSimpleName() : e.getMessage();
        return new IllegalArgumentException(file + ": cannot be written (" + reason + "); choose another --out", e);
    }
}

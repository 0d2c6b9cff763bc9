package dev.glossa.benchmarks.task;

import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.io.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The door to benchmarks that files describe: a user's, or one that travels with Glossa, by name.
public final class TaskFiles {
    private static final String RESOURCES = "/dev/glossa/benchmarks/tasks/";
    /// The task files that travel with Glossa.
    public static final List<String> BUNDLED = List.of("blend", "global-piqa", "include", "multijail", "normad", "wmt24pp", "xstest");

    private TaskFiles() {}

    /// A benchmark with the file that it was read from.
    ///
    /// @param text      of the file, as a run keeps it
    /// @param localData the folder of its data, where the file names files beside itself
    public record Opened(Benchmark benchmark, String text, Optional<Path> localData) {}

    /// @param name a file, or the name of a task that travels with Glossa
    /// @throws IllegalArgumentException naming file, line and column of what cannot work
    public static Opened open(String name) {
        if (BUNDLED.contains(name)) {
            try (InputStream in = TaskFiles.class.getResourceAsStream(RESOURCES + name + ".yaml")) {
                return opened(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8), Optional.empty());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Path file = Path.of(name);
        if (!Files.exists(file) && file.getNameCount() == 1 && !name.contains(".")) {
            throw new IllegalArgumentException("no task named '%s' and no such file; %sthere are %s".formatted(name,
                    Nearest.to(name, BUNDLED).map(near -> "did you mean '" + near + "'? ").orElse(""), BUNDLED));
        }
        return open(file);
    }

    /// A user's file.
    public static Opened open(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return opened(file.toString(), read(file), Optional.of(folder));
    }

    private static Opened opened(String name, String text, Optional<Path> folder) {
        TaskFile file = TaskReader.read(name, text);
        return new Opened(new FileBenchmark(file), text, folder.filter(_ -> file.dataset().hub().isEmpty()));
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(4 * YamlReader.LONGEST + 1);
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": " + Utf8.complaint(e), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file; --task takes a YAML file, or one of " + BUNDLED, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

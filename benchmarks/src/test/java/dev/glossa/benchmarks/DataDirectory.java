package dev.glossa.benchmarks;

import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Benchmark.Mode;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A user's data folder as tests make it, and the door that users open it through.
public record DataDirectory(Path path) {
    public DataDirectory write(String file, String... lines) {
        return bytes(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public DataDirectory bytes(String file, byte[] content) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.write(path.resolve(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a DuckDB query gives, as Parquet; options such as `CODEC 'zstd'` or `ROW_GROUP_SIZE 2048`.
    public DataDirectory parquet(String file, String query, String... options) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ParquetFile.write(path.resolve(file), query, options);
        return this;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Task open(String benchmark) {
        return open(benchmark, Map.of());
    }

    Task open(String benchmark, Map<String, String> variant) {
        return Registry.benchmarks().find(benchmark).open(options(new Data.Folder(path), Optional.empty(), OptionalInt.empty(), variant));
    }

    Task open(String benchmark, Mode mode, int shots) {
        return Registry.benchmarks().find(benchmark).open(options(new Data.Folder(path), Optional.of(mode), OptionalInt.of(shots), Map.of()));
    }

    static Task bundled(String benchmark) {
        return Registry.benchmarks().find(benchmark).open(options(new Data.Bundled(), Optional.empty(), OptionalInt.empty(), Map.of()));
    }

    public static Options options(Data data, Optional<Mode> mode, OptionalInt shots, Map<String, String> variant) {
        return new Options(data, Languages.bundled(), mode, shots, OptionalDouble.empty(), OptionalInt.empty(), 0, variant);
    }

    public static Language language(String code) {
        return Languages.bundled().get(code);
    }

    public static List<Question> questions(Task task, String language) {
        try (Stream<Question> questions = task.questions(language(language))) {
            return questions.toList();
        }
    }
}

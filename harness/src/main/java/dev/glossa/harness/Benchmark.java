package dev.glossa.harness;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A benchmark that can be opened on a user's data. Found through `ServiceLoader`.
public interface Benchmark {
    /// In lower case with dashes, such as `global-mgsm`.
    String name();

    /// One sentence for lists of benchmarks.
    String description();

    /// Finds and checks the data; reads no row yet.
    ///
    /// @throws IllegalArgumentException when there is no data, listing what was looked for, or when an option does not fit
    Task open(Options options);

    /// How a benchmark is asked. What is empty is as the protocol says.
    ///
    /// @param data        where the data is
    /// @param languages   the table that codes are looked up in
    /// @param mode        chat or plain; empty for the benchmark's own
    /// @param shots       worked examples before the question
    /// @param temperature of the answer
    /// @param maxTokens   the most new tokens of an answer
    /// @param seed        of sampled answers
    /// @param variant     further options of one benchmark by name, such as `split`
    record Options(
            Data data,
            Languages languages,
            Optional<Mode> mode,
            OptionalInt shots,
            OptionalDouble temperature,
            OptionalInt maxTokens,
            long seed,
            Map<String, String> variant) {}

    /// Where a benchmark's files are.
    sealed interface Data {
        /// The small samples that travel with Glossa.
        record Bundled() implements Data {}

        /// A user's folder: a Hugging Face cache, a folder per dataset, or loose files.
        record Folder(Path path) implements Data {}
    }

    /// Whether a prompt goes through the model's chat template.
    enum Mode {
        CHAT,
        PLAIN
    }
}

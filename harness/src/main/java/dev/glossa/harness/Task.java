package dev.glossa.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A benchmark opened on data with options: what it asks in each language, and which metrics read the answers.
public interface Task {
    /// The benchmark's name; the first part of its sample ids.
    String name();

    /// The languages that the data holds, in the order of the language table.
    List<Language> languages();

    /// The questions in one language, in the data's order, read as they are asked for. Close the stream.
    ///
    /// @throws IllegalArgumentException when a row is not what the schema says, naming file, row and column
    Stream<Question> questions(Language language);

    /// Names of the metrics that read the answers, the headline first.
    List<String> metrics();

    /// What of the asking could change a number: data set and revision, split, prompt digest, decoding.
    Signature signature();

    /// Names of the attributes that reports show beside the headline, such as `cultural_sensitivity`.
    default List<String> slices() {
        return List.of();
    }

    /// Name of the attribute whose values share a limit on the items in proportion to their number, such as `subject`; empty
    /// where the items are one heap.
    default Optional<String> strata() {
        return Optional.empty();
    }

    /// What the lite suite asks; empty where the task has none and is asked in full.
    default Optional<Lite> lite() {
        return Optional.empty();
    }

    /// What the metrics need to know of this task beyond its samples, by option name: how the answer is taken from a text,
    /// a judge's task. What the user names goes before it.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// Digests of the files that hold a language's questions, by file name: the manifest keeps them.
    Map<String, String> digests(Language language);

    /// A sample with the prompt that asks it.
    record Question(Sample sample, Prompt prompt) {}
}

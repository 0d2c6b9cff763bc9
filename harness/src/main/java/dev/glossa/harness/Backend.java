package dev.glossa.harness;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A model that answers prompts. Safe for use by many threads at once.
public interface Backend extends AutoCloseable {
    Identity identity();

    /// How many prompts can usefully be in flight.
    int parallelism();

    /// Why this backend can never answer prompts of this kind; asked once per benchmark, before its first sample.
    default Optional<String> refusal(Prompt prompt) {
        return Optional.empty();
    }

    /// How prompts of this kind are answered, where there is more than one way and this is not the plain one; part of the
    /// signature of what is asked, since another way may give other numbers.
    default Optional<String> mode(Prompt prompt) {
        return Optional.empty();
    }

    /// Answers one prompt. What goes wrong with this prompt alone is [Completion.Failed].
    ///
    /// @throws RuntimeException when no prompt can be answered any more (a wrong key, a model that cannot be loaded)
    Completion complete(Request request) throws InterruptedException;

    /// The number of the model's own tokens in a text, without special tokens; empty where the backend cannot tell.
    default OptionalInt countTokens(String text) {
        return OptionalInt.empty();
    }

    /// The tokens that the model reads for a context, those of its template and of the beginning among them; empty where the
    /// backend cannot tell.
    default Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
        return Optional.empty();
    }

    /// What the model says to fixed prompts; empty for models that their digest pins, and where it cannot be had now.
    default Optional<Fingerprint> fingerprint() throws InterruptedException {
        return Optional.empty();
    }

    @Override
    void close();

    /// A token as a model reads it.
    ///
    /// @param text what it spells, as far as the backend tells
    record PromptToken(int id, String text) {}

    /// What a model is, as the manifest keeps it and a resumed run checks it again.
    ///
    /// @param name    as tables print it, unless the user gives another name
    /// @param digest  what pins the weights: a file's sha256, or a declared revision; empty where nothing does
    /// @param details further facts, such as engine, version and context length; part of the manifest, not of a signature
    record Identity(String name, Optional<String> digest, Map<String, String> details) {
        public Identity {
            details = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(details));
        }
    }

    /// What opens a backend from a model URI; found through `ServiceLoader`.
    interface Provider {
        /// URI schemes in lower case, such as `llama`.
        Set<String> schemes();

        /// @throws IllegalArgumentException when the URI or what it names cannot be used, saying what would have worked
        Backend open(ModelUri uri, Settings settings);
    }

    /// What every backend may need to know beyond its URI.
    ///
    /// @param date     the day that chat templates see, so that prompts do not change overnight
    /// @param revision what the user says identifies a remote model's weights
    /// @param engine   folder of a llama.cpp build to use instead of the pinned one
    /// @param offline  whether no connection may be opened
    record Settings(LocalDate date, Optional<String> revision, Optional<Path> engine, boolean offline) {
        public static Settings on(LocalDate date) {
            return new Settings(date, Optional.empty(), Optional.empty(), false);
        }
    }
}

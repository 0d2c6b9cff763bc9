package dev.glossa.harness.backend.http;

import dev.glossa.harness.ModelUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a server knows its user by. It goes into one request header and nowhere else: whatever a server sends back is
/// searched for it before anything is kept or shown.
final class ApiKey {
    static final ApiKey NONE = new ApiKey("");
    /// What stands where the key stood.
    private static final String REMOVED = "[key]";
    /// A key this short is a word: cutting it out of answers would change them.
    private static final int LONG_ENOUGH = 8;

    private final String secret;

    private ApiKey(String secret) {
        this.secret = secret;
    }

    /// Reads the key from where `?key_env=VAR` or `?key_file=PATH` says it is.
    static ApiKey of(ModelUri uri, Map<String, String> environment) {
        Optional<String> variable = uri.option("key_env");
        Optional<String> file = uri.option("key_file");
        if (variable.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(uri + ": one of key_env and key_file is enough");
        }
        if (variable.isPresent()) {
            String secret = environment.get(variable.get());
            if (secret == null || secret.isBlank()) {
                throw new IllegalArgumentException("the environment variable " + variable.get()
                        + ", which " + uri + " takes its key from, is " + (secret == null ? "not set" : "empty"));
            }
            return new ApiKey(checked(secret.strip(), "the environment variable " + variable.get()));
        }
        return file.map(path -> new ApiKey(checked(read(path), path))).orElse(NONE);
    }

    /// The value of the `Authorization` header.
    Optional<String> header() {
        return secret.isEmpty() ? Optional.empty() : Optional.of("Bearer " + secret);
    }

    /// A message about a server without its key.
    String removedFrom(String message) {
        return secret.isEmpty() ? message : message.replace(secret, REMOVED);
    }

    /// An answer without the key. A placeholder such as `EMPTY`, which servers without keys are given, is left alone.
    String removedFromAnswer(String answer) {
        return secret.length() < LONG_ENOUGH ? answer : answer.replace(secret, REMOVED);
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(path + ": no key can be read from there; a file that holds nothing but the key would do", e);
        }
    }

    private static String checked(String secret, String where) {
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(where + " holds no key: a key is one word of visible ASCII characters");
        }
        return secret;
    }

    @Override
    public String toString() {
        return secret.isEmpty() ? "[no key]" : REMOVED;
    }
}

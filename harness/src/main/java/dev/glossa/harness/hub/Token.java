package dev.glossa.harness.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the hub knows its user by. It goes to the hub itself and to no other host, and is never printed.
final class Token {
    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /// @param where named when there is no token in it
    static Token of(String text, String where) {
        String secret = text.strip();
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(where + " holds no token: one is a word of visible ASCII characters that begins with hf_");
        }
        return new Token(secret);
    }

    static Token read(Path file) {
        try {
            return of(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": the hub's token cannot be read from there: " + e.getClass().getSimpleName(), e);
        }
    }

    /// The value of the header `Authorization`.
    String header() {
        return "Bearer " + secret;
    }

    @Override
    public String toString() {
        return "[token]";
    }
}

package dev.glossa.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything that must be equal for two numbers to be comparable, in the form `key:value|key:value`. The model, the
/// engine, the languages and the number of samples stand beside it, not in it.
public record Signature(Map<String, String> parts) {
    public static final Signature EMPTY = new Signature(Map.of());

    public Signature {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        for (Map.Entry<String, String> part : parts.entrySet()) {
            if (part.getKey().isEmpty() || part.getKey().matches("(?s).*[|:\\s].*") || part.getValue().matches("(?s).*[|\\n].*")) {
                throw new IllegalArgumentException(
                        "'" + part.getKey() + ":" + part.getValue() + "' cannot stand in a signature");
            }
        }
    }

    public static Signature parse(String text) {
        Signature signature = EMPTY;
        for (String part : text.split("\\|")) {
            int colon = part.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("'" + text + "' is no signature; one reads key:value|key:value");
            }
            signature = signature.with(part.substring(0, colon), part.substring(colon + 1));
        }
        return signature;
    }

    public Signature with(String key, Object value) {
        Map<String, String> more = new LinkedHashMap<>(parts);
        more.put(key, String.valueOf(value));
        return new Signature(more);
    }

    public Signature with(Signature other) {
        Map<String, String> more = new LinkedHashMap<>(parts);
        more.putAll(other.parts);
        return new Signature(more);
    }

    /// The first twelve hexadecimal digits of the sha256 of a text's UTF-8 bytes: how signatures name a prompt or a file.
    public static String digest(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /// The sha256 of some bytes in hexadecimal.
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        parts.forEach((key, value) -> out.append(out.isEmpty() ? "" : "|").append(key).append(':').append(value));
        return out.toString();
    }
}

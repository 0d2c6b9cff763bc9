package dev.glossa.harness.backend.http;

import dev.glossa.harness.backend.http.Endpoint.Signal;
import dev.glossa.harness.io.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What became of one request.
sealed interface Outcome<T> {
    /// An answer that can be read.
    record Answered<T>(T value) implements Outcome<T> {}

    /// Nothing to read, but the next attempt may fare better.
    ///
    /// @param late whether the deadline passed
    record Broken<T>(String reason, Signal signal, boolean late, Optional<Duration> retryAfter) implements Outcome<T> {
        Broken(String reason, Signal signal, Optional<Duration> retryAfter) {
            this(reason, signal, false, retryAfter);
        }
    }

    /// This prompt will never be answered.
    ///
    /// @param own whether the reason is the prompt's own, its length or what it is about, so that the next may be answered
    record Refused<T>(String reason, boolean own) implements Outcome<T> {
        Refused(String reason) {
            this(reason, false);
        }
    }

    /// No prompt will ever be answered.
    record Hopeless<T>(String reason) implements Outcome<T> {}

    /// What a status other than 200 means. What may heal is tried again: the server was busy (408, 425, 429, 5xx and
    /// proxies' own 52x). What cannot heal is not: no 400, 401, 403, 404 or 422 is ever sent twice.
    ///
    /// @param key that is taken out of what the server says
    static <T> Outcome<T> ofStatus(Transport.Reply reply, Instant now, ApiKey key) {
        String said = said(reply.body(), key);
        String reason = "HTTP " + reply.status() + (said.isEmpty() ? "" : ": " + said);
        Optional<Duration> retryAfter = RetryAfter.of(reply.headers(), now);
        return switch (reply.status()) {
            case 400, 413, 415, 422 -> isTooLong(said) ? new Refused<>("the prompt is too long: " + said, true) : new Refused<>(reason, isFiltered(said));
            case 401, 403 -> reply.status() == 403 && isFiltered(said) ? new Refused<>(reason, true)
                    : new Hopeless<>(reason + "; the key is missing or wrong: name one with ?key_env=VAR or ?key_file=PATH");
            case 402 -> new Hopeless<>(reason + "; the account has no credit");
            case 404, 405 -> new Hopeless<>(reason + "; no such model or no such address (it usually ends in /v1)");
            case 408, 425 -> new Broken<>(reason, Signal.BROKEN, retryAfter);
            case 429 -> said.contains("insufficient_quota") ? new Hopeless<>(reason + "; the account has no credit")
                    : new Broken<>(reason, Signal.CROWDED, retryAfter);
            case 503, 529 -> new Broken<>(reason, Signal.STRAINED, retryAfter);
            case 301, 302, 303, 307, 308 -> new Hopeless<>(reason + "; it sends elsewhere"
                    + reply.headers().firstValue("Location").map(place -> ", to " + oneLine(key.removedFrom(place))).orElse("") + ": use that address");
            case 501, 505 -> new Refused<>(reason);
            default -> reply.status() >= 500 ? new Broken<>(reason, Signal.BROKEN, retryAfter) : new Refused<>(reason);
        };
    }

    private static boolean isTooLong(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("context length") || lower.contains("context_length") || lower.contains("context size")
                || lower.contains("exceed_context") || lower.contains("maximum context") || lower.contains("too long");
    }

    private static boolean isFiltered(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("content_filter") || lower.contains("content filter") || lower.contains("content policy")
                || lower.contains("content_policy") || lower.contains("content management policy") || lower.contains("data_inspection_failed")
                || lower.contains("moderation") || lower.contains("flagged");
    }

    /// The message of an error reply in one short line; of HTML, that it is HTML. The key goes before the line is cut, which
    /// might leave a part of it.
    static String said(byte[] body, ApiKey key) {
        String text = new String(body, 0, Math.min(body.length, 1 << 16), StandardCharsets.UTF_8).strip();
        if (text.startsWith("<")) {
            return "an HTML page";
        }
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            JsonNode error = tree.path("error");
            JsonNode message = error.isString() ? error : error.path("message");
            for (String name : new String[] {"message", "detail", "error_type"}) {
                message = message.isString() ? message : tree.path(name);
            }
            if (message.isString()) {
                String code = error.path("code").asString("");
                text = message.stringValue() + (code.isEmpty() || code.matches("[0-9]+") ? "" : " (" + code + ")");
            }
        } catch (JacksonException e) {
            // a plain text, as it is
        }
        return oneLine(key.removedFrom(text));
    }

    static String oneLine(String text) {
        StringBuilder out = new StringBuilder();
        boolean blank = false;
        for (int i = 0; i < text.length() && out.length() < 300; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isISOControl(c) || Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE) {
                blank = !out.isEmpty();
            } else {
                out.append(blank ? " " : "").appendCodePoint(c);
                blank = false;
            }
        }
        return out.toString();
    }
}

package dev.glossa.harness.backend.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// When a server wants to be asked again: `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), or OpenAI's
/// `retry-after-ms`.
public final class RetryAfter {
    private RetryAfter() {}

    /// How long from now; empty where nothing readable is said, never negative.
    public static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after-ms").flatMap(RetryAfter::number).map(ms -> nanos(ms * 1e6))
                .or(() -> headers.firstValue("Retry-After").flatMap(value ->
                        number(value).map(seconds -> nanos(seconds * 1e9)).or(() -> date(value, now))));
    }

    private static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return value >= 0 && Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Duration until = Duration.between(now, ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration nanos(double nanos) {
        return Duration.ofNanos((long) Math.min(nanos, Long.MAX_VALUE / 4));
    }
}

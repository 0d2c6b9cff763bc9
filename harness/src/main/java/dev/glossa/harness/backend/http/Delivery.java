package dev.glossa.harness.backend.http;

import dev.glossa.harness.backend.http.Endpoint.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Brings a request to a server until it is answered, or until its attempts are used up, so that one prompt that a server
/// chokes on cannot hold up a run.
final class Delivery {
    /// A second answer that outlasts the deadline says that a third would too.
    private static final int LATE = 2;
    /// Refusals before any answer, after which the next prompt's would be the same.
    private static final int REFUSALS = 10;
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration CAP = Duration.ofSeconds(30);

    private final Endpoints endpoints;
    private final Transport transport;
    private final ApiKey key;
    private final int attempts;
    private final Duration patience;
    private final String hint;
    private final Pace pace;
    private final BooleanSupplier there;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean answered;
    private volatile RuntimeException end;

    /// @param attempts the most requests made for one prompt
    /// @param patience the longest that a server may ask to be left alone
    /// @param hint     what is said when it knows no such model
    /// @param there    whether anything is there to ask; where nothing is, there is no point in another attempt
    Delivery(Endpoints endpoints, Transport transport, ApiKey key, int attempts, Duration patience, String hint, Pace pace, BooleanSupplier there) {
        this.endpoints = endpoints;
        this.transport = transport;
        this.key = key;
        this.attempts = attempts;
        this.patience = patience;
        this.hint = hint;
        this.pace = pace;
        this.there = there;
    }

    /// Makes a value of a reply's text.
    interface Reader<T> {
        T read(String body) throws Unreadable;
    }

    /// Asks what a run cannot go on without.
    ///
    /// @param page    where, such as `endpoint -> endpoint.at("/chat/completions")`
    /// @param json    the request
    /// @param failure what is given back when there is no answer, made of the reason
    /// @throws IllegalArgumentException when no request can succeed, as with a wrong key
    <T> T post(Function<Endpoint, URI> page, byte[] json, Reader<T> reader, Function<String, T> failure) throws InterruptedException {
        return post(page, json, reader, failure, false);
    }

    /// Asks what a server may well refuse.
    <T> T tried(Function<Endpoint, URI> page, byte[] json, Reader<T> reader, Function<String, T> failure) throws InterruptedException {
        return post(page, json, reader, failure, true);
    }

    private <T> T post(Function<Endpoint, URI> page, byte[] json, Reader<T> reader, Function<String, T> failure, boolean trying)
            throws InterruptedException {
        int late = 0;
        Optional<Endpoint> failed = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            if (end != null) {
                throw end;
            }
            Endpoint endpoint = endpoints.acquire(failed);
            long began = pace.nanos();
            Outcome<T> outcome = new Outcome.Broken<>("", Signal.NONE, Optional.empty());
            try {
                outcome = attempt(page.apply(endpoint), json, reader);
            } finally {
                release(endpoint, outcome, began);
            }
            switch (outcome) {
                case Outcome.Answered<T>(T value) -> {
                    answered |= !trying;
                    return value;
                }
                case Outcome.Refused<T>(String reason, boolean own) -> {
                    if (!trying && !answered && !own && refusals.incrementAndGet() >= REFUSALS) {
                        throw stop(endpoint, "nothing was answered yet, and " + REFUSALS + " prompts were refused: " + reason);
                    }
                    return failure.apply(key.removedFrom(reason));
                }
                case Outcome.Hopeless<T>(String reason) -> {
                    if (trying) {
                        return failure.apply(key.removedFrom(reason));
                    }
                    throw stop(endpoint, reason.startsWith("HTTP 404") ? reason + "; " + hint : reason);
                }
                case Outcome.Broken<T>(String reason, Signal _, boolean isLate, Optional<Duration> retryAfter) -> {
                    if (retryAfter.filter(after -> after.compareTo(patience) > 0).isPresent()) {
                        throw stop(endpoint, "%s; it asks to be left alone for %d s: the same command goes on from here later"
                                .formatted(reason, retryAfter.get().toSeconds()));
                    }
                    late += isLate ? 1 : 0;
                    if (attempt >= attempts || late >= LATE || !there.getAsBoolean()) {
                        return failure.apply(key.removedFrom(reason) + (attempt == 1 ? "" : ", at the last of " + attempt + " attempts"));
                    }
                    // Asked to come back at once, all would, and use up their attempts within a moment.
                    if (retryAfter.filter(after -> after.compareTo(BASE) >= 0).isEmpty()) {
                        pace.pause(backoff(attempt));
                    }
                    failed = Optional.of(endpoint);
                }
            }
        }
    }

    private <T> Outcome<T> attempt(URI page, byte[] json, Reader<T> reader) throws InterruptedException {
        try {
            Transport.Reply reply = transport.post(page, json);
            return reply.status() == 200 ? new Outcome.Answered<>(reader.read(text(reply.body()))) : Outcome.ofStatus(reply, pace.now(), key);
        } catch (Unreadable e) {
            return new Outcome.Broken<>(Outcome.oneLine(key.removedFrom(e.getMessage())), Signal.BROKEN, Optional.empty());
        } catch (HttpConnectTimeoutException e) {
            return new Outcome.Broken<>("no connection: " + e.getMessage(), Signal.BROKEN, Optional.empty());
        } catch (HttpTimeoutException e) {
            return new Outcome.Broken<>(e.getMessage(), Signal.STRAINED, true, Optional.empty());
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : Outcome.oneLine(key.removedFrom(e.getMessage()));
            return new Outcome.Broken<>("no connection: " + said, Signal.BROKEN, Optional.empty());
        }
    }

    private void release(Endpoint endpoint, Outcome<?> outcome, long began) {
        switch (outcome) {
            case Outcome.Broken<?>(String reason, Signal signal, boolean _, Optional<Duration> retryAfter) ->
                    endpoints.release(endpoint, signal, began, retryAfter, key.removedFrom(reason));
            case Outcome<?> _ -> endpoints.release(endpoint, Signal.ANSWERED, began, Optional.empty(), "");
        }
    }

    private IllegalArgumentException stop(Endpoint endpoint, String reason) {
        IllegalArgumentException stop = new IllegalArgumentException(endpoint.base() + ": " + key.removedFrom(reason));
        end = stop;
        return stop;
    }

    /// Full jitter: somewhere between now and a bound that doubles, so that those who failed together do not return together.
    private Duration backoff(int attempt) {
        long bound = Math.min(CAP.toNanos(), BASE.toNanos() << Math.min(attempt - 1, 20));
        return Duration.ofNanos((long) (bound * pace.jitter()));
    }

    static String text(byte[] body) throws Unreadable {
        String text = new String(body, StandardCharsets.UTF_8);
        // The replacement character may be the model's own; only a strict reading tells.
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw new Unreadable("the reply is not UTF-8");
            }
        }
        return text;
    }
}

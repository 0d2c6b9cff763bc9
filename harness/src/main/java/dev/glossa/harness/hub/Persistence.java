package dev.glossa.harness.hub;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// Asking again until there is an answer, as long as there is hope: it is given up after several attempts in a row that
/// brought nothing.
final class Persistence {
    private static final int ATTEMPTS = 8;
    /// Fewer where there was never a connection: a machine without a network should say so soon.
    private static final int CONNECTIONS = 3;
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration CAP = Duration.ofSeconds(30);
    /// The longest that a server may ask to be left alone.
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    private final Hub.Pause pause;

    Persistence(Hub.Pause pause) {
        this.pause = pause;
    }

    /// @param what     is asked for, as messages print it
    /// @param progress what grows when an attempt brought something
    <T> T insist(String what, LongSupplier progress, Attempt<T> attempt) throws InterruptedException {
        long reached = progress.getAsLong();
        for (int fruitless = 1; ; fruitless++) {
            Optional<Duration> after = Optional.empty();
            IOException failure;
            try {
                return attempt.run();
            } catch (Busy e) {
                failure = e;
                after = e.after();
            } catch (FileNotFoundException | FileSystemException e) {
                throw new UncheckedIOException(what + ": " + e.getMessage(), e);
            } catch (IOException e) {
                failure = e;
            }
            boolean isUnreachable = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
            String reason = isUnreachable ? "no connection" : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            if (after.filter(time -> time.compareTo(PATIENCE) > 0).isPresent()) {
                throw new UncheckedIOException("%s: %s, and to be asked again in %d s; the same command goes on from here then"
                        .formatted(what, reason, after.get().toSeconds()), failure);
            }
            if (progress.getAsLong() > reached) {
                reached = progress.getAsLong();
                fruitless = 1;
            }
            if (fruitless == (isUnreachable && reached == 0 ? CONNECTIONS : ATTEMPTS)) {
                throw new UncheckedIOException("%s: %s, at the last of %d attempts; the same command goes on from here".formatted(what, reason, fruitless), failure);
            }
            pause.of(after.orElse(backoff(fruitless)));
        }
    }

    /// Full jitter: somewhere between now and a bound that doubles.
    private static Duration backoff(int attempt) {
        long bound = Math.min(CAP.toNanos(), BASE.toNanos() << Math.min(attempt - 1, 20));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound));
    }
}

package dev.glossa.harness.backend.http;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The addresses of one model. Each request goes to the one with the most room; one that rests or is full is waited for.
final class Endpoints {
    private final List<Endpoint> all;
    private final Duration outage;
    private final Pace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private String lastFailure = "";

    /// @param outage how long no address may answer before there is no point in waiting on
    Endpoints(List<URI> addresses, int parallel, Duration outage, Pace pace) {
        this(addresses.stream().map(address -> new Endpoint(address, parallel)).toList(), outage, pace);
    }

    Endpoints(List<Endpoint> all, Duration outage, Pace pace) {
        this.all = List.copyOf(all);
        this.outage = outage;
        this.pace = pace;
    }

    List<Endpoint> all() {
        return all;
    }

    /// Takes a place at the best address, waiting for one if need be.
    ///
    /// @param not an address that has just failed this prompt and is the last choice
    /// @throws UncheckedIOException when no address has answered for too long
    Endpoint acquire(Optional<Endpoint> not) throws InterruptedException {
        while (true) {
            long rest;
            lock.lockInterruptibly();
            try {
                while (true) {
                    long now = pace.nanos();
                    giveUpIfAllAreDown(now);
                    Endpoint best = null;
                    long shortest = Long.MAX_VALUE;
                    for (Endpoint endpoint : all) {
                        shortest = Math.min(shortest, endpoint.rest(now));
                        if (endpoint.rest(now) <= 0 && endpoint.hasRoom() && (best == null || better(endpoint, best, not))) {
                            best = endpoint;
                        }
                    }
                    if (best != null) {
                        best.begin();
                        return best;
                    }
                    if (shortest > 0) {
                        rest = shortest;
                        break;
                    }
                    released.await();
                }
            } finally {
                lock.unlock();
            }
            pace.pause(Duration.ofNanos(rest));
        }
    }

    private static boolean better(Endpoint one, Endpoint other, Optional<Endpoint> not) {
        boolean oneFailed = not.filter(one::equals).isPresent();
        boolean otherFailed = not.filter(other::equals).isPresent();
        return oneFailed != otherFailed ? otherFailed : one.load() < other.load();
    }

    private void giveUpIfAllAreDown(long now) {
        for (Endpoint endpoint : all) {
            if (!endpoint.isDown() || endpoint.failingFor(now) < outage.toNanos()) {
                return;
            }
        }
        String where = String.join(", ", all.stream().map(endpoint -> endpoint.base().toString()).toList());
        throw new UncheckedIOException(new ConnectException(where + ": no answer for " + outage.toSeconds() + " s (" + lastFailure
                + "); what was answered is kept, and the same command goes on from there"));
    }

    void release(Endpoint endpoint, Endpoint.Signal signal, long began, Optional<Duration> retryAfter, String failure) {
        lock.lock();
        try {
            int limit = endpoint.limit();
            endpoint.end(signal, began, pace.nanos(), retryAfter.map(Duration::toNanos).orElse(0L), pace.jitter());
            if (!failure.isEmpty()) {
                lastFailure = failure;
            }
            if (endpoint.limit() > limit) {
                released.signalAll();
            } else {
                released.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}

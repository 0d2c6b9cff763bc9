package dev.glossa.harness.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Time that passes only by pausing.
final class TurnedClock implements Pace {
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final double jitter;
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    /// @param jitter what every jitter is, in [0, 1)
    TurnedClock(double jitter) {
        this.jitter = jitter;
    }

    TurnedClock() {
        this(0.5);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized void pause(Duration time) {
        pauses.add(time);
        nanos += time.toNanos();
    }

    @Override
    public double jitter() {
        return jitter;
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}

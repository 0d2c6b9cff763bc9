package dev.glossa.harness.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A server that asks to be asked again.
final class Busy extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Duration> after;

    /// @param after when; empty where it does not say
    Busy(String message, Optional<Duration> after) {
        super(message);
        this.after = after;
    }

    Optional<Duration> after() {
        return after == null ? Optional.empty() : after;
    }
}

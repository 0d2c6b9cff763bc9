package dev.glossa.harness.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// Time and chance as retries see them; tests turn the clock themselves. Neither changes an answer.
interface Pace {
    long nanos();

    Instant now();

    void pause(Duration time) throws InterruptedException;

    /// A number in [0, 1) that spreads retries out.
    double jitter();

    Pace SYSTEM = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }

        @Override
        public double jitter() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };
}

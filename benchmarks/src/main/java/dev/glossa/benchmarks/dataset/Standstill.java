package dev.glossa.benchmarks.dataset;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// A watch over a reader that decodes in threads of its own and, in a damaged file, may wait forever for a page that no
/// thread will deliver (hardwood 1.0.0). Whoever waits without any progress for two looks in a row is interrupted.
final class Standstill implements AutoCloseable {
    private final ReadFile file;
    private final Executor later;
    private Thread waiting;
    private long steps;
    private boolean found;
    private boolean closed;

    /// @param patience between two looks
    Standstill(ReadFile file, Duration patience) {
        this.file = file;
        this.later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(() -> look(-1, -1));
    }

    /// What may stand still.
    interface Step<T> {
        T take();
    }

    /// @throws IllegalStateException when nothing moved any more
    <T> T watched(Step<T> step) {
        synchronized (this) {
            waiting = Thread.currentThread();
            steps++;
        }
        try {
            return step.take();
        } catch (RuntimeException e) {
            throw stopped() ? new IllegalStateException("its pages do not add up to rows", e) : e;
        } finally {
            synchronized (this) {
                waiting = null;
                if (found) {
                    // The interruption was ours.
                    Thread.interrupted();
                }
            }
        }
    }

    private synchronized boolean stopped() {
        return found;
    }

    private synchronized void look(long lastSteps, long lastReads) {
        if (closed) {
            return;
        }
        long reads = file.reads();
        if (waiting != null && steps == lastSteps && reads == lastReads && !file.isReading()) {
            found = true;
            waiting.interrupt();
        } else {
            long now = steps;
            later.execute(() -> look(now, reads));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}

package dev.glossa.runner;

import dev.glossa.harness.run.Progress;
import java.io.PrintWriter;

/// A line on a terminal that says how far a stage is; silent when standard error is not a terminal.
final class ProgressLine implements Progress, AutoCloseable {
    private static final int WIDTH = 20;
    private static final long BETWEEN = 100_000_000L;
    private final PrintWriter err;
    private final boolean shown;
    private long last;
    private boolean written;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.shown = System.console() != null && System.console().isTerminal();
    }

    @Override
    public synchronized void at(String what, long done, long total) {
        long now = System.nanoTime();
        if (!shown || (written && now - last < BETWEEN && done < total)) {
            return;
        }
        last = now;
        written = true;
        err.print("\r%-40s [%s] %,d of %,d\u001b[K".formatted(what, bar(done, total), done, total));
        err.flush();
    }

    /// As many signs of [#WIDTH] as the part that is done, for terminals of any font.
    static String bar(long done, long total) {
        int filled = (int) (WIDTH * (total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1)));
        return "#".repeat(filled) + "-".repeat(WIDTH - filled);
    }

    synchronized void clear() {
        if (written) {
            written = false;
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}

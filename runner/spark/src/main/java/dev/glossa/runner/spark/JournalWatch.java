package dev.glossa.runner.spark;

import dev.glossa.harness.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The lines that a task writes, counted as they come, so that heartbeats tell of them.
final class JournalWatch implements AutoCloseable {
    private static final long MILLIS = 500;
    /// How a line says why there is no answer.
    private static final String FAILED = "\"failed\":";

    private final boolean asks;
    private final Journal completions;
    private final Journal scores;
    private final Counts counts;
    private final Thread thread;
    private boolean closed;

    /// @param run  the task's folder; what is in its journals already is not counted
    /// @param asks whether answers come from a model, not from the run that is scored
    JournalWatch(Path run, boolean asks, Counts counts) throws IOException {
        this.asks = asks;
        this.completions = new Journal(run.resolve("completions.jsonl"));
        this.scores = new Journal(run.resolve("scores.jsonl"));
        this.counts = counts;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    private static final class Journal {
        private final Path file;
        private long read;

        Journal(Path file) throws IOException {
            this.file = file;
            this.read = Files.exists(file) ? Files.size(file) : 0;
        }

        void lines(Consumer<String> each) throws IOException {
            if (!Files.exists(file)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - read, 0, 64 << 20));
                while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
                    // until all is read
                }
                int from = 0;
                for (int i = 0; i < bytes.position(); i++) {
                    if (bytes.get(i) == '\n') {
                        each.accept(new String(bytes.array(), from, i - from, StandardCharsets.UTF_8));
                        from = i + 1;
                    }
                }
                read += from;
            }
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(MILLIS);
                look();
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            if (asks) {
                completions.lines(line -> {
                    counts.answers().add(1);
                    counts.failed().add(line.contains(FAILED) ? 1 : 0);
                });
            }
            scores.lines(_ -> counts.scores().add(1));
            counts.models().add(Kept.opened());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        look();
        closed = true;
        thread.interrupt();
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.io.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// An append-only file of lines. A line is written whole before the next begins, so that a killed process leaves at most
/// one torn line, which is cut off when the journal is opened again; the disk is asked to keep what was written after
/// [#BATCH] lines or more and at the end.
///
/// @param <T> what a line holds
public final class Journal<T> implements AutoCloseable {
    private static final int BATCH = 64;
    /// The least time between two requests to the disk, in nanoseconds: at thousands of lines a second they would be most of
    /// the work. A killed process loses nothing either way, only a machine that loses its power.
    private static final long INTERVAL = 250_000_000;
    /// The longest line, in bytes: an answer with its reasoning and its tokens' probabilities may be long.
    static final int LONGEST = 128 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Function<T, String> format;
    private int unforced;
    private long forced = System.nanoTime() - INTERVAL;

    private Journal(Path file, FileChannel channel, Function<T, String> format) {
        this.file = file;
        this.channel = channel;
        this.format = format;
    }

    /// Opens a journal for appending, cutting off a torn last line.
    static <T> Journal<T> open(Path file, Function<T, String> format) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.truncate(wholeLines(channel));
                channel.position(channel.size());
                return new Journal<>(file, channel, format);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be written: " + reason(e) + "; choose another --out", e);
        }
    }

    /// Appends one line.
    public synchronized void append(T value) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(format.apply(value) + "\n");
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            long now = System.nanoTime();
            if (++unforced >= BATCH && now - forced >= INTERVAL) {
                channel.force(false);
                unforced = 0;
                forced = now;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + reason(e)
                    + "; what was written stays, and the same command goes on from there", e);
        }
    }

    /// How long the journal is now, in bytes.
    synchronized long length() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /// Takes back what was appended since the journal had a length: answers that turned out not to be the model's.
    synchronized void cut(long length) {
        try {
            channel.truncate(length);
            channel.position(length);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + reason(e), e);
        }
    }

    /// Reads a journal's whole lines in their order; a torn last line is passed over.
    ///
    /// @param parse makes a value of a line and of where it stands
    /// @param each  gets each value
    public static <T> void read(Path file, BiFunction<String, String, T> parse, java.util.function.Consumer<T> each) {
        if (!Files.exists(file)) {
            return;
        }
        long end;
        try (FileChannel channel = FileChannel.open(file)) {
            end = wholeLines(channel);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + reason(e), e);
        }
        try (Lines lines = Lines.of(file.toString(), bounded(file, end), LONGEST)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) {
                    each.accept(parse.apply(line.get(), lines.where()));
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written: " + reason(e), e);
        }
    }

    private static java.io.InputStream bounded(Path file, long end) {
        try {
            return new BoundedInput(Files.newInputStream(file), end);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + reason(e), e);
        }
    }

    private static final class BoundedInput extends java.io.FilterInputStream {
        private long left;

        BoundedInput(java.io.InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left <= 0 || --left < 0 ? -1 : super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int n = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(n, 0);
            return n;
        }
    }

    /// The length of a file up to and with its last line end.
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1 << 13);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // until the block is full
            }
            for (int i = (int) (end - start) - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /// What the system said, without Java's class names.
    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "access denied";
            case java.nio.file.NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            case IOException other -> other.getMessage();
        };
    }
}

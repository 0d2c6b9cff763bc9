package dev.glossa.harness.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// A file that is being fetched: bytes are added at its end, and it never grows beyond what was announced.
final class PartialFile implements Consumer<Optional<byte[]>>, AutoCloseable {
    private final Path path;
    private final FileChannel file;
    private final long announced;
    private final LongConsumer told;
    private final AtomicLong length;
    private volatile IOException failure;

    /// @param announced its size when it is whole
    /// @param told      of its length, each time that it changes
    PartialFile(Path path, long announced, LongConsumer told) throws IOException {
        this.path = path;
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.announced = announced;
        this.told = told;
        this.length = new AtomicLong(file.size());
        if (length.get() > announced) {
            restart();
        }
        told.accept(length.get());
    }

    long length() {
        return length.get();
    }

    boolean isWhole() {
        return length.get() == announced;
    }

    /// Throws away what is there.
    void restart() {
        try {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length.set(0);
        told.accept(0);
    }

    /// Throws what the disk refused, if it did: asking the hub again would not help.
    void checkDisk() {
        if (failure != null) {
            throw new UncheckedIOException(path + ": cannot be written: " + failure.getMessage() + "; the same command goes on from here", failure);
        }
    }

    @Override
    public void accept(Optional<byte[]> bytes) {
        if (bytes.isEmpty()) {
            return;
        }
        if (length.get() + bytes.get().length > announced) {
            throw new UncheckedIOException(new IOException("more than the announced %,d bytes came".formatted(announced)));
        }
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes.get());
            while (left.hasRemaining()) {
                file.write(left, length.get() + left.position());
            }
            told.accept(length.addAndGet(left.capacity()));
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.glossa.benchmarks.dataset;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// A Parquet file that is read, not mapped into memory: if someone cuts a mapped file short meanwhile, the whole process
/// dies of it.
final class ReadFile implements InputFile {
    /// What a reading of the whole file takes at most, in file lengths and then some. A page that claims to be longer than
    /// the file can make the reader read the same bytes for ever.
    private static final int LENGTHS = 4;
    private static final long AND_SOME = 16 << 20;
    private static final int COST = 1 << 10;

    private final Path path;
    private final AtomicLong spent = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private FileChannel channel;

    ReadFile(Path path) {
        this.path = path;
    }

    @Override
    public void open() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
    }

    /// Several threads read at once: each read has a position of its own.
    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset + length > channel.size()) {
            throw new EOFException("%,d bytes at %,d are wanted, the file has %,d in all".formatted(length, offset, channel.size()));
        }
        if (spent.addAndGet(length + COST) > LENGTHS * channel.size() + AND_SOME) {
            throw new EOFException("its pages are longer than the file");
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        begun.incrementAndGet();
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
        } finally {
            ended.incrementAndGet();
        }
        return bytes.flip();
    }

    /// How many reads there have been.
    long reads() {
        return ended.get();
    }

    /// Whether a read is under way: a slow disk is no standstill.
    boolean isReading() {
        return begun.get() > ended.get();
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}

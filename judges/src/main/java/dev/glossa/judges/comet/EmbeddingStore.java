package dev.glossa.judges.comet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The embeddings of earlier runs in one file, and the only writer of such files: a header, then records of a key, the
/// values and a checksum, only ever appended.
///
/// A torn last record is cut off, a damaged one is passed over, a file of another size of vector starts anew. A process
/// that finds the file locked reads what is there and writes nothing. It stops growing at its limit.
final class EmbeddingStore implements AutoCloseable {
    private static final byte[] MAGIC = "GLOSSAE2".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 16;
    private static final int KEY = 16;
    private static final int CHECKSUM = 4;

    private final FileChannel file;
    private final boolean writing;
    private final int width;
    private final long mostRecords;
    private final Map<EmbeddingKey, Integer> places = new HashMap<>();
    private int records;

    private EmbeddingStore(FileChannel file, boolean writing, int width, long mostBytes) {
        this.file = file;
        this.writing = writing;
        this.width = width;
        this.mostRecords = Math.min(Integer.MAX_VALUE, (mostBytes - HEADER) / record());
    }

    /// @param width     values per embedding
    /// @param mostBytes the size at which the file stops growing
    static EmbeddingStore open(Path path, int width, long mostBytes) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            EmbeddingStore store = new EmbeddingStore(file, lock(file).isPresent(), width, mostBytes);
            store.readIndex();
            return store;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// The lock lives as long as the channel.
    private static Optional<FileLock> lock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private void readIndex() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        boolean ours = read(header, 0) && header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC)) && header.getInt(MAGIC.length) == width;
        if (!ours) {
            if (writing) {
                file.truncate(0);
                write(ByteBuffer.allocate(HEADER).put(MAGIC).putInt(width).rewind(), 0);
            }
            return;
        }
        records = (int) Math.min(mostRecords, (file.size() - HEADER) / record());
        if (writing) {
            file.truncate(position(records));
        }
        ByteBuffer key = ByteBuffer.allocate(KEY);
        for (int i = 0; i < records && read(key.clear(), position(i)); i++) {
            places.put(new EmbeddingKey(key.getLong(0), key.getLong(8)), i);
        }
    }

    synchronized Optional<float[]> find(EmbeddingKey key) throws IOException {
        Integer place = places.get(key);
        ByteBuffer record = ByteBuffer.allocate(record());
        if (place == null || !read(record, position(place)) || record.getInt(record() - CHECKSUM) != checksum(record)) {
            return Optional.empty();
        }
        // where locks do not hold, as on some network file systems, another process may have written its own record here
        if (record.getLong(0) != key.high() || record.getLong(8) != key.low()) {
            return Optional.empty();
        }
        float[] values = new float[width];
        record.position(KEY).slice().asFloatBuffer().get(values);
        return Optional.of(values);
    }

    synchronized void add(EmbeddingKey key, float[] values) throws IOException {
        if (!writing || records >= mostRecords || places.containsKey(key)) {
            return;
        }
        ByteBuffer record = ByteBuffer.allocate(record()).putLong(key.high()).putLong(key.low());
        record.slice().asFloatBuffer().put(values);
        record.putInt(record() - CHECKSUM, checksum(record));
        write(record.rewind(), position(records));
        places.put(key, records++);
    }

    private int checksum(ByteBuffer record) {
        CRC32C sum = new CRC32C();
        sum.update(record.array(), 0, record() - CHECKSUM);
        return (int) sum.getValue();
    }

    private int record() {
        return KEY + width * Float.BYTES + CHECKSUM;
    }

    private long position(int record) {
        return HEADER + (long) record * record();
    }

    private boolean read(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int n = file.read(into, at);
            if (n < 0) {
                return false;
            }
            at += n;
        }
        return true;
    }

    private void write(ByteBuffer bytes, long to) throws IOException {
        long at = to;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package dev.glossa.harness.backend;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.run.CompletionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A file of completion lines, found by key. In memory is where each line stands, 20 bytes a line, not what it says.
final class ReplayFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReplayFile.class.getName());
    /// As a run's journal: an answer with its reasoning and its tokens' probabilities may be long.
    private static final int LONGEST = 128 << 20;
    private static final int BLOCK = 1 << 18;

    private final Path path;
    private final FileChannel channel;
    private String sha256;

    // Open addressing with linear probing; a length of 0 is a free place. Twice as many places as lines, at most.
    private long[] hashes = new long[1 << 10];
    private long[] offsets = new long[1 << 10];
    private int[] lengths = new int[1 << 10];
    private int size;

    private ReplayFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Reads a file once.
    ///
    /// @throws IllegalArgumentException naming the line that is no completion, or the two that answer one key differently
    static ReplayFile open(Path path) {
        try {
            ReplayFile file = new ReplayFile(path, FileChannel.open(path));
            try {
                file.scan();
                return file;
            } catch (RuntimeException | IOException e) {
                file.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(path + ": no such file; replay: takes a JSONL file of completions, or a run's folder", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    String sha256() {
        return sha256;
    }

    int size() {
        return size;
    }

    Optional<CompletionRecord> find(Key key) {
        int place = place(key, hash(key));
        return lengths[place] == 0 ? Optional.empty() : Optional.of(read(place));
    }

    private void scan() throws IOException {
        MessageDigest digest = digest();
        byte[] line = new byte[BLOCK];
        int filled = 0;
        long start = 0;
        long number = 1;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long at = 0; channel.read(block.clear(), at) > 0; at += block.limit()) {
            block.flip();
            digest.update(block.duplicate());
            for (int from = 0; from < block.limit(); ) {
                int end = from;
                while (end < block.limit() && block.get(end) != '\n') {
                    end++;
                }
                if (filled + end - from > LONGEST) {
                    throw new IllegalArgumentException("%s, line %d: longer than %,d bytes".formatted(path, number, LONGEST));
                }
                if (filled + end - from > line.length) {
                    line = Arrays.copyOf(line, Math.max(filled + end - from, (int) Math.min(LONGEST, 2L * line.length)));
                }
                block.get(from, line, filled, end - from);
                filled += end - from;
                from = end + 1;
                if (end < block.limit()) {
                    add(line, filled, start, number++);
                    start += filled + 1L;
                    filled = 0;
                }
            }
        }
        try {
            add(line, filled, start, number);
        } catch (IllegalArgumentException torn) {
            LOG.log(System.Logger.Level.WARNING, "{0}, line {1}: cut off, and passed over", path, number);
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    private void add(byte[] line, int length, long offset, long number) {
        int from = number == 1 && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF ? 3 : 0;
        String where = path + ", line " + number;
        String text = decoded(ByteBuffer.wrap(line, from, length - from), where);
        if (text.isBlank()) {
            return;
        }
        CompletionRecord record = CompletionRecord.parse(text, where);
        if (2 * (size + 1) > lengths.length) {
            grow();
        }
        long hash = hash(record.key());
        int place = place(record.key(), hash);
        if (lengths[place] != 0) {
            Completion earlier = read(place).completion();
            if (!earlier.equals(record.completion()) && !(earlier instanceof Completion.Failed)) {
                throw new IllegalArgumentException(where + ": " + record.key() + " is answered here otherwise than in an earlier line; keep one of the two");
            }
        } else {
            size++;
        }
        hashes[place] = hash;
        offsets[place] = offset + from;
        lengths[place] = length - from;
    }

    /// Where a key stands, or the free place where it would.
    private int place(Key key, long hash) {
        int mask = lengths.length - 1;
        int place = (int) hash & mask;
        while (lengths[place] != 0 && !(hashes[place] == hash && read(place).key().equals(key))) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        long[] oldOffsets = offsets;
        int[] oldLengths = lengths;
        hashes = new long[2 * oldHashes.length];
        offsets = new long[hashes.length];
        lengths = new int[hashes.length];
        int mask = lengths.length - 1;
        for (int i = 0; i < oldLengths.length; i++) {
            if (oldLengths[i] != 0) {
                int place = (int) oldHashes[i] & mask;
                while (lengths[place] != 0) {
                    place = place + 1 & mask;
                }
                hashes[place] = oldHashes[i];
                offsets[place] = oldOffsets[i];
                lengths[place] = oldLengths[i];
            }
        }
    }

    /// FNV-1a over the characters of a key's text (Fowler, Noll, Vo), its bits mixed for the low ones to be even.
    private static long hash(Key key) {
        long hash = 0xcbf29ce484222325L;
        String text = key.toString();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 29;
    }

    private CompletionRecord read(int place) {
        ByteBuffer bytes = ByteBuffer.allocate(lengths[place]);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offsets[place] + bytes.position()) < 0) {
                    throw new IOException("it has become shorter since it was opened");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
        }
        return CompletionRecord.parse(decoded(bytes.flip(), path.toString()), path.toString());
    }

    private static String decoded(ByteBuffer bytes, String where) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(where + ": not UTF-8; convert the file first (iconv -t UTF-8)", e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

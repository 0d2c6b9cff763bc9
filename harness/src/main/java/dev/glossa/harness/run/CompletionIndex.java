package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where each key's line stands in a file of completions, so that a file larger than memory can be read by key. Of two
/// lines with one key, the later counts: an answer that was asked for again replaces the first.
public final class CompletionIndex implements AutoCloseable {
    /// Offset and length of a line, in bytes.
    private record Place(long offset, int length) {}

    private static final System.Logger LOG = System.getLogger(CompletionIndex.class.getName());

    private final Path file;
    private final FileChannel channel;
    private final Map<Key, Place> places;

    private CompletionIndex(Path file, FileChannel channel, Map<Key, Place> places) {
        this.file = file;
        this.channel = channel;
        this.places = places;
    }

    /// Reads the keys of a run's journal; a line that no line end follows is torn, and passed over.
    public static CompletionIndex of(Path file) {
        return of(file, false);
    }

    /// Reads the keys of a file that somebody made, whose last line may lack its end; one that is cut off is passed over.
    static CompletionIndex ofFile(Path file) {
        return of(file, true);
    }

    private static CompletionIndex of(Path file, boolean lastMayBeUnended) {
        Map<Key, Place> places = new HashMap<>();
        try {
            if (!Files.exists(file)) {
                return new CompletionIndex(file, null, places);
            }
            try (InputStream in = Files.newInputStream(file)) {
                java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
                byte[] block = new byte[1 << 16];
                long start = 0;
                long number = 1;
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    int from = 0;
                    for (int at = 0; at < n; at++) {
                        if (block[at] == '\n') {
                            line.write(block, from, at - from);
                            start += kept(line, start, file, number++, places) + 1L;
                            line.reset();
                            from = at + 1;
                        }
                    }
                    line.write(block, from, n - from);
                    check(line, file, number);
                }
                if (lastMayBeUnended) {
                    try {
                        kept(line, start, file, number, places);
                    } catch (IllegalArgumentException torn) {
                        LOG.log(System.Logger.Level.WARNING, "{0}, line {1}: cut off, and passed over", file, number);
                    }
                }
            }
            return new CompletionIndex(file, FileChannel.open(file), places);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    /// Keeps the place of a whole line, and says how long it is.
    private static int kept(java.io.ByteArrayOutputStream line, long start, Path file, long number, Map<Key, Place> places) {
        check(line, file, number);
        if (line.size() > 0) {
            Key key = CompletionRecord.parse(line.toString(StandardCharsets.UTF_8), file + ", line " + number).key();
            places.put(key, new Place(start, line.size()));
        }
        return line.size();
    }

    private static void check(java.io.ByteArrayOutputStream line, Path file, long number) {
        if (line.size() > Journal.LONGEST) {
            throw new IllegalArgumentException("%s, line %d: longer than %,d bytes".formatted(file, number, Journal.LONGEST));
        }
    }

    public Set<Key> keys() {
        return java.util.Collections.unmodifiableSet(places.keySet());
    }

    public Optional<CompletionRecord> find(Key key) {
        Place place = places.get(key);
        if (place == null) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining() && channel.read(bytes, place.offset() + bytes.position()) >= 0) {
                // until the line is whole
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Journal.reason(e), e);
        }
        return Optional.of(CompletionRecord.parse(StandardCharsets.UTF_8.decode(bytes.flip()).toString(), file + ", " + key));
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

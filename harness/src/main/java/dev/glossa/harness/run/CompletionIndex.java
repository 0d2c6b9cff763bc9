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

    private final Path file;
    private final FileChannel channel;
    private final Map<Key, Place> places;

    private CompletionIndex(Path file, FileChannel channel, Map<Key, Place> places) {
        this.file = file;
        this.channel = channel;
        this.places = places;
    }

    /// Reads the keys of a file; a line that no line end follows is passed over.
    public static CompletionIndex of(Path file) {
        Map<Key, Place> places = new HashMap<>();
        try {
            if (!Files.exists(file)) {
                return new CompletionIndex(file, null, places);
            }
            try (InputStream in = new java.io.BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
                long start = 0;
                long number = 1;
                for (int b = in.read(); b >= 0; b = in.read()) {
                    if (b != '\n') {
                        if (line.size() >= Journal.LONGEST) {
                            throw new IllegalArgumentException("%s, line %d: longer than %,d bytes".formatted(file, number, Journal.LONGEST));
                        }
                        line.write(b);
                        continue;
                    }
                    if (line.size() > 0) {
                        Key key = CompletionRecord.parse(line.toString(StandardCharsets.UTF_8), file + ", line " + number).key();
                        places.put(key, new Place(start, line.size()));
                    }
                    start += line.size() + 1L;
                    number++;
                    line.reset();
                }
            }
            return new CompletionIndex(file, FileChannel.open(file), places);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + Journal.reason(e), e);
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

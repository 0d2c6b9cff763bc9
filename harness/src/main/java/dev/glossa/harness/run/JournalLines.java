package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The lines of several journals, one for each key, in the order of the keys; what stays in memory is where each stands.
/// Lines are copied as they are, also what of them this version does not know.
final class JournalLines {
    /// What counts in a line.
    ///
    /// @param under  what two lines with one key may have different, such as a signature
    /// @param isDone whether it is more than why there is no answer
    /// @param said   what two lines with one key have the same if and only if they say the same; 0 where nobody asks
    record Kept(Key key, String under, boolean isDone, long said) {}

    /// Reads a line of a file; empty where it is not wanted.
    interface Reading {
        Optional<Kept> of(Path file, String line);
    }

    private record Name(Key key, String under) implements Comparable<Name> {
        private static final Comparator<Name> ORDER = Comparator.comparing(Name::under).thenComparing(name -> name.key().sample())
                .thenComparing(name -> name.key().repeat()).thenComparing(name -> name.key().role());

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    private record Place(int file, long offset, int length, boolean isDone, long said) {}

    private final List<Path> files;
    private final TreeMap<Name, Place> places = new TreeMap<>();
    private final Map<Key, Set<Path>> overruled = new HashMap<>();

    private JournalLines(List<Path> files) {
        this.files = files;
    }

    static JournalLines of(List<Path> files, Reading reading) {
        JournalLines lines = new JournalLines(files);
        for (int file = 0; file < files.size(); file++) {
            lines.read(file, reading);
        }
        return lines;
    }

    private void read(int file, Reading reading) {
        Path path = files.get(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long start = 0;
            long number = 1;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    if (line.size() >= Journal.LONGEST) {
                        throw new IllegalArgumentException("%s, line %d: longer than %,d bytes".formatted(path, number, Journal.LONGEST));
                    }
                    line.write(b);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                if (!text.isBlank()) {
                    keep(reading, text, new Place(file, start, line.size(), false, 0), path + ", line " + number);
                }
                start += line.size() + 1L;
                number++;
                line.reset();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(path + ": cannot be read: " + Journal.reason(e), e);
        }
    }

    private void keep(Reading reading, String line, Place place, String where) {
        try {
            reading.of(files.get(place.file()), line).ifPresent(kept -> places.merge(new Name(kept.key(), kept.under()),
                    new Place(place.file(), place.offset(), place.length(), kept.isDone(), kept.said()), (before, later) -> {
                        Place chosen = before.isDone() && !later.isDone() ? before : later;
                        Place other = chosen == before ? later : before;
                        if (chosen.said() != other.said() && chosen.file() != other.file()) {
                            overruled.computeIfAbsent(kept.key(), _ -> new HashSet<>()).add(files.get(other.file()));
                        }
                        return chosen;
                    }));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage().replaceFirst("^line", ""), e);
        }
    }

    /// Keys of which another file's line says something else than the one that is kept, with the files that were not.
    Map<Key, Set<Path>> overruled() {
        return overruled;
    }

    /// @return how many lines were written
    long write(WritableByteChannel out) throws IOException {
        List<FileChannel> channels = new ArrayList<>();
        try {
            for (Path file : files) {
                channels.add(FileChannel.open(file));
            }
            for (Place place : places.values()) {
                ByteBuffer bytes = ByteBuffer.allocate(place.length() + 1);
                bytes.limit(place.length());
                while (bytes.hasRemaining() && channels.get(place.file()).read(bytes, place.offset() + bytes.position()) >= 0) {
                    // until the line is whole
                }
                bytes.limit(place.length() + 1).put(place.length(), (byte) '\n').position(0);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            return places.size();
        } finally {
            for (FileChannel channel : channels) {
                channel.close();
            }
        }
    }
}

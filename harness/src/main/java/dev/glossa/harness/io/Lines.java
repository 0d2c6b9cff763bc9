package dev.glossa.harness.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A text file's lines, read one at a time: UTF-8 or refused, `\n` or `\r\n`, a byte-order mark skipped, `.gz` unpacked.
public final class Lines implements AutoCloseable {
    /// The longest line that a data set may have, in bytes.
    public static final int LONGEST = 4 << 20;

    private final String name;
    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[1 << 12];
    /// What is read and not yet given out: a stream's own buffer takes a lock for each byte.
    private final byte[] chunk = new byte[1 << 16];
    private int chunkAt;
    private int chunkEnd;
    private long number;

    private Lines(String name, InputStream in, int longest) {
        this.name = name;
        this.in = in;
        this.longest = longest;
    }

    public static Lines of(Path file) {
        return of(file, LONGEST);
    }

    /// @param longest the longest line that is accepted, in bytes
    public static Lines of(Path file, int longest) {
        try {
            return of(file.toString(), Files.newInputStream(file), longest);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /// Lines of a stream, which is closed with them.
    ///
    /// @param name where the lines come from; a name that ends in `.gz` is unpacked
    public static Lines of(String name, InputStream in, int longest) {
        try {
            InputStream buffered = new BufferedInputStream(Utf8.unpacked(name, in), 1 << 16);
            buffered.mark(3);
            byte[] mark = buffered.readNBytes(3);
            if (!Arrays.equals(mark, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
                buffered.reset();
            }
            return new Lines(name, buffered, longest);
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": " + Utf8.complaint(e), e);
        }
    }

    /// The next line without its end; empty after the last.
    ///
    /// @throws IllegalArgumentException naming the line that is too long, not UTF-8 or cut off by a broken archive
    public Optional<String> next() {
        try {
            int length = 0;
            boolean ended = false;
            while (!ended && filled()) {
                int start = chunkAt;
                while (chunkAt < chunkEnd && chunk[chunkAt] != '\n') {
                    chunkAt++;
                }
                length = append(start, length);
                ended = chunkAt < chunkEnd;
                chunkAt += ended ? 1 : 0;
            }
            if (!ended && length == 0) {
                return Optional.empty();
            }
            number++;
            if (length > 0 && buffer[length - 1] == '\r') {
                length--;
            }
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(buffer, 0, length)).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(where() + ": " + Utf8.complaint(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s, line %d: %s".formatted(name, number + 1, Utf8.complaint(e)), e);
        }
    }

    /// Whether there is a byte to give out.
    private boolean filled() throws IOException {
        if (chunkAt == chunkEnd) {
            chunkAt = 0;
            chunkEnd = Math.max(0, in.read(chunk));
        }
        return chunkEnd > 0;
    }

    /// Adds the chunk's bytes from `start` to the line, whose new length is returned.
    private int append(int start, int length) {
        int longer = length + chunkAt - start;
        if (longer > longest) {
            throw new IllegalArgumentException("%s, line %d: longer than %,d bytes; a line that long is no sample"
                    .formatted(name, number + 1, longest));
        }
        if (longer > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(longer, Math.min(longest, 2 * buffer.length)));
        }
        System.arraycopy(chunk, start, buffer, length, chunkAt - start);
        return longer;
    }

    /// The file and the number of the line read last, as error messages begin.
    public String where() {
        return name + ", line " + number;
    }

    /// The number of the line read last, from 1.
    public long number() {
        return number;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}

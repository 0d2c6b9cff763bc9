package dev.glossa.harness.gguf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A place in a GGUF file from which values are read; every length is checked against what is left of the file.
final class GgufCursor {
    private static final int LONGEST_REASON = 300;
    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    /// Where in the file the buffer begins.
    private long start;

    GgufCursor(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    long position() {
        return start + buffer.position();
    }

    byte int8(String what) throws IOException {
        need(1, what);
        return buffer.get();
    }

    short int16(String what) throws IOException {
        need(2, what);
        return buffer.getShort();
    }

    int int32(String what) throws IOException {
        need(4, what);
        return buffer.getInt();
    }

    long int64(String what) throws IOException {
        need(8, what);
        return buffer.getLong();
    }

    long count(String what, long most) throws IOException {
        long at = position();
        long count = int64("the " + what);
        if (count < 0 || count > most) {
            throw refuse(at, what + " is " + Long.toUnsignedString(count) + "; at most " + most + " is expected");
        }
        return count;
    }

    /// A string. Invalid UTF-8 becomes U+FFFD: vocabularies hold pieces of characters, and templates that do are only text.
    String text(String what, int longest) throws IOException {
        long at = position();
        long length = textLength(what);
        if (length > longest) {
            throw refuse(at, what + " is " + length + " bytes long; at most " + longest + " are expected");
        }
        byte[] bytes = new byte[(int) length];
        for (int done = 0; done < bytes.length; ) {
            need(1, what);
            int part = Math.min(bytes.length - done, buffer.remaining());
            buffer.get(bytes, done, part);
            done += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skipText(String what) throws IOException {
        skip(textLength(what), what);
    }

    void skip(long bytes, String what) throws IOException {
        if (bytes < 0 || bytes > size - position()) {
            throw refuse(position(), what + " takes " + bytes + " bytes, but the file ends after " + (size - position()));
        }
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
        } else {
            start = position() + bytes;
            buffer.limit(0);
        }
    }

    IllegalArgumentException refuse(long at, String reason) {
        return new IllegalArgumentException(file + ": at byte " + at + ": " + line(reason));
    }

    /// One line of bounded length: names come from the file, and a wrong length makes a name of whatever follows.
    private static String line(String reason) {
        String printable = reason.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cn}\\u0085\\u2028\\u2029]", "\uFFFD");
        int points = printable.codePointCount(0, printable.length());
        return points <= LONGEST_REASON ? printable : printable.substring(0, printable.offsetByCodePoints(0, LONGEST_REASON / 2)) + " … "
                + printable.substring(printable.offsetByCodePoints(0, points - LONGEST_REASON / 2));
    }

    private long textLength(String what) throws IOException {
        long at = position();
        long length = int64(what);
        if (length < 0 || length > size - position()) {
            throw refuse(at, what + " is " + Long.toUnsignedString(length) + " bytes long, but the file ends after "
                    + (size - position()));
        }
        return length;
    }

    private void need(int bytes, String what) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        if (size - position() < bytes) {
            throw refuse(position(), "the file ends where " + what + " was expected");
        }
        start = position();
        buffer.clear();
        for (int read = 0; buffer.position() < bytes && read >= 0; ) {
            read = channel.read(buffer, start + buffer.position());
        }
        buffer.flip();
        if (buffer.remaining() < bytes) {
            throw refuse(start, "the file shrank while it was read");
        }
    }
}

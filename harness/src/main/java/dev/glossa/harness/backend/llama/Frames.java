package dev.glossa.harness.backend.llama;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32;

/// Messages on a byte stream: a mark, the length, the length's complement, a checksum of the content, the content.
///
/// A stream between processes may end inside a frame, and native code may print into it. Whatever is no whole frame is
/// skipped up to the next mark; nothing is taken for a message that was not sent as one.
final class Frames {
    private static final int MARK = 0x47_6c_f5_a1;
    private static final int HEADER = 16;
    /// Far above any prompt: the longest line of a data set that is read is 10 MB.
    static final int LONGEST = 64 << 20;

    private Frames() {}

    /// The writing end; safe for use by many threads at once.
    static final class Out {
        private final DataOutputStream stream;

        Out(OutputStream stream) {
            this.stream = new DataOutputStream(stream);
        }

        void write(byte[] content) throws IOException {
            if (content.length > LONGEST) {
                throw new IllegalArgumentException("a message of " + content.length + " bytes; at most " + LONGEST + " can be sent");
            }
            byte[] frame = new byte[HEADER + content.length];
            put(frame, 0, MARK);
            put(frame, 4, content.length);
            put(frame, 8, ~content.length);
            put(frame, 12, checksum(content));
            System.arraycopy(content, 0, frame, HEADER, content.length);
            // One write: a process that dies leaves at most one torn frame, the last.
            synchronized (stream) {
                stream.write(frame);
                stream.flush();
            }
        }

        private static void put(byte[] into, int at, int value) {
            for (int i = 0; i < 4; i++) {
                into[at + i] = (byte) (value >>> 24 - 8 * i);
            }
        }
    }

    /// The reading end, for one thread.
    static final class In {
        private final BufferedInputStream buffered;
        private final DataInputStream stream;
        private long skipped;

        In(InputStream stream) {
            this.buffered = new BufferedInputStream(stream, 1 << 16);
            this.stream = new DataInputStream(buffered);
        }

        /// The next whole message; empty at the end of the stream.
        Optional<byte[]> read() throws IOException {
            try {
                while (true) {
                    int window = stream.readInt();
                    while (window != MARK) {
                        window = window << 8 | stream.readUnsignedByte();
                        skipped++;
                    }
                    Optional<byte[]> content = content();
                    if (content.isPresent()) {
                        return content;
                    }
                    skipped += 4;
                }
            } catch (EOFException e) {
                return Optional.empty();
            }
        }

        /// Bytes so far that belonged to no message.
        long skipped() {
            return skipped;
        }

        /// Empty for a damaged frame; the stream then stands behind its mark.
        private Optional<byte[]> content() throws IOException {
            buffered.mark(HEADER - 4);
            int length = stream.readInt();
            int complement = stream.readInt();
            int sum = stream.readInt();
            buffered.reset();
            // A wrong length must not be waited for.
            if (length != ~complement || length < 0 || length > LONGEST) {
                return Optional.empty();
            }
            buffered.mark(HEADER - 4 + length);
            stream.skipNBytes(HEADER - 4);
            byte[] content = stream.readNBytes(length);
            if (content.length < length || checksum(content) != sum) {
                buffered.reset();
                return Optional.empty();
            }
            return Optional.of(content);
        }
    }

    private static int checksum(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return (int) sum.getValue();
    }
}

package dev.glossa.judges.fasttext;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A place in a mapped model file. Numbers are little-endian and stand at any address; no count is trusted before the
/// file has been seen to hold that much.
final class Cursor {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private long position;

    Cursor(MemorySegment file) {
        this.file = file;
    }

    int integer() {
        require(4, 1);
        position += 4;
        return file.get(INT, position - 4);
    }

    long whole() {
        require(8, 1);
        position += 8;
        return file.get(LONG, position - 8);
    }

    byte octet() {
        require(1, 1);
        return file.get(ValueLayout.JAVA_BYTE, position++);
    }

    boolean flag() {
        return octet() != 0;
    }

    /// A number that counts something.
    long count(String what, long atMost) {
        long count = integer();
        if (count < 0 || count > atMost) {
            throw new Malformed(count + " " + what + "; 0 to " + atMost + " make sense");
        }
        return count;
    }

    /// The bytes before the next zero, which is passed over.
    byte[] untilZero(int atMost) {
        long from = position;
        while (octet() != 0) {
            if (position - from > atMost) {
                throw new Malformed("a word of more than " + atMost + " bytes at byte " + from);
            }
        }
        return file.asSlice(from, position - 1 - from).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The next `count` values of `width` bytes, left where they are.
    MemorySegment block(long count, int width) {
        require(count, width);
        MemorySegment block = file.asSlice(position, count * width);
        position += count * width;
        return block;
    }

    byte[] bytes(long count) {
        return block(count, 1).toArray(ValueLayout.JAVA_BYTE);
    }

    float[] floats(long count) {
        return block(count, 4).toArray(FLOAT);
    }

    /// Checks that the file goes on for this much.
    void require(long count, int width) {
        long left = file.byteSize() - position;
        if (count < 0 || count > left / width) {
            throw new Malformed("%d %swanted at byte %d, %d bytes left".formatted(
                    count, width == 1 ? "bytes " : "values of " + width + " bytes ", position, left));
        }
    }

    /// What is wrong with the bytes; the reader of the file adds its name.
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what);
        }
    }
}

package dev.glossa.judges.sentencepiece;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A cursor over one protobuf message, which trusts no length it reads.
final class Wire {
    private final byte[] bytes;
    private final int end;
    private int position;

    Wire(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Wire(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean more() {
        return position < end;
    }

    /// A base-128 number of at most ten bytes, its low 32 bits kept, as protobuf does for int32.
    int number() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            need(1);
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (int) value;
            }
        }
        throw new Malformed("a number longer than ten bytes at byte " + position);
    }

    boolean flag() {
        return number() != 0;
    }

    float real() {
        need(4);
        position += 4;
        return ByteBuffer.wrap(bytes, position - 4, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }

    byte[] block() {
        int from = blockStart();
        return Arrays.copyOfRange(bytes, from, position);
    }

    Wire message() {
        int from = blockStart();
        return new Wire(bytes, from, position);
    }

    /// Passes over the value of a field that nobody asked for.
    void skip(int tag) {
        switch (tag & 7) {
            case 0 -> number();
            case 1 -> pass(8);
            case 2 -> blockStart();
            case 5 -> pass(4);
            default -> throw new Malformed("wire type " + (tag & 7) + " at byte " + position);
        }
    }

    private int blockStart() {
        int length = number();
        int from = position;
        pass(length);
        return from;
    }

    private void pass(int length) {
        need(length);
        position += length;
    }

    private void need(int length) {
        if (length < 0 || length > end - position) {
            throw new Malformed(Integer.toUnsignedString(length) + " bytes wanted at byte " + position + ", " + (end - position) + " left");
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

package dev.glossa.judges.sacrebleu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/// The lines of a UTF-8 text, without the white space at their ends. They stay bytes until somebody asks for one: so a corpus takes the room of its
/// files, and whoever can work on bytes makes no strings.
///
/// The bytes are known to be well formed.
final class Utf8Lines extends AbstractList<String> implements RandomAccess {

    /// Asked for at once: little enough to stay in the processor's cache on its way into the whole.
    private static final int BLOCK = 1 << 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final byte[] bytes;
    /// Where line i starts and ends, at 2i and 2i + 1.
    private int[] bounds = new int[512];
    private int count;

    private Utf8Lines(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param expected about how many bytes there are; nothing but time depends on it
    /// @param universal whether a carriage return, alone or before a line feed, ends a line, too
    /// @throws IllegalArgumentException if the bytes are not UTF-8, saying where
    static Utf8Lines read(InputStream in, long expected, boolean universal, String name) throws IOException {
        byte[] bytes = new byte[Math.clamp(expected + 1, BLOCK, LONGEST_ARRAY)];
        int length = 0;
        for (int read; (read = in.read(bytes, length, Math.min(BLOCK, bytes.length - length))) >= 0; ) {
            length += read;
            if (length == LONGEST_ARRAY) {
                throw new IOException(name + " has more than 2 GB");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, LONGEST_ARRAY));
            }
        }
        Utf8Lines lines = new Utf8Lines(bytes);
        lines.split(length, universal ? '\r' : '\n', name);
        return lines;
    }

    byte[] bytes() {
        return bytes;
    }

    int start(int line) {
        return bounds[2 * line];
    }

    int end(int line) {
        return bounds[2 * line + 1];
    }

    /// In bytes.
    int length(int line) {
        return end(line) - start(line);
    }

    boolean endsIn(byte[] ending, int line) {
        int from = end(line) - ending.length;
        return from >= start(line) && Arrays.equals(bytes, from, end(line), ending, 0, ending.length);
    }

    @Override
    public String get(int line) {
        Objects.checkIndex(line, count);
        return new String(bytes, start(line), end(line) - start(line), StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return count;
    }

    /// @param alsoEnds a second character that ends a line
    private void split(int length, char alsoEnds, String name) {
        byte[] text = bytes;
        int start = 0;
        for (int i = 0; i < length; ) {
            byte b = text[i];
            if (b > '\r') {
                i++;
            } else if (b < 0) {
                int next = i + sequence(text, i, length);
                if (next == i) {
                    throw new IllegalArgumentException("%s: byte 0x%02x at position %d is not UTF-8".formatted(name, b, i));
                }
                i = next;
            } else {
                i++;
                if (b == '\n' || b == alsoEnds) {
                    add(start, i - 1);
                    if (b == '\r' && i < length && text[i] == '\n') {
                        i++;
                    }
                    start = i;
                }
            }
        }
        if (start < length) {
            add(start, length);
        }
    }

    /// How many bytes make the character beyond ASCII that starts at a place; 0 if they make none (Unicode 16, table 3-7).
    private static int sequence(byte[] text, int at, int end) {
        int lead = text[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > end) {
            return 0;
        }
        int second = text[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if (text[i] >= (byte) 0xC0) {
                return 0;
            }
        }
        return length;
    }

    private void add(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = withoutTrailingSpace(start, end);
        count++;
    }

    private int withoutTrailingSpace(int start, int end) {
        int last = end;
        while (last > start) {
            int first = last - 1;
            while (first > start && (bytes[first] & 0xC0) == 0x80) {
                first--;
            }
            if (spaceAt(bytes, first, last) == 0) {
                break;
            }
            last = first;
        }
        return last;
    }

    /// How many bytes the white space at a place has, 0 if there is another character: [PythonText#isSpace] of bytes.
    static int spaceAt(byte[] text, int at, int end) {
        byte lead = text[at];
        if (lead >= 0) {
            return PythonText.isSpace(lead) ? 1 : 0;
        }
        return switch (lead) {
            case (byte) 0xC2 -> at + 1 < end && PythonText.isSpace(text[at + 1] & 0xFF) ? 2 : 0;
            case (byte) 0xE1, (byte) 0xE2, (byte) 0xE3 -> at + 2 < end
                    && PythonText.isSpace((lead & 0xF) << 12 | (text[at + 1] & 0x3F) << 6 | text[at + 2] & 0x3F) ? 3 : 0;
            default -> 0;
        };
    }
}

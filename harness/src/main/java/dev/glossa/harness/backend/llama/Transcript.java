package dev.glossa.harness.backend.llama;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The bytes that a sequence has generated, watched for stop strings.
///
/// Tokens may end inside a character and stop strings may cross tokens, so everything is done on bytes. UTF-8 tells
/// leading bytes from others: a stop string can only be found where its first character begins.
final class Transcript {
    private final byte[][] stops;
    private final int longestStop;
    private byte[] bytes = new byte[256];
    private int length;

    Transcript(List<String> stops) {
        this.stops = stops.stream().map(stop -> stop.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.longestStop = Arrays.stream(this.stops).mapToInt(stop -> stop.length).max().orElse(0);
    }

    /// Adds a token's bytes; true when a stop string is complete, and the text then ends before it.
    boolean add(byte[] piece) {
        if (length + piece.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + piece.length));
        }
        System.arraycopy(piece, 0, bytes, length, piece.length);
        int from = Math.max(0, length - longestStop + 1);
        length += piece.length;
        for (int at = from; at < length; at++) {
            for (byte[] stop : stops) {
                if (at + stop.length <= length && Arrays.equals(bytes, at, at + stop.length, stop, 0, stop.length)) {
                    length = at;
                    return true;
                }
            }
        }
        return false;
    }

    /// The text; what is no UTF-8 becomes U+FFFD.
    ///
    /// @param cut whether the token limit ended it: then a character that lacks its last bytes is the limit's doing, and left out
    String text(boolean cut) {
        return new String(bytes, 0, cut ? wholeCharacters() : length, StandardCharsets.UTF_8);
    }

    private int wholeCharacters() {
        for (int back = 1; back <= Math.min(4, length); back++) {
            int b = bytes[length - back] & 0xff;
            if (b < 0x80) {
                return length;
            }
            if (b >= 0xc0) {
                int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return needed > back ? length - back : length;
            }
        }
        return length;
    }
}

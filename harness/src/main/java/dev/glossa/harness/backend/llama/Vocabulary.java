package dev.glossa.harness.backend.llama;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// A model's tokens: text to ids and ids to bytes. Safe for use by many threads at once.
final class Vocabulary {
    private static final int UNKNOWN = 1;
    private static final int CONTROL = 1 << 3;
    private static final int STRIPS_LEFT = 1 << 7;
    private static final int STRIPS_RIGHT = 1 << 8;

    /// A token that steers the model and is no text: nobody but a template may write it.
    record Control(String text, int id, boolean stripsLeft, boolean stripsRight) {}

    private final VocabularyCalls library;
    private final MemorySegment vocabulary;
    private final int size;
    private final BitSet ends = new BitSet();
    private final List<Control> controls = new ArrayList<>();
    private final byte[][] pieces;
    private final int longestPiece;

    Vocabulary(VocabularyCalls library, MemorySegment vocabulary) {
        this.library = library;
        this.vocabulary = vocabulary;
        this.size = library.vocabularySize(vocabulary);
        this.pieces = new byte[size][];
        int longest = 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(256);
            for (int token = 0; token < size; token++) {
                int attributes = library.attributes(vocabulary, token);
                if (library.endsGeneration(vocabulary, token)) {
                    ends.set(token);
                }
                pieces[token] = piece(arena, buffer, token);
                longest = Math.max(longest, pieces[token].length);
                if ((attributes & (CONTROL | UNKNOWN)) != 0) {
                    String text = library.tokenText(vocabulary, token);
                    longest = Math.max(longest, text.length());
                    if (!text.isEmpty()) {
                        controls.add(new Control(text, token,
                                (attributes & STRIPS_LEFT) != 0, (attributes & STRIPS_RIGHT) != 0));
                    }
                }
            }
        }
        this.longestPiece = longest;
        // Longest first, as llama.cpp looks for them.
        controls.sort(Comparator.comparingInt((Control one) -> one.text.length()).reversed());
    }

    int size() {
        return size;
    }

    /// The ids of a text.
    ///
    /// @param addSpecial   whether the tokenizer's own begin and end tokens are put around it
    /// @param parseSpecial whether control tokens spelled out in the text become those tokens, or stay the characters they are
    int[] tokens(String text, boolean addSpecial, boolean parseSpecial) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocate(Math.max(1, bytes.length));
            MemorySegment.copy(bytes, 0, in, JAVA_BYTE, 0, bytes.length);
            int room = bytes.length + 8;
            while (true) {
                MemorySegment out = arena.allocate(JAVA_INT, room);
                int count = library.tokenize(vocabulary, in, bytes.length, out, room, addSpecial, parseSpecial);
                if (count >= 0) {
                    return out.asSlice(0, 4L * count).toArray(JAVA_INT);
                }
                if (count == Integer.MIN_VALUE) {
                    throw new IllegalArgumentException("a text of " + bytes.length + " bytes has too many tokens to count");
                }
                room = -count;
            }
        }
    }

    /// The number of a text's tokens, special ones left out and not looked for.
    int count(String text) {
        return tokens(text, false, false).length;
    }

    /// The fewest tokens that so many bytes can have: what refuses a huge prompt before it is tokenized.
    long fewestTokens(long bytes) {
        return bytes / longestPiece;
    }

    /// The bytes that a token stands for; none for control tokens. Not to be changed.
    byte[] piece(int token) {
        return pieces[token];
    }

    /// What a token spells; of one that is no text, its name.
    String spelled(int token) {
        return pieces[token].length > 0 ? new String(pieces[token], StandardCharsets.UTF_8) : library.tokenText(vocabulary, token);
    }

    boolean ends(int token) {
        return ends.get(token);
    }

    /// Longest first.
    List<Control> controls() {
        return controls;
    }

    /// Empty where the model has none.
    String beginText() {
        int begin = library.beginToken(vocabulary);
        return begin < 0 ? "" : library.tokenText(vocabulary, begin);
    }

    String endText() {
        int end = library.endToken(vocabulary);
        return end < 0 ? "" : library.tokenText(vocabulary, end);
    }

    /// The token that stands before an empty context: the begin token, or the end token where there is none.
    int firstToken() {
        int begin = library.beginToken(vocabulary);
        return begin >= 0 ? begin : library.endToken(vocabulary);
    }

    MemorySegment pointer() {
        return vocabulary;
    }

    private byte[] piece(Arena arena, MemorySegment buffer, int token) {
        int length = library.piece(vocabulary, token, buffer, false);
        if (length < 0) {
            MemorySegment larger = arena.allocate(-length);
            return larger.asSlice(0, library.piece(vocabulary, token, larger, false)).toArray(JAVA_BYTE);
        }
        return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }
}

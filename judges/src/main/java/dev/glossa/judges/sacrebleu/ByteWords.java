package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Splits lines of UTF-8 as [RuleTokenizer#MTEVAL_13A] does and numbers the words of a segment, equal words alike, in one pass over the bytes.
///
/// The hot loop of BLEU over files. Nothing is decoded and nothing written: the rules look at ASCII alone, and of what else there is only white
/// space matters. The few lines whose marks touch each other or that may hold an entity are left to the tokenizer, the plain twin of this.
///
/// An instance is scratch memory: reused from segment to segment, never shared by threads.
final class ByteWords {

    /// What a line is called that is left to the tokenizer.
    static final int LEFT = -1;

    private static final byte LETTER = 0;
    private static final byte SPACE = 1;
    private static final byte SEPARATED = 2;
    /// Full stop or comma.
    private static final byte POINT = 3;
    private static final byte HYPHEN = 4;
    /// The first byte of characters some of which are white space.
    private static final byte MAYBE_SPACE = 5;
    private static final byte ENTITY = 6;
    private static final byte[] KINDS = new byte[256];

    static {
        for (char c = 0; c < 128; c++) {
            KINDS[c] = PythonText.isSpace(c) ? SPACE : MtevalRules.isSeparated(c) ? SEPARATED : LETTER;
        }
        KINDS['.'] = POINT;
        KINDS[','] = POINT;
        KINDS['-'] = HYPHEN;
        KINDS['&'] = ENTITY;
        KINDS['<'] = ENTITY;
        KINDS[0xC2] = MAYBE_SPACE;
        KINDS[0xE1] = MAYBE_SPACE;
        KINDS[0xE2] = MAYBE_SPACE;
        KINDS[0xE3] = MAYBE_SPACE;
    }

    private static final long SALT = new SplittableRandom().nextLong() | 1;
    /// Words up to so many bytes are their own key.
    private static final int SHORT = Long.BYTES;

    private long[] keys = new long[64];
    private int[] lengths = new int[64];
    private byte[][] texts = new byte[64][];
    private int[] starts = new int[64];
    private int size;
    /// A hash table of numbers, from `base` on; whatever is below is left from segments before.
    private int[] slots = new int[256];
    private int base = 1;
    private long key;

    /// Forgets all words.
    void clear() {
        base += size;
        size = 0;
        if (base > 1 << 30) {
            Arrays.fill(slots, 0);
            base = 1;
        }
    }

    /// How many different words there are.
    int size() {
        return size;
    }

    /// Numbers the words of a line.
    ///
    /// @param words with room for as many as the line has bytes
    /// @return where they end, or [#LEFT]
    int number(Utf8Lines lines, int line, int[] words, int at) {
        return number(lines.bytes(), lines.start(line), lines.end(line), words, at);
    }

    private int number(byte[] text, int from, int to, int[] words, int at) {
        int end = at;
        for (int i = from; i < to; ) {
            int stop = endOfWord(text, i, from, to);
            if (stop > i) {
                words[end++] = number(text, i, stop - i, key);
            }
            if (stop == to) {
                return end;
            }
            i = stop + 1;
            int kind = KINDS[text[stop] & 0xFF];
            if (kind >= SEPARATED) {
                if (kind == MAYBE_SPACE) {
                    i = stop + Utf8Lines.spaceAt(text, stop, to);
                } else if (kind == ENTITY || kind == POINT && i < to && KINDS[text[i] & 0xFF] == POINT) {
                    return LEFT;
                } else {
                    words[end++] = number(text, stop, 1, text[stop]);
                }
            }
        }
        return end;
    }

    /// Where the word that starts at a place ends; its last eight bytes are the key.
    private int endOfWord(byte[] text, int start, int from, int to) {
        long letters = 0;
        int i = start;
        for (; i < to; i++) {
            byte b = text[i];
            if (KINDS[b & 0xFF] != LETTER && !isInside(KINDS[b & 0xFF], text, i, from, to)) {
                break;
            }
            letters = letters << 8 | b & 0xFF;
        }
        key = letters;
        return i;
    }

    /// Whether what may stand between words belongs to one here.
    private static boolean isInside(int kind, byte[] text, int i, int from, int to) {
        return switch (kind) {
            case POINT -> i > from && i + 1 < to && isDigit(text[i - 1]) && isDigit(text[i + 1]);
            case HYPHEN -> i == from || !isDigit(text[i - 1]);
            case MAYBE_SPACE -> Utf8Lines.spaceAt(text, i, to) == 0;
            default -> false;
        };
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int number(byte[] text, int start, int length, long letters) {
        long key = length <= SHORT ? letters : hash(text, start, length);
        int mask = slots.length - 1;
        int slot = slot(key, mask);
        for (int word; (word = slots[slot] - base) >= 0; slot = slot + 1 & mask) {
            if (keys[word] == key && lengths[word] == length && (length <= SHORT || isAt(word, text, start, length))) {
                return word;
            }
        }
        slots[slot] = base + size;
        if (size == keys.length) {
            grow();
        }
        keys[size] = key;
        lengths[size] = length;
        texts[size] = text;
        starts[size] = start;
        if (++size * 2 > mask) {
            rehash();
        }
        return size - 1;
    }

    private boolean isAt(int word, byte[] text, int start, int length) {
        byte[] other = texts[word];
        int there = starts[word];
        for (int i = 0; i < length; i++) {
            if (other[there + i] != text[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static long hash(byte[] text, int start, int length) {
        long hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = hash * SALT + text[i];
        }
        return hash;
    }

    private static int slot(long key, int mask) {
        long mixed = (key ^ SALT) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }

    private void grow() {
        int length = 2 * size;
        keys = Arrays.copyOf(keys, length);
        lengths = Arrays.copyOf(lengths, length);
        texts = Arrays.copyOf(texts, length);
        starts = Arrays.copyOf(starts, length);
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int word = 0; word < size; word++) {
            int slot = slot(keys[word], mask);
            while (slots[slot] >= base) {
                slot = slot + 1 & mask;
            }
            slots[slot] = base + word;
        }
    }
}

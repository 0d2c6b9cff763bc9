package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// Numbers the words of one segment, equal words alike, without making strings of them.
final class Vocabulary {

    /// The hash of no letter.
    static final int EMPTY = NGramMatches.SALT;
    private static final int SLOTS = 256;

    /// The lines read so far, one behind the other: a word is a place in them.
    private char[] lines = new char[2048];
    private int used;
    private int[] starts = new int[SLOTS];
    private int[] lengths = new int[SLOTS];
    private int[] hashes = new int[SLOTS];
    /// A hash table of numbers, 1 and up, in the first `mask + 1` places.
    private int[] slots = new int[SLOTS];
    private int mask = SLOTS - 1;
    private int size;

    void clear() {
        mask = SLOTS - 1;
        Arrays.fill(slots, 0, SLOTS, 0);
        size = 0;
        used = 0;
    }

    /// How many different words there are.
    int size() {
        return size;
    }

    /// Takes in a line.
    ///
    /// @return where it starts, from which on its words are counted
    int add(char[] text, int length) {
        int start = used;
        used = Math.addExact(start, length);
        if (used > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(used, 2 * lines.length));
        }
        System.arraycopy(text, 0, lines, start, length);
        return start;
    }

    /// Numbers the words of a line, as white space separates them, into `words` from `start` on.
    ///
    /// @return where they end
    int number(Letters line, int[] words, int start) {
        int from = add(line.text, line.length);
        char[] text = lines;
        int length = used;
        int end = start;
        for (int i = from; i < length; i++) {
            int word = i;
            int hash = EMPTY;
            for (; i < length && !PythonText.isSpace(text[i]); i++) {
                hash = hash(hash, text[i]);
            }
            if (i > word) {
                words[end++] = number(word, i - word, hash);
            }
        }
        return end;
    }

    static int hash(int hash, char letter) {
        return hash * 31 + letter;
    }

    /// The hash of a word at a place of a line taken in.
    int hash(int start, int length) {
        int hash = EMPTY;
        for (int i = start; i < start + length; i++) {
            hash = hash(hash, lines[i]);
        }
        return hash;
    }

    /// The number of the word at a place of a line taken in.
    ///
    /// @param letters the word's hash
    int number(int start, int length, int letters) {
        int hash = letters * 0x9E3779B1;
        hash ^= hash >>> 15;
        int slot = hash & mask;
        for (int word; (word = slots[slot] - 1) >= 0; slot = slot + 1 & mask) {
            if (hashes[word] == hash && lengths[word] == length
                    && Arrays.equals(lines, starts[word], starts[word] + length, lines, start, start + length)) {
                return word;
            }
        }
        slots[slot] = size + 1;
        hashes[size] = hash;
        starts[size] = start;
        lengths[size] = length;
        size++;
        if (size * 2 > mask) {
            grow();
        }
        return size - 1;
    }

    String word(int number) {
        return new String(lines, starts[number], lengths[number]);
    }

    private void grow() {
        int length = 2 * (mask + 1);
        if (length > slots.length) {
            slots = new int[length];
            starts = Arrays.copyOf(starts, length);
            lengths = Arrays.copyOf(lengths, length);
            hashes = Arrays.copyOf(hashes, length);
        } else {
            Arrays.fill(slots, 0, length, 0);
        }
        mask = length - 1;
        for (int word = 0; word < size; word++) {
            int slot = hashes[word] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = word + 1;
        }
    }
}

package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// Numbers the words of one segment, equal words alike, without making strings of them.
final class Vocabulary {

    private static final int SLOTS = 256;

    private char[] letters = new char[1024];
    /// Word `w` is `letters[ends[w]] .. letters[ends[w + 1]]`.
    private int[] ends = new int[SLOTS];
    private int[] hashes = new int[SLOTS];
    /// A hash table of numbers, 1 and up, in the first `mask + 1` places.
    private int[] slots = new int[SLOTS];
    private int mask = SLOTS - 1;
    private int size;

    void clear() {
        mask = SLOTS - 1;
        Arrays.fill(slots, 0, SLOTS, 0);
        size = 0;
    }

    /// The number of the word `text[from .. to)`, a new one if it was not seen since the last [#clear()].
    int number(char[] text, int from, int to) {
        int hash = NGramMatches.SALT;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B1;
        hash ^= hash >>> 15;
        int slot = hash & mask;
        for (int word; (word = slots[slot] - 1) >= 0; slot = slot + 1 & mask) {
            if (hashes[word] == hash && isSame(word, text, from, to)) {
                return word;
            }
        }
        slots[slot] = size + 1;
        hashes[size] = hash;
        append(text, from, to);
        if (size * 2 > mask) {
            grow();
        }
        return size - 1;
    }

    private boolean isSame(int word, char[] text, int from, int to) {
        int start = ends[word];
        if (ends[word + 1] - start != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (letters[start + i - from] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private void append(char[] text, int from, int to) {
        int start = ends[size];
        int end = start + to - from;
        if (end > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(end, letters.length * 2));
        }
        for (int i = start; i < end; i++) {
            letters[i] = text[from + i - start];
        }
        ends[++size] = end;
    }

    /// Numbers the words of a line, as white space separates them, into `words` from `start` on.
    ///
    /// @return where they end
    int number(Letters line, int[] words, int start) {
        int end = start;
        char[] text = line.text;
        int length = line.length;
        for (int i = 0; i < length; i++) {
            int from = i;
            while (i < length && !PythonText.isSpace(text[i])) {
                i++;
            }
            if (i > from) {
                words[end++] = number(text, from, i);
            }
        }
        return end;
    }

    String word(int number) {
        return new String(letters, ends[number], ends[number + 1] - ends[number]);
    }

    private void grow() {
        int length = 2 * (mask + 1);
        if (length > slots.length) {
            slots = new int[length];
            ends = Arrays.copyOf(ends, length);
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

package dev.glossa.judges.sacrebleu;

import java.util.Arrays;

/// Numbers the words of one segment, equal words alike, without making strings of them.
final class Vocabulary {

    private char[] letters = new char[1024];
    /// Word `w` is `letters[ends[w]] .. letters[ends[w + 1]]`.
    private int[] ends = new int[128];
    private int[] hashes = new int[128];
    private int[] slots = new int[256];
    private int size;

    void clear() {
        if (size * 2 > slots.length / 4) {
            Arrays.fill(slots, 0);
        } else {
            for (int word = 0; word < size; word++) {
                slots[slotOf(word)] = 0;
            }
        }
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
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (int word; (word = slots[slot] - 1) >= 0; slot = slot + 1 & mask) {
            if (hashes[word] == hash && Arrays.equals(letters, ends[word], ends[word + 1], text, from, to)) {
                return word;
            }
        }
        if (size + 2 > ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        int end = ends[size] + to - from;
        if (end > letters.length) {
            letters = Arrays.copyOf(letters, Math.max(end, letters.length * 2));
        }
        System.arraycopy(text, from, letters, ends[size], to - from);
        ends[size + 1] = end;
        hashes[size] = hash;
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
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

    private int slotOf(int word) {
        int mask = slots.length - 1;
        int slot = hashes[word] & mask;
        while (slots[slot] != word + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int word = 0; word < size; word++) {
            int slot = hashes[word] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = word + 1;
        }
    }
}

package dev.glossa.judges.fasttext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The rows of the input matrix that a line consists of: its words, the character n-grams of `<word>`, its word n-grams
/// (fastText 0.9.2 `Dictionary::getLine`).
///
/// @param shortest least length of a character n-gram, in characters
/// @param longest  greatest length; 0 for none
/// @param wordGrams greatest length of a word n-gram
record Features(Dictionary dictionary, int buckets, int shortest, int longest, int wordGrams, byte[] labelPrefix) {
    private static final byte[] END_OF_LINE = {'<', '/', 's', '>'};
    private static final long WORD_GRAM_PRIME = 116049371L;

    int[] of(String line) {
        return new Pass(line.getBytes(StandardCharsets.UTF_8)).run();
    }

    private final class Pass {
        /// The line with a blank at its end, so that every word ends before a separator.
        private final byte[] text;
        private int[] rows = new int[256];
        private int size;
        private int[] wordHashes = new int[16];
        private int words;

        Pass(byte[] line) {
            text = line;
        }

        int[] run() {
            int from = 0;
            boolean ended = false;
            for (int i = 0; i <= text.length && !ended; i++) {
                boolean end = i == text.length || text[i] == '\n';
                if (!end && !separates(text[i])) {
                    continue;
                }
                if (i > from) {
                    ended = word(text, from, i);
                }
                if (end && !ended) {
                    ended = word(END_OF_LINE, 0, END_OF_LINE.length);
                }
                from = i + 1;
            }
            if (wordGrams > 1) {
                addWordGrams();
            }
            return Arrays.copyOf(rows, size);
        }

        /// Takes one word in; true if it is the end of the line, which a literal `</s>` is too.
        private boolean word(byte[] in, int from, int to) {
            int hash = Hash.of(in, from, to);
            int word = dictionary.find(in, from, to, hash);
            boolean end = Arrays.equals(in, from, to, END_OF_LINE, 0, END_OF_LINE.length);
            if (word < 0 && startsWith(in, from, to, labelPrefix)) {
                return end;
            }
            if (word >= 0) {
                add(word);
            }
            if (longest > 0 && !end) {
                addCharacterGrams(in, from, to);
            }
            if (words == wordHashes.length) {
                wordHashes = Arrays.copyOf(wordHashes, words * 2);
            }
            wordHashes[words++] = hash;
            return end;
        }

        private void addCharacterGrams(byte[] in, int from, int to) {
            byte[] marked = new byte[to - from + 2];
            marked[0] = '<';
            System.arraycopy(in, from, marked, 1, to - from);
            marked[marked.length - 1] = '>';
            for (int i = 0; i < marked.length; i++) {
                if (continues(marked[i])) {
                    continue;
                }
                int hash = Hash.SEED;
                int at = i;
                for (int length = 1; length <= longest && at < marked.length; length++) {
                    do {
                        hash = Hash.with(hash, marked[at++]);
                    } while (at < marked.length && continues(marked[at]));
                    boolean edge = length == 1 && (i == 0 || at == marked.length);
                    if (length >= shortest && !edge) {
                        addBucket(Integer.remainderUnsigned(hash, buckets));
                    }
                }
            }
        }

        private void addWordGrams() {
            for (int i = 0; i < words; i++) {
                long hash = wordHashes[i];
                for (int j = i + 1; j < words && j < i + wordGrams; j++) {
                    hash = hash * WORD_GRAM_PRIME + wordHashes[j];
                    addBucket((int) Long.remainderUnsigned(hash, buckets));
                }
            }
        }

        private void addBucket(int bucket) {
            int row = dictionary.row(bucket);
            if (row >= 0) {
                add(row);
            }
        }

        private void add(int row) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
            }
            rows[size++] = row;
        }
    }

    /// The separators are these ASCII characters only: a no-break space belongs to its word.
    private static boolean separates(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b == 0;
    }

    private static boolean continues(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static boolean startsWith(byte[] in, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && Arrays.equals(in, from, from + prefix.length, prefix, 0, prefix.length);
    }
}

package dev.glossa.judges.fasttext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The words and labels of a model, found by their bytes as fastText 0.9.2 `dictionary.cc` finds them.
///
/// Words stay bytes: a line is looked up without making a single string.
final class Dictionary {
    private static final int LONGEST_WORD = 1 << 16;
    private static final int MOST_ENTRIES = 1 << 27;

    private final int words;
    private final String[] labels;
    private final long[] labelCounts;
    private final byte[] spelled;
    private final int[] starts;
    /// Open addressing: word index + 1, or 0.
    private final int[] table;
    /// The n-gram buckets that pruning kept, with their rows; null if nothing was pruned.
    private final KeptBuckets keptBuckets;
    private final long buckets;

    Dictionary(Cursor file, int bucket, String labelPrefix) {
        int size = (int) file.count("dictionary entries", MOST_ENTRIES);
        file.require(size, 10); // refuses an absurd count before memory is taken: an entry has ten bytes at least
        words = (int) file.count("words", size);
        labels = new String[(int) file.count("labels", size)];
        if (words + labels.length != size) {
            throw new Cursor.Malformed("%d words and %d labels among %d entries".formatted(words, labels.length, size));
        }
        if (labels.length == 0) {
            throw new Cursor.Malformed("no labels; only a supervised model predicts");
        }
        file.whole(); // number of training tokens
        long pruned = file.whole();
        labelCounts = new long[labels.length];
        starts = new int[words + 1];
        byte[] bytes = new byte[Math.max(16, words * 8)];
        for (int i = 0; i < size; i++) {
            byte[] word = file.untilZero(LONGEST_WORD);
            long count = file.whole();
            boolean isLabel = file.octet() != 0;
            if (isLabel != i >= words) {
                throw new Cursor.Malformed("entry " + i + " is a " + (isLabel ? "label among words" : "word among labels"));
            }
            if (isLabel) {
                String label = new String(word, StandardCharsets.UTF_8);
                labels[i - words] = label.startsWith(labelPrefix) ? label.substring(labelPrefix.length()) : label;
                labelCounts[i - words] = count;
            } else {
                int end = Math.addExact(starts[i], word.length);
                if (end > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
                }
                System.arraycopy(word, 0, bytes, starts[i], word.length);
                starts[i + 1] = end;
            }
        }
        spelled = Arrays.copyOf(bytes, starts[words]);
        table = index();
        keptBuckets = pruned < 0 ? null : KeptBuckets.read(file, pruned, bucket);
        buckets = pruned < 0 ? bucket : pruned;
    }

    private int[] index() {
        int[] slots = new int[Integer.highestOneBit(Math.max(8, words)) * 4];
        for (int i = 0; i < words; i++) {
            int slot = slot(slots, Hash.of(spelled, starts[i], starts[i + 1]));
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
        return slots;
    }

    /// The index of the word that these bytes spell, or -1.
    int find(byte[] text, int from, int to, int hash) {
        for (int slot = slot(table, hash); table[slot] != 0; slot = slot + 1 & table.length - 1) {
            int word = table[slot] - 1;
            if (Arrays.equals(spelled, starts[word], starts[word + 1], text, from, to)) {
                return word;
            }
        }
        return -1;
    }

    /// The row of an n-gram's bucket, or -1 if pruning cut it.
    int row(int bucket) {
        if (keptBuckets == null) {
            return words + bucket;
        }
        int kept = keptBuckets.row(bucket);
        return kept < 0 ? -1 : words + kept;
    }

    /// Rows that the input matrix must have.
    long rows() {
        return words + buckets;
    }

    String[] labels() {
        return labels;
    }

    long[] labelCounts() {
        return labelCounts;
    }

    private static int slot(int[] slots, int hash) {
        return (hash ^ hash >>> 16) & slots.length - 1;
    }
}

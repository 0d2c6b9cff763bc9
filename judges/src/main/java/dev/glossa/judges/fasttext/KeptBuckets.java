package dev.glossa.judges.fasttext;

/// The n-gram buckets that pruning left, each with its row: a table as large as what is left, not as the number of buckets
/// that a file claims.
final class KeptBuckets {
    /// Bucket + 1, or 0; open addressing.
    private final int[] buckets;
    private final int[] rows;

    private KeptBuckets(int size) {
        buckets = new int[Integer.highestOneBit(Math.max(8, size)) * 4];
        rows = new int[buckets.length];
    }

    static KeptBuckets read(Cursor file, long pruned, int bucket) {
        file.require(pruned, 8);
        if (pruned > 1 << 28) {
            throw new Cursor.Malformed(pruned + " buckets kept; a model has fewer");
        }
        KeptBuckets kept = new KeptBuckets((int) pruned);
        for (long i = 0; i < pruned; i++) {
            int from = file.integer();
            int to = file.integer();
            if (from < 0 || from >= bucket || to < 0 || to >= pruned) {
                throw new Cursor.Malformed("bucket " + from + " of " + bucket + " kept as row " + to + " of " + pruned);
            }
            kept.put(from, to);
        }
        return kept;
    }

    private void put(int bucket, int row) {
        int slot = slot(bucket);
        buckets[slot] = bucket + 1;
        rows[slot] = row;
    }

    /// The row of a bucket, or -1 if pruning cut it.
    int row(int bucket) {
        int slot = slot(bucket);
        return buckets[slot] == 0 ? -1 : rows[slot];
    }

    /// Where the bucket is, or the free place where it would be.
    private int slot(int bucket) {
        int slot = (bucket * 0x9E3779B9 >>> 7) & buckets.length - 1;
        while (buckets[slot] != 0 && buckets[slot] != bucket + 1) {
            slot = slot + 1 & buckets.length - 1;
        }
        return slot;
    }
}

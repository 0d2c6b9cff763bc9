package dev.glossa.judges.sentencepiece;

import java.util.Arrays;
import java.util.List;

/// The pieces of a model by their bytes.
///
/// Nodes are numbered breadth first, so the children of one node stand side by side in byte order: nine bytes a node,
/// where a table of 256 children each would take a kilobyte (XLM-R has 700,000 nodes).
final class PieceTrie {
    static final int ROOT = 0;
    static final int NONE = -1;
    private static final int MOST_NODES = 1 << 24;

    private final int[] firstChild;
    private final byte[] label;
    private final int[] piece;
    private int size = 1;

    /// @param keys  byte sequences, each once
    /// @param ids   what each of them stands for, 0 or more
    PieceTrie(List<byte[]> keys, int[] ids) {
        Integer[] order = new Integer[keys.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(keys.get(a), keys.get(b)));
        byte[][] sorted = new byte[order.length][];
        int[] sortedIds = new int[order.length];
        int nodes = 1;
        for (int i = 0; i < order.length; i++) {
            sorted[i] = keys.get(order[i]);
            sortedIds[i] = ids[order[i]];
            int shared = i == 0 ? 0 : shared(sorted[i - 1], sorted[i]);
            if (i > 0 && shared == sorted[i].length) {
                throw new Wire.Malformed("pieces " + sortedIds[i - 1] + " and " + sortedIds[i] + " are the same");
            }
            nodes += sorted[i].length - shared;
            if (nodes > MOST_NODES) {
                throw new Wire.Malformed("pieces that need more than " + MOST_NODES + " nodes; XLM-R's need 700,000");
            }
        }
        firstChild = new int[nodes + 1];
        label = new byte[nodes];
        piece = new int[nodes];
        build(sorted, sortedIds);
    }

    private static int shared(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }

    private void build(byte[][] sorted, int[] ids) {
        int[] from = new int[label.length];
        int[] to = new int[label.length];
        int depth = 0;
        to[ROOT] = sorted.length;
        int levelEnd = 1;
        for (int node = 0; node < size; node++) {
            if (node == levelEnd) {
                depth++;
                levelEnd = size;
            }
            int next = from[node];
            boolean whole = next < to[node] && sorted[next].length == depth;
            piece[node] = whole ? ids[next++] : NONE;
            firstChild[node] = size;
            while (next < to[node]) {
                byte key = sorted[next][depth];
                int child = size++;
                label[child] = key;
                from[child] = next;
                while (next < to[node] && sorted[next][depth] == key) {
                    next++;
                }
                to[child] = next;
            }
        }
        firstChild[size] = size;
    }

    /// The child of `node` under a byte, or `NONE`.
    int child(int node, byte key) {
        int low = firstChild[node];
        int high = firstChild[node + 1] - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Byte.compareUnsigned(label[middle], key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /// The piece that ends at `node`, or `NONE`.
    int piece(int node) {
        return piece[node];
    }

    /// Where these bytes lead from `node`; `NONE` stays `NONE`.
    int walk(int node, byte[] text, int from, int to) {
        int at = node;
        for (int i = from; i < to && at != NONE; i++) {
            at = child(at, text[i]);
        }
        return at;
    }

    int find(byte[] text, int from, int to) {
        int node = walk(ROOT, text, from, to);
        return node == NONE ? NONE : piece[node];
    }

    /// The end of the longest key that starts at `from`; `from` itself if there is none.
    int longest(byte[] text, int from, int limit) {
        int end = from;
        int node = ROOT;
        for (int i = from; i < limit; i++) {
            node = child(node, text[i]);
            if (node == NONE) {
                break;
            }
            if (piece[node] != NONE) {
                end = i + 1;
            }
        }
        return end;
    }
}

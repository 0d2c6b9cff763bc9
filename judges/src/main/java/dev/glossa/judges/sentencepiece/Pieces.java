package dev.glossa.judges.sentencepiece;

import java.util.Arrays;

/// A growing list of pieces: id, first byte, end byte.
final class Pieces {
    private int[] ids = new int[64];
    private int[] begins = new int[64];
    private int[] ends = new int[64];
    private int size;

    int size() {
        return size;
    }

    int id(int i) {
        return ids[i];
    }

    int begin(int i) {
        return begins[i];
    }

    int end(int i) {
        return ends[i];
    }

    void add(int id, int begin, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            begins = Arrays.copyOf(begins, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        ids[size] = id;
        begins[size] = begin;
        ends[size++] = end;
    }

    void extendLast(int end) {
        ends[size - 1] = end;
    }

    void reverse(int from) {
        for (int[] column : new int[][] {ids, begins, ends}) {
            for (int a = from, b = size - 1; a < b; a++, b--) {
                int kept = column[a];
                column[a] = column[b];
                column[b] = kept;
            }
        }
    }

    int[] ids() {
        return Arrays.copyOf(ids, size);
    }
}

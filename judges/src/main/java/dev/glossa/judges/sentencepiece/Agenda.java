package dev.glossa.judges.sentencepiece;

import java.util.Arrays;

/// The pairs that may merge, best score first, then leftmost: a binary heap of longs.
final class Agenda {
    private long[] heap = new long[64];
    private int size;

    /// A pair as one number that sorts as it should: the score's bits, turned around, above the left symbol.
    static long entry(float score, int left) {
        int bits = Float.floatToIntBits(score + 0.0f); // minus zero becomes zero
        int ascending = bits ^ bits >> 31 & 0x7FFF_FFFF;
        return (long) ~ascending << 32 | left;
    }

    static int left(long entry) {
        return (int) entry;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(long entry) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        for (int parent; at > 0 && heap[parent = at - 1 >> 1] > entry; at = parent) {
            heap[at] = heap[parent];
        }
        heap[at] = entry;
    }

    long poll() {
        long first = heap[0];
        long last = heap[--size];
        int at = 0;
        for (int child; (child = 2 * at + 1) < size; at = child) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
        }
        heap[at] = last;
        return first;
    }
}

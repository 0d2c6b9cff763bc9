package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Token sequences put together for a graph: equal ones once, similar lengths side by side.
///
/// A sequence is padded to a length that depends on nothing but its own, and its neighbours come in an order that depends
/// on nothing but their tokens: the same segments in another order, or cut into other calls, give the same scores.
final class Batches {
    private Batches() {}

    /// @param rows indices into the list of different sequences
    record Batch(int[] rows, int length) {}

    /// Sequences by content, in order of appearance.
    ///
    /// @param different each sequence once
    /// @param index     for every sequence asked about, its place in `different`
    record Distinct(int[][] different, int[] index) {
        static Distinct of(List<int[]> sequences) {
            record Content(int[] ids) {
                @Override
                public boolean equals(Object other) {
                    return other instanceof Content that && Arrays.equals(ids, that.ids);
                }

                @Override
                public int hashCode() {
                    return Arrays.hashCode(ids);
                }
            }
            Map<Content, Integer> places = new HashMap<>();
            List<int[]> different = new ArrayList<>();
            int[] index = new int[sequences.size()];
            for (int i = 0; i < index.length; i++) {
                int[] ids = sequences.get(i);
                index[i] = places.computeIfAbsent(new Content(ids), _ -> {
                    different.add(ids);
                    return different.size() - 1;
                });
            }
            return new Distinct(different.toArray(int[][]::new), index);
        }
    }

    /// @param mostTokens of one batch, padding included; a single sequence may exceed it
    /// @param mostRows   of one batch
    static List<Batch> plan(int[][] sequences, int mostTokens, int mostRows, int longest) {
        Integer[] order = new Integer[sequences.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingInt(i -> sequences[i].length).thenComparing((a, b) -> Arrays.compare(sequences[a], sequences[b])));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int length = padded(sequences[order[from]].length, longest);
            int most = Math.clamp(mostTokens / length, 1, mostRows);
            int to = from + 1;
            while (to < order.length && to - from < most && padded(sequences[order[to]].length, longest) == length) {
                to++;
            }
            batches.add(new Batch(Arrays.stream(order, from, to).mapToInt(i -> i).toArray(), length));
            from = to;
        }
        return batches;
    }

    /// Up to the next multiple of 4, of 8 above 64, of 16 above 128: some 4 percent of FLORES' tokens. Long sequences are few,
    /// and in finer steps many would be alone in a batch.
    private static int padded(int length, int longest) {
        int step = length <= 64 ? 4 : length <= 128 ? 8 : 16;
        return Math.min(Math.ceilDiv(length, step) * step, Math.max(longest, length));
    }
}

package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns texts into vectors, each different text once.
///
/// @param limits how much goes through the graph at once
record SentenceEncoder(Graph graph, EmbeddingCache cache, Limits limits) {
    /// @param tokens of a batch
    /// @param rows   of a batch
    /// @param length of a sequence
    record Limits(int tokens, int rows, int length) {}

    /// @param kept whether the vector of the sequence at the same place is worth keeping for later runs
    float[][] encode(List<int[]> sequences, boolean[] kept) {
        Batches.Distinct distinct = Batches.Distinct.of(sequences);
        int[][] different = distinct.different();
        boolean[] keep = new boolean[different.length];
        for (int i = 0; i < kept.length; i++) {
            keep[distinct.index()[i]] |= kept[i];
        }
        float[][] vectors = new float[different.length][];
        EmbeddingKey[] keys = new EmbeddingKey[different.length];
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < different.length; i++) {
            keys[i] = EmbeddingKey.of(different[i]);
            Optional<float[]> found = cache.find(keys[i]);
            vectors[i] = found.orElse(null);
            if (found.isEmpty()) {
                unknown.add(i);
            }
        }
        int[][] missing = unknown.stream().map(i -> different[i]).toArray(int[][]::new);
        for (Batches.Batch batch : Batches.plan(missing, limits.tokens(), limits.rows(), limits.length())) {
            int[][] rows = new int[batch.rows().length][];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = missing[batch.rows()[r]];
            }
            Graph.Values values = graph.run(rows, batch.length()).get("embedding");
            for (int r = 0; r < rows.length; r++) {
                int i = unknown.get(batch.rows()[r]);
                vectors[i] = values.row(r);
                cache.add(keys[i], vectors[i], keep[i]);
            }
        }
        float[][] answers = new float[distinct.index().length][];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = vectors[distinct.index()[i]];
        }
        return answers;
    }
}

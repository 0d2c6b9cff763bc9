package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns texts into vectors, each different text once.
///
record SentenceEncoder(BatchRunner runner, EmbeddingCache cache) implements AutoCloseable {
    /// How much goes through a graph at once.
    ///
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
        runner.run(missing, (batch, values) -> {
            for (int r = 0; r < batch.rows().length; r++) {
                int i = unknown.get(batch.rows()[r]);
                vectors[i] = values.get("embedding").row(r);
                cache.add(keys[i], vectors[i], keep[i]);
            }
        });
        float[][] answers = new float[distinct.index().length][];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = vectors[distinct.index()[i]];
        }
        return answers;
    }

    @Override
    public void close() {
        cache.close();
        runner.close();
    }
}

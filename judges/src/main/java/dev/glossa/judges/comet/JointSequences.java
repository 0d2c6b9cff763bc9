package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A graph over whole sequences, each different one run once.
record JointSequences(Graph graph, SentenceEncoder.Limits limits) {

    /// The graph's outputs for each sequence, by name.
    List<Map<String, float[]>> run(List<int[]> sequences) {
        Batches.Distinct distinct = Batches.Distinct.of(sequences);
        List<Map<String, float[]>> outputs = new ArrayList<>();
        for (int i = 0; i < distinct.different().length; i++) {
            outputs.add(new HashMap<>());
        }
        for (Batches.Batch batch : Batches.plan(distinct.different(), limits.tokens(), limits.rows(), limits.length())) {
            int[][] rows = new int[batch.rows().length][];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = distinct.different()[batch.rows()[r]];
            }
            graph.run(rows, batch.length()).forEach((name, values) -> {
                for (int r = 0; r < rows.length; r++) {
                    outputs.get(batch.rows()[r]).put(name, values.row(r));
                }
            });
        }
        List<Map<String, float[]>> answers = new ArrayList<>(sequences.size());
        for (int place : distinct.index()) {
            answers.add(outputs.get(place));
        }
        return answers;
    }
}

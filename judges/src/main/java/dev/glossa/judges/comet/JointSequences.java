package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A graph over whole sequences, each different one run once.
record JointSequences(BatchRunner runner) implements AutoCloseable {

    /// The graph's outputs for each sequence, by name.
    List<Map<String, float[]>> run(List<int[]> sequences) {
        Batches.Distinct distinct = Batches.Distinct.of(sequences);
        List<Map<String, float[]>> outputs = new ArrayList<>();
        for (int i = 0; i < distinct.different().length; i++) {
            outputs.add(new HashMap<>());
        }
        runner.run(distinct.different(), (batch, values) -> values.forEach((name, rows) -> {
            for (int r = 0; r < batch.rows().length; r++) {
                outputs.get(batch.rows()[r]).put(name, rows.row(r));
            }
        }));
        List<Map<String, float[]>> answers = new ArrayList<>(sequences.size());
        for (int place : distinct.index()) {
            answers.add(outputs.get(place));
        }
        return answers;
    }

    @Override
    public void close() {
        runner.close();
    }
}

package dev.glossa.judges.comet;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The model families, by what goes in and what comes out (COMET 2.2.7).
enum Architecture {
    /// `regression_metric`: source, translation and reference each encoded alone, then one head over the three vectors.
    COMET(Map.of("encoder", new Shape(List.of("input_ids", "attention_mask"), Map.of("embedding", 2)),
            "head", new Shape(List.of("src", "mt", "ref"), Map.of("score", 1)))),
    /// `unified_metric` over translation and source as one sequence.
    COMETKIWI(Map.of("model", new Shape(List.of("input_ids", "attention_mask"), Map.of("score", 1)))),
    /// `xcomet_metric`: a score for the sequence and, for every token, the logits of four error severities.
    XCOMET(Map.of("model", new Shape(List.of("input_ids", "attention_mask"), Map.of("score", 1, "logits", 3))));

    /// What a graph must take and give.
    ///
    /// @param outputs name to rank
    record Shape(List<String> inputs, Map<String, Integer> outputs) {}

    private final Map<String, Shape> graphs;

    Architecture(Map<String, Shape> graphs) {
        this.graphs = graphs;
    }

    /// The graphs of a model folder by their part in it.
    Map<String, Shape> graphs() {
        return graphs;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

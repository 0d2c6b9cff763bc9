package dev.glossa.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// The paths under which publishers keep a split of a config.
final class Candidates {
    private Candidates() {}

    /// `CODE/test.parquet`, `CODE/test-00000-of-00001.parquet`, `data/CODE/…`, `CODE.jsonl` and their like, in this order.
    static List<String> config(String code, String split) {
        List<String> paths = new ArrayList<>();
        for (String folder : List.of(code + "/", "data/" + code + "/")) {
            paths.add(folder + split + ".parquet");
            paths.add(folder + split + "-*-of-*.parquet");
            for (String ending : List.of("jsonl", "csv", "tsv")) {
                paths.add(folder + split + "." + ending);
            }
        }
        for (String ending : List.of("parquet", "jsonl", "csv", "tsv")) {
            paths.add(split + "/" + code + "." + ending);
            paths.add(code + "_" + split + "." + ending);
            paths.add(code + "." + ending);
        }
        return paths;
    }
}

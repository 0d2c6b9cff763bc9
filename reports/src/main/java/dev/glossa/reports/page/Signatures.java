package dev.glossa.reports.page;

import dev.glossa.harness.Signature;
import dev.glossa.reports.Csv;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The signatures of a report, with a short reference for each, and what sets two of them apart.
final class Signatures {
    /// @param reference such as `S3`
    /// @param parts     key to value
    record Entry(String reference, String id, String benchmark, String metric, Map<String, String> parts) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// @param texts id to signature
    Signatures(List<Aggregate> aggregates, Map<String, String> texts) {
        for (Aggregate aggregate : aggregates) {
            for (Cell cell : aggregate.cells()) {
                entries.computeIfAbsent(cell.signature(), id -> new Entry("S" + (entries.size() + 1), id, cell.benchmark(), cell.metric(),
                        parts(texts.getOrDefault(id, id))));
            }
        }
    }

    private static Map<String, String> parts(String text) {
        try {
            return Signature.parse(text).parts();
        } catch (IllegalArgumentException e) {
            return Map.of("text", text);
        }
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    Entry get(String id) {
        return entries.get(id);
    }

    /// The keys in which two signatures differ; empty when their numbers may be compared.
    List<String> differences(String one, String other) {
        if (one.equals(other)) {
            return List.of();
        }
        Map<String, String> a = entries.get(one).parts();
        Map<String, String> b = entries.get(other).parts();
        Set<String> keys = new LinkedHashSet<>(a.keySet());
        keys.addAll(b.keySet());
        List<String> different = new ArrayList<>();
        for (String key : keys) {
            if (!java.util.Objects.equals(a.get(key), b.get(key))) {
                different.add(key);
            }
        }
        return different.isEmpty() ? List.of("order") : different;
    }

    String csv() {
        Csv csv = new Csv(List.of("signature", "reference", "benchmark", "metric", "text"));
        all().forEach(e -> csv.row(e.id(), e.reference(), e.benchmark(), e.metric(), new Signature(e.parts()).toString()));
        return csv.toString();
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What scored a run: `scoring.json`. The last entry of a benchmark and metric is the one that counts; the scores of
/// earlier ones stay in the journal.
public record Scoring(List<Entry> entries) {
    public static final Scoring NONE = new Scoring(List.of());

    /// One metric's reading of one benchmark.
    ///
    /// @param id        what score lines refer to: a digest of the signature
    /// @param signature of asking and scoring together
    public record Entry(String id, String benchmark, String metric, String signature) {
        public Entry {
            if (id == null || benchmark == null || metric == null || signature == null) {
                throw new IllegalArgumentException("an entry has id, benchmark, metric and signature");
            }
        }

        static Entry of(String benchmark, String metric, Signature signature) {
            return new Entry(Signature.digest(benchmark + "/" + metric + "/" + signature), benchmark, metric, signature.toString());
        }
    }

    public Scoring {
        entries = List.copyOf(entries);
    }

    /// The entry that counts for a benchmark and metric.
    public Optional<Entry> current(String benchmark, String metric) {
        return entries.reversed().stream().filter(e -> e.benchmark().equals(benchmark) && e.metric().equals(metric)).findFirst();
    }

    /// The entries that count, in the order in which they were first made.
    public List<Entry> current() {
        return entries.stream().filter(e -> current(e.benchmark(), e.metric()).orElseThrow().equals(e)).toList();
    }

    Scoring with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.remove(entry);
        more.add(entry);
        return current(entry.benchmark(), entry.metric()).filter(entry::equals).isPresent() ? this : new Scoring(more);
    }

    String json() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    static Scoring parse(String json, String where) {
        try {
            return Json.MAPPER.treeToValue(Json.object(json, where), Scoring.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + ": not what scored a run: " + (e.getCause() instanceof IllegalArgumentException refused ? refused : e).getMessage().lines().findFirst().orElse(""), e);
        }
    }
}

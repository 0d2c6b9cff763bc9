package dev.glossa.runner;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.run.CompletionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// lm-eval's `samples_TASK_TIME.jsonl` (0.4): one line for each document and filter, `resps` before any filter. A
/// generation is a list of texts; a ranking a list for each continuation, of a log-likelihood and whether it is greedy,
/// both written as text.
///
/// @param key field of the document with the item's key
record LmEvalSamples(Asked asked, Optional<String> key) implements Imported {

    @Override
    public void read(Path file, BiConsumer<CompletionRecord, String> each) {
        // lm-eval writes a document again for each further filter; what the model said stays the same.
        Map<Key, Integer> seen = new HashMap<>();
        Imported.objects(file, (row, where) -> {
            Key item = asked.key(item(row, where), "");
            JsonNode said = row.path("resps");
            Integer before = seen.putIfAbsent(item, said.hashCode());
            if (before == null) {
                each.accept(Imported.record(item, completion(said, where)), where);
            } else if (before != said.hashCode() || !row.has("filter")) {
                throw new IllegalArgumentException("%s: %s stands here twice with different answers; are these the samples of one task?".formatted(where, item));
            }
        });
    }

    private String item(ObjectNode row, String where) {
        JsonNode document = row.path("doc");
        if (key.isPresent()) {
            return Imported.text(document, where + ", doc", key.get());
        }
        if (document.path("sample_id").isString()) {
            return Imported.text(document, where + ", doc", "sample_id");
        }
        if (!row.path("doc_id").isIntegralNumber() || row.path("doc_id").asLong(-1) < 0) {
            throw new IllegalArgumentException(where + ": doc_id is the document's number from 0; there is " + row.path("doc_id"));
        }
        return Long.toString(row.get("doc_id").asLong() + 1);
    }

    private static Completion completion(JsonNode said, String where) {
        if (!said.isArray() || said.isEmpty() || !said.get(0).isArray() || said.get(0).isEmpty()) {
            throw new IllegalArgumentException(where + ": resps is a list of lists of answers; there is " + shown(said));
        }
        JsonNode first = said.get(0).get(0);
        if (first.isString()) {
            return Imported.answer(first.asString());
        }
        List<Double> likelihoods = new ArrayList<>();
        for (JsonNode continuation : said) {
            JsonNode value = continuation.path(0).path(0);
            try {
                double likelihood = Double.parseDouble(value.asString(""));
                if (!Double.isFinite(likelihood)) {
                    throw new NumberFormatException();
                }
                likelihoods.add(likelihood);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(where + ": a continuation's answer begins with its log-likelihood; there is " + shown(continuation), e);
            }
        }
        return new Completion.Likelihoods(likelihoods, Completion.Usage.UNKNOWN);
    }

    static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "none" : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

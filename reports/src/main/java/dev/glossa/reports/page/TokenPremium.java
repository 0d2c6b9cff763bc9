package dev.glossa.reports.page;

import dev.glossa.harness.Completion;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.reports.Printed;
import dev.glossa.reports.Run;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How many tokens a model needs for the same prompts in a language, against English: what its speakers pay more, and how
/// much earlier they meet a limit. Known where a run has prompts of both and its backend counts them.
final class TokenPremium {
    private TokenPremium() {}

    /// By benchmark, in words; empty where nothing is known.
    static Map<String, String> of(Run run, String language) {
        Map<String, Map<String, Integer>> here = new TreeMap<>();
        Map<String, Map<String, Integer>> english = new TreeMap<>();
        run.directory().readCompletions(record -> {
            OptionalInt tokens = tokens(record);
            if (tokens.isPresent() && record.key().role().isEmpty() && record.key().repeat() == 0) {
                SampleId id = SampleId.parse(record.key().sample());
                if (id.language().equals(language)) {
                    here.computeIfAbsent(id.benchmark(), _ -> new HashMap<>()).put(id.item(), tokens.getAsInt());
                } else if (id.language().equals("en")) {
                    english.computeIfAbsent(id.benchmark(), _ -> new HashMap<>()).put(id.item(), tokens.getAsInt());
                }
            }
        });
        Map<String, String> premiums = new LinkedHashMap<>();
        here.forEach((benchmark, items) -> {
            Map<String, Integer> same = english.getOrDefault(benchmark, Map.of());
            long ours = 0;
            long theirs = 0;
            for (Map.Entry<String, Integer> item : items.entrySet()) {
                if (same.containsKey(item.getKey())) {
                    ours += item.getValue();
                    theirs += same.get(item.getKey());
                }
            }
            if (theirs > 0) {
                premiums.put(benchmark, Printed.number(ours / (double) theirs, 2) + " ×");
            }
        });
        return premiums;
    }

    private static OptionalInt tokens(CompletionRecord record) {
        return switch (record.completion()) {
            case Completion.Text text -> text.usage().promptTokens();
            case Completion.Likelihoods likelihoods -> likelihoods.usage().promptTokens();
            case Completion.Failed _ -> OptionalInt.empty();
        };
    }
}

package dev.glossa.benchmarks;

import dev.glossa.benchmarks.OpenEnded.Layout;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Task;
import java.util.List;
import java.util.Map;

/// Open-ended instructions in 66 languages, rated by a judge (protocol, section 5.1).
public final class MDolly implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 2048;
    private static final String MACHINE_TRANSLATED = "dolly_machine_translated";

    /// `id` alone tells the two languages of a row apart, so it keys only what has no translations.
    private static final Map<String, OpenEnded> SETS = Map.of(
            "v2", new OpenEnded("CohereLabs/dolly-machine-translated-v2", List.of("mdolly"), "prompt",
                    new ItemKeys(List.of("source_id")), List.of(), new Layout.PerLanguage("marenahard_v2_1")),
            MACHINE_TRANSLATED, suite(MACHINE_TRANSLATED, "source_id"),
            "dolly_human_edited", suite("dolly_human_edited", "source_id"),
            "aya_human_annotated", suite("aya_human_annotated", "id"));

    private static OpenEnded suite(String config, String key) {
        return new OpenEnded("CohereLabs/aya_evaluation_suite", List.of(), "inputs", new ItemKeys(List.of(key)), List.of(),
                new Layout.Together(config, "aya_evaluation_suite"));
    }

    @Override
    public String name() {
        return "mdolly";
    }

    @Override
    public String description() {
        return "open-ended instructions, rated 1-7 by a judge on four criteria";
    }

    @Override
    public Task open(Options options) {
        Asking.allow(name(), options, Map.of("set", "v2, else " + MACHINE_TRANSLATED + " (the protocol's); dolly_human_edited, aya_human_annotated"));
        List<OpenEnded> editions = Asking.choice(name(), options, "set", SETS).map(List::of)
                .orElseGet(() -> List.of(SETS.get("v2"), SETS.get(MACHINE_TRANSLATED)));
        return OpenEnded.first(editions, new OpenEnded.Setup(name(), REVISION, Asking.of(name(), options, MAX_TOKENS), options,
                Lite.ofProportion(100, "rating")));
    }
}

package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Open-ended instructions in 66 languages, rated by a judge (protocol, section 5.1).
public final class MDolly implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 2048;
    private static final OpenEnded V2 = new OpenEnded("CohereLabs/dolly-machine-translated-v2", List.of("mdolly"), "prompt",
            Optional.empty(), List.of("source_id"), List.of(), Optional.empty(), Optional.empty());
    private static final OpenEnded AYA = new OpenEnded("CohereLabs/aya_evaluation_suite", List.of(), "inputs",
            Optional.of("aya_evaluation_suite"), List.of("source_id"), List.of(), Optional.of("dolly_machine_translated"), Optional.empty());

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
        Asking.allow(name(), options, Map.of());
        List<DataFolder> tried = new ArrayList<>();
        return V2.open(name(), REVISION, options, MAX_TOKENS, tried)
                .or(() -> AYA.open(name(), REVISION, options, MAX_TOKENS, tried))
                .orElseThrow(() -> tried.getFirst().missing(name()));
    }
}

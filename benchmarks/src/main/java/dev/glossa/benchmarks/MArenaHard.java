package dev.glossa.benchmarks;

import dev.glossa.benchmarks.dataset.DataFolder;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Hard open-ended requests (code, mathematics, creative writing) in 66 languages, rated by a judge (protocol, section 5.2).
public final class MArenaHard implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 4096;

    private static OpenEnded version(String dataset, List<String> folders, Optional<String> codes, Optional<String> loose) {
        return new OpenEnded(dataset, folders, "prompt", codes, List.of("question_id", "uid"),
                List.of("category", "subcategory"), Optional.empty(), loose);
    }

    /// The original English questions, as arena-hard-auto publishes them.
    private static final OpenEnded ENGLISH = version("lmarena/arena-hard-auto",
            List.of("arena-hard-v2.0", "arena-hard-v0.1", "arena-hard"), Optional.empty(), Optional.of("question.jsonl"));

    private static final Map<String, OpenEnded> VERSIONS = new java.util.TreeMap<>(Map.of(
            "2.1", version("CohereLabs/m-ArenaHard-v2.1", List.of("marenahard"), Optional.of("marenahard_v2_1"), Optional.empty()),
            "2.0", version("CohereLabs/m-ArenaHard-v2.0", List.of(), Optional.of("marenahard_v2_0"), Optional.empty()),
            "1", version("CohereLabs/m-ArenaHard", List.of(), Optional.empty(), Optional.empty()))).descendingMap();

    @Override
    public String name() {
        return "marenahard";
    }

    @Override
    public String description() {
        return "hard requests (code, mathematics, creative writing), rated 1-7 by a judge on four criteria";
    }

    @Override
    public Task open(Options options) {
        Asking.allow(name(), options, Map.of("version", "2.1, 2.0 or 1; the newest that the data holds"));
        String wanted = options.variant().get("version");
        if (wanted != null && !VERSIONS.containsKey(wanted)) {
            throw new IllegalArgumentException(name() + ": no version '" + wanted + "'; there are " + VERSIONS.keySet());
        }
        List<DataFolder> tried = new ArrayList<>();
        return VERSIONS.entrySet().stream().filter(e -> wanted == null || e.getKey().equals(wanted))
                .flatMap(e -> e.getValue().open(name(), REVISION, options, MAX_TOKENS, tried).stream())
                .findFirst()
                .or(() -> ENGLISH.open(name(), REVISION, options, MAX_TOKENS, tried))
                .orElseThrow(() -> tried.getFirst().missing(name()));
    }
}

package dev.glossa.benchmarks;

import dev.glossa.benchmarks.OpenEnded.Layout;
import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Lite;
import dev.glossa.harness.Task;
import java.util.List;
import java.util.Map;

/// Hard open-ended requests (code, mathematics, creative writing) in 66 languages, rated by a judge (protocol, section 5.2).
public final class MArenaHard implements Benchmark {
    private static final int REVISION = 1;
    private static final int MAX_TOKENS = 4096;

    private static OpenEnded version(String dataset, List<String> folders, Layout layout) {
        return new OpenEnded(dataset, folders, "prompt", new ItemKeys(List.of("question_id", "uid")),
                List.of("category", "subcategory"), layout);
    }

    private static final Map<String, OpenEnded> VERSIONS = Map.of(
            "2.1", version("CohereLabs/m-ArenaHard-v2.1", List.of("marenahard"), new Layout.PerLanguage("marenahard_v2_1")),
            "2.0", version("CohereLabs/m-ArenaHard-v2.0", List.of(), new Layout.PerLanguage("marenahard_v2_0")),
            "1", version("CohereLabs/m-ArenaHard", List.of(), new Layout.PerLanguage("marenahard_v2_0")),
            "english", version("lmarena/arena-hard-auto", List.of("arena-hard-v2.0", "arena-hard-v0.1", "arena-hard"),
                    new Layout.English("question.jsonl")));

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
        Asking.allow(name(), options, Map.of("version", "2.1, 2.0, 1 or english (the original questions); by default the first that the data holds"));
        List<OpenEnded> editions = Asking.choice(name(), options, "version", VERSIONS).map(List::of)
                .orElseGet(() -> List.of(VERSIONS.get("2.1"), VERSIONS.get("2.0"), VERSIONS.get("1"), VERSIONS.get("english")));
        return OpenEnded.first(editions, new OpenEnded.Setup(name(), REVISION, Asking.of(name(), options, MAX_TOKENS), options,
                Lite.ofProportion(200, "rating")));
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a scorer of one task may ask the stage for; the judge comes with its journal.
final class ScoreResources implements Metric.Resources, AutoCloseable {
    private final RunDirectory directory;
    private final ScoreStage.Tools tools;
    private final Map<String, String> settings;
    private Optional<CompletionIndex> judged = Optional.empty();
    private final Journal<CompletionRecord> judgments;
    private final Set<Key> again;

    /// @param judgments null when no judge was named
    /// @param again     keys of the answers about which journaled calls are not to be trusted
    ScoreResources(RunDirectory directory, ScoreStage.Tools tools, Map<String, String> settings, Journal<CompletionRecord> judgments, Set<Key> again) {
        this.directory = directory;
        this.tools = tools;
        this.settings = settings;
        this.judgments = judgments;
        this.again = again;
    }

    /// Calls that were made for an earlier metric of this stage are in the journal, and are not made again.
    @Override
    public Backend judge() {
        Backend judge = tools.judge().orElseThrow(() -> new IllegalArgumentException(
                "this metric needs a judge; name one: --judge https://HOST/v1?model=NAME&key_env=VAR, or --judge llama:FILE.gguf"));
        judged = judged.or(() -> Optional.of(CompletionIndex.of(directory.path().resolve("judgments.jsonl"))));
        return new JudgeJournal(judge, judged.orElseThrow(), judgments, again);
    }

    @Override
    public void close() {
        judged.ifPresent(CompletionIndex::close);
    }

    @Override
    public Optional<Path> file(String purpose) {
        return Optional.ofNullable(tools.files().get(purpose));
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(tools.options().getOrDefault(name, settings.get(name)));
    }

    @Override
    public Function<String, Language> languages() {
        return tools.languages();
    }
}

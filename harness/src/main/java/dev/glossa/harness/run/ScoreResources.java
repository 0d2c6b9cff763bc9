package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a scorer of one task may ask the stage for; the judge comes with its journal.
final class ScoreResources implements Metric.Resources, AutoCloseable {
    private final RunDirectory directory;
    private final ScoreStage.Tools tools;
    private final int seat;
    private final Map<String, String> settings;
    private Optional<CompletionIndex> judged = Optional.empty();
    private final Journal<CompletionRecord> judgments;
    private final Marks marks;
    private final Set<Key> again = new HashSet<>();

    /// @param seat      of the judge among those that the user named
    /// @param judgments null when no judge was named
    ScoreResources(RunDirectory directory, ScoreStage.Tools tools, int seat, Map<String, String> settings, Journal<CompletionRecord> judgments) {
        this.directory = directory;
        this.tools = tools;
        this.seat = seat;
        this.settings = settings;
        this.judgments = judgments;
        this.marks = Marks.of(directory.manifest());
    }

    /// Whether the scorer asked for the judge.
    boolean judged() {
        return judged.isPresent();
    }

    /// Journaled calls behind this line are not to be trusted, if they are this judge's.
    void again(Key key) {
        if (tools.judges().size() < 2 || key.role().endsWith("@" + tools.judges().get(seat).name())) {
            again.add(key.answer());
        }
    }

    /// Calls that were made for an earlier metric of this stage are in the journal, and are not made again.
    @Override
    public Backend judge() {
        if (tools.judges().isEmpty()) {
            throw new IllegalArgumentException(
                    "this metric needs a judge; name one: --judge https://HOST/v1?model=NAME&key_env=VAR, or --judge llama:FILE.gguf");
        }
        judged = judged.or(() -> Optional.of(CompletionIndex.of(directory.path().resolve("judgments.jsonl"))));
        return new JudgeJournal(tools.judges().get(seat), tools.judges().size() == 1, judged.orElseThrow(), judgments, again);
    }

    @Override
    public void close() {
        judged.ifPresent(CompletionIndex::close);
    }

    @Override
    public String mark(Key key, List<String> texts) {
        return marks.of(key, texts);
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

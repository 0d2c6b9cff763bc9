package dev.glossa.runner.spark;

import dev.glossa.harness.Completion;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a run's answers cost, or its judges' replies, by language.
final class Costs {
    private long lines;
    private long failed;
    private long prompt;
    private long completion;
    private long millis;

    private Costs() {}

    /// A line for each language, and one for what its judges said.
    static List<String> of(Path run) {
        SortedMap<String, Costs> answers = new TreeMap<>();
        SortedMap<String, Costs> judgments = new TreeMap<>();
        RunDirectory directory = RunDirectory.read(run);
        directory.readCompletions(record -> add(record, answers));
        directory.readJudgments(record -> add(record, judgments));
        return Stream.concat(lines(answers, "answers"), lines(judgments, "judgments")).toList();
    }

    private static Stream<String> lines(SortedMap<String, Costs> costs, String what) {
        return costs.entrySet().stream().map(cost -> cost.getKey() + ": " + cost.getValue().line(what));
    }

    private static void add(CompletionRecord record, SortedMap<String, Costs> costs) {
        Costs cost = costs.computeIfAbsent(SampleId.parse(record.key().sample()).language(), _ -> new Costs());
        cost.lines++;
        cost.millis += record.millis().orElse(0);
        switch (record.completion()) {
            case Completion.Text text -> cost.add(text.usage());
            case Completion.Likelihoods likelihoods -> cost.add(likelihoods.usage());
            case Completion.Failed _ -> cost.failed++;
        }
    }

    private void add(Completion.Usage usage) {
        prompt += usage.promptTokens().orElse(0);
        completion += usage.completionTokens().orElse(0);
    }

    private String line(String what) {
        return "%,d %s, %,d failed, %,d tokens read, %,d written, %,d s of the model's time".formatted(lines, what, failed, prompt, completion, millis / 1000);
    }
}

package dev.glossa.runner.spark;

import dev.glossa.harness.Completion;
import dev.glossa.harness.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a run's answers cost, by language.
final class Costs {
    private long answers;
    private long failed;
    private long prompt;
    private long completion;
    private long millis;

    private Costs() {}

    /// A line for each language.
    static List<String> of(Path run) {
        SortedMap<String, Costs> costs = new TreeMap<>();
        RunDirectory.read(run).readCompletions(record -> {
            Costs cost = costs.computeIfAbsent(record.key().sample().split("/")[1], _ -> new Costs());
            cost.answers++;
            cost.millis += record.millis().orElse(0);
            switch (record.completion()) {
                case Completion.Text text -> cost.add(text.usage());
                case Completion.Likelihoods likelihoods -> cost.add(likelihoods.usage());
                case Completion.Failed _ -> cost.failed++;
            }
        });
        return costs.entrySet().stream().map(cost -> cost.getKey() + ": " + cost.getValue()).toList();
    }

    private void add(Completion.Usage usage) {
        prompt += usage.promptTokens().orElse(0);
        completion += usage.completionTokens().orElse(0);
    }

    @Override
    public String toString() {
        return "%,d answers, %,d failed, %,d tokens read, %,d written, %,d s of the model's time".formatted(answers, failed, prompt, completion, millis / 1000);
    }
}

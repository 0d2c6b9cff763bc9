package dev.glossa.runner.spark;

import dev.glossa.harness.Completion;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.harness.run.Prices;
import dev.glossa.harness.run.Prices.Price;
import dev.glossa.harness.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private double money;

    private Costs() {}

    /// A line for each language, and one for what its judges said.
    ///
    /// @param judge  whose replies are those that do not name their judge; empty where several might be
    /// @param prices of what answered; a model without a price costs nothing in the sum
    static List<String> of(Path run, Optional<String> judge, Optional<Prices> prices) {
        SortedMap<String, Costs> answers = new TreeMap<>();
        SortedMap<String, Costs> judgments = new TreeMap<>();
        RunDirectory directory = RunDirectory.read(run);
        Optional<Price> model = prices.flatMap(table -> table.find(directory.manifest().model().name()));
        directory.readCompletions(record -> add(record, answers, model));
        directory.readJudgments(record -> add(record, judgments, judge(record).or(() -> judge).flatMap(name -> prices.flatMap(table -> table.find(name)))));
        String currency = prices.map(Prices::currency).orElse("");
        return Stream.concat(lines(answers, "answers", currency), lines(judgments, "judgments", currency)).toList();
    }

    /// Of several judges each reply says whose it is.
    private static Optional<String> judge(CompletionRecord record) {
        String role = record.key().role();
        return Optional.of(role.substring(role.lastIndexOf('@') + 1)).filter(_ -> role.contains("@"));
    }

    private static Stream<String> lines(SortedMap<String, Costs> costs, String what, String currency) {
        return costs.entrySet().stream().map(cost -> cost.getKey() + ": " + cost.getValue().line(what) + cost.getValue().priced(currency));
    }

    private String priced(String currency) {
        return money == 0 ? "" : String.format(Locale.ROOT, ", %.4f %s", money, currency);
    }

    private static void add(CompletionRecord record, SortedMap<String, Costs> costs, Optional<Price> price) {
        Costs cost = costs.computeIfAbsent(SampleId.parse(record.key().sample()).language(), _ -> new Costs());
        cost.lines++;
        cost.millis += record.millis().orElse(0);
        switch (record.completion()) {
            case Completion.Text text -> cost.add(text.usage(), price);
            case Completion.Likelihoods likelihoods -> cost.add(likelihoods.usage(), price);
            case Completion.Failed _ -> cost.failed++;
        }
    }

    private void add(Completion.Usage usage, Optional<Price> price) {
        int read = usage.promptTokens().orElse(0);
        int written = usage.completionTokens().orElse(0);
        prompt += read;
        completion += written;
        money += price.map(one -> one.of(read, written)).orElse(0.0);
    }

    private String line(String what) {
        return "%,d %s, %,d failed, %,d tokens read, %,d written, %,d s of the model's time".formatted(lines, what, failed, prompt, completion, millis / 1000);
    }
}

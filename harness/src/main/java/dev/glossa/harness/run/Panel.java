package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What scores one task under one metric: one scorer, or one for each judge of a jury.
final class Panel implements AutoCloseable {
    /// @param each by judge; empty where there is no jury
    record Verdict(Score score, Map<String, Score> each) {}

    private final String metric;
    private final List<ScoreResources> resources;
    private final List<Scorer> scorers;
    private final Optional<Jury> jury;

    private Panel(String metric, List<ScoreResources> resources, List<Scorer> scorers, Optional<Jury> jury) {
        this.metric = metric;
        this.resources = resources;
        this.scorers = scorers;
        this.jury = jury;
    }

    /// Opens the metric for the first judge and, when it asks for one, for the others.
    static Panel open(Metric metric, ScoreStage.Tools tools, Map<String, String> settings, RunDirectory directory, Journal<CompletionRecord> judgments) {
        List<Juror> judges = tools.judges();
        List<ScoreResources> resources = new ArrayList<>();
        List<Scorer> scorers = new ArrayList<>();
        try {
            for (int j = 0; j == 0 || j < judges.size() && resources.getFirst().judged(); j++) {
                resources.add(new ScoreResources(directory, tools, j, settings, judgments));
                scorers.add(metric.scorer(resources.getLast()));
            }
            Optional<Jury> jury = scorers.size() < 2 ? Optional.empty() : Optional.of(new Jury(judges, scorers, Jury.Rule.named(tools.options().getOrDefault("jury", "mean"))));
            return new Panel(metric.name(), resources, scorers, jury);
        } catch (RuntimeException e) {
            new Panel(metric.name(), resources, scorers, Optional.empty()).close();
            throw e;
        }
    }

    Signature signature() {
        return jury.map(Jury::signature).orElseGet(() -> scorers.getFirst().signature());
    }

    /// The scorer that says which canaries it wants.
    Scorer first() {
        return scorers.getFirst();
    }

    int batchSize() {
        return scorers.stream().mapToInt(Scorer::batchSize).max().orElseThrow();
    }

    int parallelism() {
        return scorers.stream().mapToInt(Scorer::parallelism).max().orElseThrow();
    }

    /// Journaled calls of judges about this line are not to be trusted: there is no score.
    void again(Key key) {
        resources.forEach(one -> one.again(key));
    }

    List<Verdict> score(List<Answered> batch) throws InterruptedException {
        if (jury.isEmpty()) {
            return checked(batch, scorers.getFirst().score(batch)).stream().map(score -> new Verdict(score, Map.of())).toList();
        }
        Map<String, List<Score>> byJudge = jury.get().each(batch);
        byJudge.values().forEach(scores -> checked(batch, scores));
        List<Verdict> verdicts = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Map<String, Score> each = new LinkedHashMap<>();
            for (Map.Entry<String, List<Score>> judge : byJudge.entrySet()) {
                each.put(judge.getKey(), judge.getValue().get(i));
            }
            verdicts.add(new Verdict(jury.get().together(List.copyOf(each.values())), each));
        }
        return verdicts;
    }

    private List<Score> checked(List<Answered> batch, List<Score> scores) {
        if (scores.size() != batch.size()) {
            throw new IllegalStateException(metric + " gave " + scores.size() + " scores for " + batch.size() + " answers");
        }
        return scores;
    }

    @Override
    public void close() {
        scorers.forEach(Scorer::close);
        resources.forEach(ScoreResources::close);
    }
}

package dev.glossa.benchmarks.task;

import dev.glossa.benchmarks.task.TaskFile.Goal;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Nearest;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Target;
import java.util.List;
import java.util.Map;

/// The metrics of a task file: those that it names, or those that go with its target.
final class Metrics {
    private Metrics() {}

    /// @throws IllegalArgumentException naming the place of a metric that there is not, or that cannot read the answers
    static List<String> of(Section file, Goals goals) {
        Map<String, Metric> known = Registry.metrics().all();
        Sample sample = new Sample("task", Languages.bundled().get("en"), "1", "", probe(goals.goal()));
        List<Yaml.Text> named = file.texts("metrics");
        for (Yaml.Text name : named) {
            Metric metric = known.get(name.value());
            if (metric == null) {
                throw name.at().error("no metric named '%s'; %sthere are %s".formatted(name.value(),
                        Nearest.to(name.value(), known.keySet()).map(near -> "did you mean '" + near + "'? ").orElse(""), known.keySet()));
            }
            boolean ranks = goals.goal() instanceof Goal.Choice choice && choice.ranked();
            if (!metric.reads(sample) || name.value().equals(ranks ? "choice" : "accuracy")) {
                throw name.at().error("'%s' reads no such answers; %s do".formatted(name.value(),
                        known.values().stream().filter(m -> m.reads(sample)).map(Metric::name).filter(m -> !m.equals(ranks ? "choice" : "accuracy")).toList()));
            }
        }
        return named.isEmpty() ? goals.metrics() : named.stream().map(Yaml.Text::value).toList();
    }

    private static Target probe(Goal goal) {
        return switch (goal) {
            case Goal.References _ -> new Target.References(List.of("x"));
            case Goal.Answer _ -> new Target.Answer("1", "x");
            case Goal.Choice _ -> new Target.Choice(List.of("x", "y"), 0);
            case Goal.Label _ -> new Target.Label("x", List.of());
            case Goal.Open() -> new Target.Open();
        };
    }
}

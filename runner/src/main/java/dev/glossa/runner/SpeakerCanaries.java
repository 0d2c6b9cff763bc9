package dev.glossa.runner;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.SettingsAlone;
import dev.glossa.reports.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// What a benchmark's metrics make of answers whose worth is known, for each question: the right answer, the question copied,
/// an empty answer. A question whose copy counts as much as its answer measures nothing. Values from 0 to 100.
///
/// @param rows question by question, metric by metric
record SpeakerCanaries(List<Row> rows) {
    /// One question under one metric.
    record Row(String item, String metric, double right, double copied, double empty) {
        /// Why the question measures nothing; empty where it does.
        String doubt() {
            return copied >= right ? "%s: copying the question counts as much as the right answer under %s".formatted(item, metric)
                    : empty >= right ? "%s: an empty answer counts as much as the right one under %s".formatted(item, metric) : "";
        }
    }

    /// Of a task whose samples have references; no rows for one that a judge rates.
    static SpeakerCanaries of(Task task, Language language) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (String name : task.metrics()) {
            Metric metric = Registry.metrics().find(name);
            List<Sample> samples;
            try (Stream<Task.Question> questions = task.questions(language)) {
                samples = questions.map(Task.Question::sample).filter(sample -> metric.reads(sample) && sample.target() instanceof Target.References).toList();
            }
            if (!samples.isEmpty()) {
                try (Scorer scorer = metric.scorer(new SettingsAlone(task.settings()))) {
                    for (Sample sample : samples) {
                        rows.add(row(metric, scorer, sample));
                    }
                }
            }
        }
        return new SpeakerCanaries(rows);
    }

    private static Row row(Metric metric, Scorer scorer, Sample sample) throws InterruptedException {
        String right = ((Target.References) sample.target()).texts().getFirst();
        double factor = metric.scale() == Metric.Scale.PROPORTION ? 100 : 1;
        double[] values = scorer.score(Stream.of(right, sample.input(), "")
                .map(text -> new Answered(sample, Key.of(sample.id()), new Completion.Text(text, Completion.FinishReason.STOP))).toList()).stream()
                .mapToDouble(score -> factor * ((Score.Scored) score).value()).toArray();
        return new Row(sample.item(), metric.name(), values[0], values[1], values[2]);
    }

    /// A line for each metric: the means over all questions.
    List<String> lines() {
        return rows.stream().map(Row::metric).distinct().map(metric -> String.format(Locale.ROOT,
                "canaries, %s: the right answer %.1f, the question copied %.1f, an empty answer %.1f",
                metric, mean(metric, Row::right), mean(metric, Row::copied), mean(metric, Row::empty))).toList();
    }

    private double mean(String metric, ToDoubleFunction<Row> value) {
        return rows.stream().filter(row -> row.metric().equals(metric)).mapToDouble(value).average().orElseThrow();
    }

    List<String> doubts() {
        return rows.stream().map(Row::doubt).filter(doubt -> !doubt.isEmpty()).toList();
    }

    /// The rows as a table.
    Csv csv() {
        Csv csv = new Csv(List.of("id", "metric", "right", "question_copied", "empty"));
        rows.forEach(row -> csv.row(row.item(), row.metric(), row.right(), row.copied(), row.empty()));
        return csv;
    }
}

package dev.glossa.harness.run;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Gives gold answers back as answers before any question is asked: where they are not all right, the metric cannot read
/// this data, and every score would be too low without a sign of it.
public final class GoldCheck implements Consumer<Sample>, AutoCloseable {
    private final Map<Metric, Scorer> scorers = new LinkedHashMap<>();
    private final Map<Metric, Function<Sample, List<Completion>>> golds = new LinkedHashMap<>();
    private final Metric.Resources resources;

    /// @param settings what the task tells its metrics ([dev.glossa.harness.Task#settings])
    public GoldCheck(List<Metric> metrics, Map<String, String> settings) {
        this.resources = new SettingsAlone(settings);
        metrics.forEach(metric -> golds.put(metric, metric.golds(settings)));
    }

    /// @throws IllegalArgumentException when a gold answer of the sample is not right under one of the metrics
    @Override
    public void accept(Sample sample) {
        golds.forEach((metric, known) -> {
            for (Completion gold : metric.reads(sample) ? known.apply(sample) : List.<Completion>of()) {
                Score score = scored(metric, sample, gold);
                if (!(score instanceof Score.Scored scored && scored.value() == 1)) {
                    throw new IllegalArgumentException("%s: its own right answer, given as %s, is not right under '%s' (%s); the row is wrong, or it has to be scored otherwise"
                            .formatted(sample.id(), gold instanceof Completion.Text text ? "'" + text.text() + "'" : gold, metric.name(), reason(score)));
                }
            }
        });
    }

    private Score scored(Metric metric, Sample sample, Completion gold) {
        try {
            return scorers.computeIfAbsent(metric, m -> m.scorer(resources)).score(List.of(new Answered(sample, Key.of(sample.id()), gold))).getFirst();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(sample.id() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while gold answers were checked", e);
        }
    }

    private static String reason(Score score) {
        return switch (score) {
            case Score.Scored scored -> scored.value() + (scored.note().isEmpty() ? "" : ", read as " + scored.note());
            case Score.Unparsed(String why) -> why;
            case Score.Failed(String why) -> why;
        };
    }

    @Override
    public void close() {
        scorers.values().forEach(Scorer::close);
    }
}

package dev.glossa.reports.page;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import java.util.List;
import java.util.function.Function;

/// The numbers of some runs as a report's `scores.csv` has them, without the report.
public final class Numbers {
    private Numbers() {}

    public static String csv(List<Run> runs, Function<String, Metric> metrics, Languages languages, Aggregate.Options options) {
        Reading reading = Reading.of(runs, metrics, languages, (_, _, _) -> { });
        return ScoresCsv.of(reading.scores().tables().stream().flatMap(table -> Aggregate.of(table, languages, options).stream()).toList());
    }
}

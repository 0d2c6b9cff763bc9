package dev.glossa.runner;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.reports.Reading;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.SamplePlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// How many prompts a comparison needs.
final class PlanOptions {
    @Option(names = "--plan", paramLabel = "POINTS",
            description = "Score nothing; say how many prompts per language would show a difference of so many points between two models, by the scores so far.")
    Double points;

    @Option(names = "--against", paramLabel = "RUN",
            description = "With --plan: a run of another model on the same prompts, whose differences from this one's scores tell the variance.")
    Path against;

    @Option(names = "--power", paramLabel = "P", defaultValue = "0.8", description = "With --plan: the chance of seeing the difference. 0.8 by default.")
    double power = 0.8;

    void print(Path run, PrintWriter out) {
        List<Path> folders = new ArrayList<>(List.of(run));
        if (against != null) {
            folders.add(against);
        }
        List<Run> runs = Run.open(folders);
        Languages languages = Run.languages(runs);
        List<SamplePlan> plans = SamplePlan.of(Reading.of(runs, Registry.metrics()::find, languages, (_, _, _) -> { }).scores(), 0,
                against == null ? OptionalInt.empty() : OptionalInt.of(1), points, power);
        if (plans.isEmpty()) {
            throw new IllegalArgumentException(run + ": no score whose values are proportions; a plan needs some");
        }
        for (SamplePlan plan : plans) {
            out.println(String.format(Locale.ROOT, "%s, %s: prompts per language to see %s points between two models (power %s, 5 %% two-sided; %s)", plan.benchmark(), plan.metric(),
                    plain(points), plain(power), plan.paired() ? "variance of the differences" : "two models that have nothing in common: at most"));
            out.println(String.format(Locale.ROOT, "%-14s %9s %9s %9s %9s", "language", "so far", "deviation", "needed", "more"));
            plan.lines().forEach(line -> out.println(String.format(Locale.ROOT, "%-14s %,9d %9s %9s %9s", line.language().map(dev.glossa.harness.Language::code).orElse("mean over all"),
                    line.items(), line.deviation().isPresent() ? String.format(Locale.ROOT, "%.1f", 100 * line.deviation().getAsDouble()) : "–",
                    line.needed().isPresent() ? String.format(Locale.ROOT, "%,d", line.needed().getAsLong()) : "–",
                    line.needed().isPresent() ? String.format(Locale.ROOT, "%,d", Math.max(0, line.needed().getAsLong() - line.items())) : "–")));
        }
        out.flush();
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

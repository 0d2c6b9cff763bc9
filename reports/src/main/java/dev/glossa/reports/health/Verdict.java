package dev.glossa.reports.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a reader should think of a judge in a language. Only a canary that was rated wrongly flags its numbers; what is to be
/// watched is said beside them.
public enum Verdict {
    FLAGGED,
    WATCH,
    FINE,
    /// It had no canary with a score there.
    UNKNOWN;

    /// More unreadable replies than this share are to be watched.
    static final double UNPARSED = 0.05;
    /// A larger mean difference between two ratings of one answer, on a scale of 0 to 1: half a point of 7.
    static final double DIFFERENCE = 0.5 / 6;
    /// More verdicts than this share that follow the position.
    static final double FLIPS = 0.25;
    /// A smaller rank correlation with people.
    static final double CORRELATION = 0.3;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict of(JudgeHealth.Row row) {
        boolean wrong = row.canaries().values().stream().anyMatch(count -> !count.wrong().isEmpty());
        boolean scored = row.canaries().values().stream().anyMatch(count -> count.scored() > 0);
        return wrong ? FLAGGED : !concerns(row).isEmpty() ? WATCH : scored ? FINE : UNKNOWN;
    }

    /// What is to be watched, in words for people.
    public static List<String> concerns(JudgeHealth.Row row) {
        List<String> concerns = new ArrayList<>();
        if (row.unparsedShare().orElse(0) > UNPARSED) {
            concerns.add("%.0f %% of its replies cannot be read".formatted(100 * row.unparsedShare().getAsDouble()));
        }
        int silent = row.canaries().values().stream().mapToInt(JudgeHealth.CanaryCount::silent).sum();
        if (silent > 0) {
            concerns.add(silent + (silent == 1 ? " canary has no score" : " canaries have no score"));
        }
        if (row.repeats().pairs() > 0 && row.repeats().difference() > DIFFERENCE) {
            concerns.add(String.format(Locale.ROOT, "two ratings of one answer are %.2f apart", row.repeats().difference()));
        }
        if (row.flips().orElse(0) > FLIPS) {
            concerns.add("%.0f %% of its verdicts follow the position".formatted(100 * row.flips().getAsDouble()));
        }
        row.people().forEach((metric, people) -> people.correlation().stream().filter(correlation -> correlation < CORRELATION).forEach(correlation ->
                concerns.add(String.format(Locale.ROOT, "its ranks and people's correlate with %.2f in %s", correlation, metric))));
        return concerns;
    }
}

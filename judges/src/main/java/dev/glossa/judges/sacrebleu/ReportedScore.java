package dev.glossa.judges.sacrebleu;

import java.util.Optional;
import java.util.StringJoiner;

/// A score, its signature and perhaps an interval, printed as sacreBLEU prints them.
public record ReportedScore(MetricScore score, MetricSignature signature, Optional<Interval> interval) {

    /// The score alone, with the interval if there is one: `78.5 (μ = 78.3 ± 7.7)`.
    ///
    /// @param width decimals
    public String number(int width) {
        return fixed(score.score(), width) + shown().map(i -> " (" + confidence(i, width) + ")").orElse("");
    }

    /// One line: `chrF2|nrefs:1|… = 57.30`.
    ///
    /// @param width decimals
    public String line(int width, boolean brief) {
        return score.name() + "|" + (brief ? signature.brief() : signature) + " = " + number(width)
                + (score.verbose().isEmpty() ? "" : " " + score.verbose());
    }

    /// An object of JSON, one key a line.
    ///
    /// @param width decimals
    public String json(int width) {
        StringJoiner keys = new StringJoiner(",\n ", "{\n ", "\n}");
        keys.add("\"name\": " + Json.text(score.name()));
        keys.add("\"score\": " + rounded(score.score(), width));
        keys.add("\"signature\": " + Json.text(signature.toString()));
        shown().ifPresent(i -> {
            keys.add("\"confidence_mean\": " + rounded(i.mean(), width));
            keys.add("\"confidence_var\": " + rounded(i.halfWidth(), width));
            keys.add("\"confidence\": " + Json.text(confidence(i, width)));
        });
        if (!score.verbose().isEmpty()) {
            keys.add("\"verbose_score\": " + Json.text(score.verbose()));
        }
        signature.entries().forEach((name, value) -> keys.add(Json.text(name) + ": " + Json.text(value)));
        return keys.toString();
    }

    /// sacreBLEU says nothing of an interval around 0.
    private Optional<Interval> shown() {
        return interval.filter(i -> i.mean() > 0);
    }

    private static String confidence(Interval interval, int width) {
        return "μ = " + fixed(interval.mean(), width) + " ± " + fixed(interval.halfWidth(), width);
    }

    private static String fixed(double value, int width) {
        return Decimals.fixed(value, width);
    }

    private static String rounded(double value, int width) {
        return Decimals.repr(Double.parseDouble(fixed(value, width)));
    }
}

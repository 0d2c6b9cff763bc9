package dev.glossa.judges.comet;

import java.util.List;

/// What a model says of one segment.
///
/// @param score as the model gives it: not cut at 0 or 1, and possibly no number
/// @param spans where XCOMET sees errors; empty for other models
public record Rating(double score, List<ErrorSpan> spans) {
    public Rating {
        spans = List.copyOf(spans);
    }

    /// Whether the model gave a number at all: a damaged one, or one in half precision, may not.
    public boolean isNumber() {
        return Double.isFinite(score);
    }

    /// The score that MQM gives these errors: 1 without any, 0 from 25 points on.
    public double mqm() {
        int points = spans.stream().mapToInt(span -> span.severity().weight()).sum();
        return (25 - Math.min(25, points)) / 25.0;
    }

    public long count(ErrorSpan.Severity severity) {
        return spans.stream().filter(span -> span.severity() == severity).count();
    }
}

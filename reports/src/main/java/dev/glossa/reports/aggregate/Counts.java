package dev.glossa.reports.aggregate;

/// How many samples are in each of the four states, and how many of the scored ones say nothing.
///
/// @param scored    have a value
/// @param truncated are scored too, on an answer that was cut off at the token limit
/// @param unparsed  have a judge's reply that cannot be read
/// @param failed    have no answer
/// @param unjudged  are scored too, but a value does not rest on them, such as an answer without a line to judge
public record Counts(long scored, long truncated, long unparsed, long failed, long unjudged) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts(long scored, long truncated, long unparsed, long failed) {
        this(scored, truncated, unparsed, failed, 0);
    }

    Counts withUnjudged(long some) {
        return new Counts(scored, truncated, unparsed, failed, some);
    }

    /// All samples, whatever their state.
    public long n() {
        return scored + unparsed + failed;
    }

    public Counts plus(Counts other) {
        return new Counts(scored + other.scored, truncated + other.truncated, unparsed + other.unparsed, failed + other.failed,
                unjudged + other.unjudged);
    }

    /// The share of samples that no mean holds, from 0 to 1.
    public double unscoredShare() {
        return n() == 0 ? 0 : (unparsed + failed) / (double) n();
    }
}

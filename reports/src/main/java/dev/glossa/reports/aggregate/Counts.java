package dev.glossa.reports.aggregate;

/// How many samples are in each of the four states.
///
/// @param scored    have a value
/// @param truncated are scored too, on an answer that was cut off at the token limit
/// @param unparsed  have a judge's reply that cannot be read
/// @param failed    have no answer
public record Counts(long scored, long truncated, long unparsed, long failed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /// All samples, whatever their state.
    public long n() {
        return scored + unparsed + failed;
    }

    public Counts plus(Counts other) {
        return new Counts(scored + other.scored, truncated + other.truncated, unparsed + other.unparsed, failed + other.failed);
    }

    /// The share of samples that no mean holds, from 0 to 1.
    public double unscoredShare() {
        return n() == 0 ? 0 : (unparsed + failed) / (double) n();
    }
}

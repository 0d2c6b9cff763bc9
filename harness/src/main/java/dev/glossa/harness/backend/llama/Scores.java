package dev.glossa.harness.backend.llama;

/// What can be read off a vocabulary's scores (logits) at one place.
final class Scores {
    private Scores() {}

    /// The best token; the first of equals.
    ///
    /// Two passes: the first is a plain maximum, which the compiler turns into vector instructions.
    static int best(float[] scores) {
        float most = max(scores);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] == most) {
                return i;
            }
        }
        return -1;
    }

    static float max(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        return most;
    }

    /// The logarithm of the sum of the exponentials: a token's log-probability is its score minus this.
    /// NaN when the scores hold no number to compare.
    static double logSum(float[] scores) {
        float most = max(scores);
        if (!Float.isFinite(most)) {
            return Double.NaN;
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - most);
        }
        return most + Math.log(sum);
    }
}

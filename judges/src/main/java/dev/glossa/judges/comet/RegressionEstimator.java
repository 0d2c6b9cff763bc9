package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// COMET with a reference: three sentence vectors, one head. With S systems on the same sources and references a segment
/// costs S + 2 passes through the encoder instead of 3 S.
record RegressionEstimator(XlmrTokenizer tokenizer, SentenceEncoder encoder, Graph head) implements Estimator {

    @Override
    public List<Rating> rate(List<Segment> segments) {
        int n = segments.size();
        List<int[]> sequences = new ArrayList<>(3 * n);
        for (Segment segment : segments) {
            sequences.add(tokenizer.encode(segment.source()).ids());
        }
        for (Segment segment : segments) {
            sequences.add(tokenizer.encode(segment.reference().orElseThrow(
                    () -> new IllegalArgumentException("comet compares with a reference; cometkiwi does without"))).ids());
        }
        for (Segment segment : segments) {
            sequences.add(tokenizer.encode(segment.translation()).ids());
        }
        boolean[] kept = new boolean[3 * n];
        Arrays.fill(kept, 0, 2 * n, true);
        float[][] vectors = encoder.encode(sequences, kept);
        float[] scores = head.values(Map.of("src", Arrays.copyOfRange(vectors, 0, n), "ref", Arrays.copyOfRange(vectors, n, 2 * n),
                "mt", Arrays.copyOfRange(vectors, 2 * n, 3 * n)));
        List<Rating> ratings = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            ratings.add(new Rating(scores[i], List.of()));
        }
        return ratings;
    }

    @Override
    public long passes() {
        return encoder.runner().sequences();
    }

    @Override
    public void close() {
        encoder.close();
        head.close();
    }
}

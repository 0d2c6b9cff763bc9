package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// CometKiwi: translation and source as one sequence, no reference.
record UnifiedEstimator(XlmrTokenizer tokenizer, JointSequences sequences) implements Estimator {

    @Override
    public List<Rating> rate(List<Segment> segments) {
        List<int[]> joined = new ArrayList<>(segments.size());
        for (Segment segment : segments) {
            joined.add(Tokens.join(tokenizer.maxTokens(), tokenizer.encode(segment.translation()), tokenizer.encode(segment.source())));
        }
        List<Rating> ratings = new ArrayList<>(segments.size());
        for (Map<String, float[]> row : sequences.run(joined)) {
            ratings.add(new Rating(row.get("score")[0], List.of()));
        }
        return ratings;
    }

    @Override
    public long passes() {
        return sequences.runner().sequences();
    }

    @Override
    public void close() {
        sequences.close();
    }
}

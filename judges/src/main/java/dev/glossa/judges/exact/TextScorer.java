package dev.glossa.judges.exact;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import java.util.List;

/// Scores answers that are texts, each by itself.
///
/// @param metric what the metric is called, for messages
record TextScorer(String metric, Signature signature, Reading reading) implements Scorer {
    interface Reading {
        /// @throws IllegalArgumentException when the sample is none for this metric
        Score score(Answered answered, String text);
    }

    @Override
    public int batchSize() {
        return 64;
    }

    @Override
    public List<Score> score(List<Answered> batch) {
        return batch.stream().map(answered -> switch (answered.completion()) {
            case Completion.Text text -> reading.score(answered, text.text());
            case Completion.Likelihoods _ -> throw new IllegalArgumentException(answered.key() + " was answered with likelihoods; " + metric + " reads text");
            case Completion.Failed(String reason) -> new Score.Failed(reason);
        }).toList();
    }
}

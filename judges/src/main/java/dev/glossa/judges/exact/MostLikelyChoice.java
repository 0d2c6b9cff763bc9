package dev.glossa.judges.exact;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import java.util.List;
import java.util.OptionalDouble;

/// Accuracy of the option with the highest log-likelihood, the first one on ties, without length normalisation: lm-eval's
/// `acc` (protocol, section 5.5).
public final class MostLikelyChoice implements Metric {
    private static final int REVISION = 1;

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.Choice;
    }

    @Override
    public OptionalDouble chance(Sample sample) {
        return sample.target() instanceof Target.Choice(List<String> options, int _) ? OptionalDouble.of(1.0 / options.size()) : OptionalDouble.empty();
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public Scorer scorer(Resources resources) {
        return new Scorer() {
            @Override
            public Signature signature() {
                return Signature.EMPTY.with("choice", "argmax").with("mrev", REVISION);
            }

            @Override
            public int batchSize() {
                return 256;
            }

            @Override
            public List<Score> score(List<Answered> batch) {
                return batch.stream().map(MostLikelyChoice::score).toList();
            }
        };
    }

    private static Score score(Answered answered) {
        if (!(answered.sample().target() instanceof Target.Choice(List<String> options, int correct))) {
            throw new IllegalArgumentException(answered.key() + " has no options to choose from; accuracy needs them");
        }
        return switch (answered.completion()) {
            case Completion.Likelihoods(List<Double> values, var _) -> {
                if (values.size() != options.size()) {
                    throw new IllegalArgumentException("%s: %d likelihoods for %d options".formatted(answered.key(), values.size(), options.size()));
                }
                int best = 0;
                for (int i = 1; i < values.size(); i++) {
                    best = values.get(i) > values.get(best) ? i : best;
                }
                yield Score.Scored.mean(best == correct ? 1 : 0, options.size() <= 26 ? String.valueOf((char) ('A' + best)) : Integer.toString(best));
            }
            case Completion.Text _ -> throw new IllegalArgumentException(answered.key()
                    + " was answered with text; accuracy reads the likelihoods of the options");
            case Completion.Failed(String reason) -> new Score.Failed(reason);
        };
    }
}

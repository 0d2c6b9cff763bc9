package dev.glossa.harness.backend.llama;

import java.util.Arrays;
import java.util.List;

import dev.glossa.harness.Completion;

/// Given continuations of one context being weighed: the context is fed once, and whatever follows it option by option.
///
/// Each option's sum is of the log-probabilities of its own tokens (protocol, section 5.5). The scores behind the context
/// give every option its first token, so options of one token cost nothing beyond the context.
final class Ranking extends Work {
    private final List<int[]> continuations;
    private final double[] sums;
    private boolean contextRead;
    /// The option that is being fed, after the context.
    private int current = -1;

    /// @param continuations tokens of each option, at least one
    Ranking(long id, int[] context, List<int[]> continuations) {
        super(id, context, context.length + continuations.stream().mapToInt(one -> one.length).max().orElseThrow() - 1);
        this.continuations = continuations;
        this.sums = new double[continuations.size()];
    }

    @Override
    void read(int position, float[] scores) {
        int place = position - firstScored();
        // Behind the context again: the memory could not go back, so the context was fed once more.
        if (place == 0 && contextRead) {
            return;
        }
        double sum = Scores.logSum(scores);
        if (Double.isNaN(sum)) {
            finish(new Completion.Failed("the model's scores are no numbers"));
            return;
        }
        if (place == 0) {
            contextRead = true;
            for (int i = 0; i < sums.length; i++) {
                sums[i] = scores[continuations.get(i)[0]] - sum;
            }
            feedNext();
            return;
        }
        int[] option = continuations.get(current);
        sums[current] += scores[option[place]] - sum;
        if (place == option.length - 1) {
            feedNext();
        }
    }

    private void feedNext() {
        do {
            current++;
        } while (current < sums.length && continuations.get(current).length == 1);
        if (current < sums.length) {
            keep(promptTokens);
            int[] option = continuations.get(current);
            for (int i = 0; i < option.length - 1; i++) {
                append(option[i]);
            }
            return;
        }
        if (!Arrays.stream(sums).allMatch(Double::isFinite)) {
            finish(new Completion.Failed("the model gives a continuation no probability at all"));
            return;
        }
        finish(new Completion.Likelihoods(Arrays.stream(sums).boxed().toList(), Completion.Usage.of(promptTokens,
                continuations.stream().mapToInt(one -> one.length).sum())));
    }

    @Override
    void close() {
        // Nothing native belongs to it.
    }
}

package dev.glossa.judges.fidelity;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Language;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import java.util.List;

/// Scores answers by a rule over their lines.
record FidelityScorer(String metric, LineFidelity fidelity, AnswerRule rule) implements Scorer {
    /// 2: letters of a foreign Latin script are a sum of their own. 3: a foreign passage in a script without blanks has words
    /// by its letters, and fences are Markdown's.
    private static final int REVISION = 3;

    @Override
    public Signature signature() {
        Signature signature = Signature.EMPTY.with("lid", fidelity.identifier().name()).with("words", fidelity.words().wireName());
        return rule.wordList().map(digest -> signature.with("english", digest)).orElse(signature).with("frev", REVISION);
    }

    @Override
    public int batchSize() {
        return 64;
    }

    @Override
    public List<Score> score(List<Answered> batch) {
        return batch.stream().map(this::score).toList();
    }

    private Score score(Answered answered) {
        Language language = answered.sample().language();
        return switch (answered.completion()) {
            case Completion.Text text -> fidelity.knows(language)
                    ? rule.score(text.text(), fidelity.read(text.text(), language), language, fidelity.identifier())
                    : new Score.Failed(fidelity.identifier().name() + " cannot tell " + language.name() + " (" + language.code() + ")");
            case Completion.Likelihoods _ -> throw new IllegalArgumentException(
                    answered.key() + " was answered with likelihoods; " + metric + " reads text");
            case Completion.Failed(String reason) -> new Score.Failed(reason);
        };
    }
}

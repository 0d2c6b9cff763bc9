package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import dev.glossa.harness.Score;
import java.util.Optional;

/// What a metric makes of an answer whose lines were read.
interface AnswerRule {
    Score score(String answer, LineFidelity.Reading reading, Language language, LineIdentifier identifier);

    /// The digest of the word list that the rule depends on, where it does.
    default Optional<String> wordList() {
        return Optional.empty();
    }
}

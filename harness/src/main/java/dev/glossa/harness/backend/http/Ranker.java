package dev.glossa.harness.backend.http;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Prompt;
import java.util.Optional;

/// A way to weigh continuations on a server.
interface Ranker {
    /// What the way is called in a signature; empty for the plain one, the log-likelihood of every token of a continuation.
    Optional<String> mode();

    /// Why a ranking cannot be answered this way.
    Optional<String> refusal(Prompt.Ranking ranking) throws InterruptedException;

    Completion rank(Prompt.Ranking ranking) throws InterruptedException;

    /// A server that cannot rank.
    record None(String reason) implements Ranker {
        @Override
        public Optional<String> mode() {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(Prompt.Ranking ranking) {
            return Optional.of(reason);
        }

        @Override
        public Completion rank(Prompt.Ranking ranking) {
            return new Completion.Failed(reason);
        }
    }
}

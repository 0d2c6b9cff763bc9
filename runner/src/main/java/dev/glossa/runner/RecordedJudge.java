package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Request;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import java.util.Map;
import java.util.Optional;

/// A judge that says again what it said when a run was scored, whatever it is asked: each reply is found by its key.
final class RecordedJudge implements Backend {
    private final CompletionIndex replies;
    private final Identity identity;

    /// @param signature of what the judge scored, which names it as `judge:NAME@DIGEST`
    RecordedJudge(CompletionIndex replies, Signature signature) {
        this.replies = replies;
        String judge = signature.parts().getOrDefault("judge", "recorded");
        int at = judge.lastIndexOf('@');
        this.identity = new Identity(at < 0 ? judge : judge.substring(0, at), at < 0 ? Optional.empty() : Optional.of(judge.substring(at + 1)), Map.of());
    }

    @Override
    public Completion complete(Request request) {
        return replies.find(request.key()).map(CompletionRecord::completion).orElseGet(() -> new Completion.Failed("no recorded reply of the judge"));
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public void close() {
        replies.close();
    }
}

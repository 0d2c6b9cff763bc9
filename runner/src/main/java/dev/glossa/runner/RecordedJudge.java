package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Request;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A judge that says again what it said when a run was scored, whatever it is asked: each reply is found by its key, under the
/// judge's own name in a jury's journal.
final class RecordedJudge implements Backend {
    private final CompletionIndex replies;
    private final Identity identity;
    private final UnaryOperator<Key> first;
    private final UnaryOperator<Key> second;

    private RecordedJudge(CompletionIndex replies, Identity identity, UnaryOperator<Key> first, UnaryOperator<Key> second) {
        this.replies = replies;
        this.identity = identity;
        this.first = first;
        this.second = second;
    }

    /// @param signed as a signature has it: `NAME@DIGEST`
    static RecordedJudge alone(CompletionIndex replies, String signed) {
        int at = signed.lastIndexOf('@');
        String name = at < 0 ? signed : signed.substring(0, at);
        return new RecordedJudge(replies, new Identity(name, at < 0 ? Optional.empty() : Optional.of(signed.substring(at + 1)), Map.of()),
                key -> key, key -> key.as(key.role() + "@" + name));
    }

    /// One of a jury; what it said when it was alone counts where it was not asked again.
    static RecordedJudge juror(CompletionIndex replies, String name) {
        return new RecordedJudge(replies, new Identity(name, Optional.empty(), Map.of()), key -> key.as(key.role() + "@" + name), key -> key);
    }

    @Override
    public Completion complete(Request request) {
        return Stream.of(first, second).flatMap(as -> replies.find(as.apply(request.key())).stream()).findFirst()
                .map(CompletionRecord::completion).orElseGet(() -> new Completion.Failed("no recorded reply of the judge"));
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    /// The replies belong to whoever opened them.
    @Override
    public void close() {}
}

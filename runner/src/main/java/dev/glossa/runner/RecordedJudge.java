package dev.glossa.runner;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Request;
import dev.glossa.harness.run.CompletionIndex;
import dev.glossa.harness.run.CompletionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A judge that says again what it said when a run was scored: each reply is found by its key, under the judge's own name in a
/// jury's journal. A reply whose line names another prompt than the one asked now is none.
final class RecordedJudge implements Backend {
    private final CompletionIndex replies;
    private final Identity identity;
    private final UnaryOperator<Key> first;
    private final UnaryOperator<Key> second;
    private final Predicate<Key> known;

    private RecordedJudge(CompletionIndex replies, Predicate<Key> known, Identity identity, UnaryOperator<Key> first, UnaryOperator<Key> second) {
        this.replies = replies;
        this.known = known;
        this.identity = identity;
        this.first = first;
        this.second = second;
    }

    /// @param known  whether all that the prompt of a call is made of is at hand
    /// @param signed as a signature has it: `NAME@DIGEST`
    static RecordedJudge alone(CompletionIndex replies, Predicate<Key> known, String signed) {
        int at = signed.lastIndexOf('@');
        String name = at < 0 ? signed : signed.substring(0, at);
        return new RecordedJudge(replies, known, new Identity(name, at < 0 ? Optional.empty() : Optional.of(signed.substring(at + 1)), Map.of()),
                key -> key, key -> key.as(key.role() + "@" + name));
    }

    /// One of a jury; what it said when it was alone counts where it was not asked again.
    static RecordedJudge juror(CompletionIndex replies, Predicate<Key> known, String name) {
        return new RecordedJudge(replies, known, new Identity(name, Optional.empty(), Map.of()), key -> key.as(key.role() + "@" + name), key -> key);
    }

    @Override
    public Completion complete(Request request) {
        return Stream.of(first, second).flatMap(as -> replies.find(as.apply(request.key())).stream()).findFirst()
                .map(record -> said(record, request)).orElseGet(() -> new Completion.Failed("no recorded reply of the judge"));
    }

    private Completion said(CompletionRecord record, Request request) {
        boolean named = record.callSha256().isPresent() && known.test(request.key());
        return named && record.promptSha256().filter(digest -> !digest.equals(CompletionRecord.digest(request.prompt()))).isPresent()
                ? new Completion.Failed("the recorded reply is one to another prompt") : record.completion();
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

package dev.glossa.harness.run;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Signature;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A judge whose calls are journaled: a call that the journal holds, with the same judge, prompt and decoding, is answered
/// from it. Calls about answers that could not be scored before are made again.
final class JudgeJournal implements Backend {
    private final Backend judge;
    private final CompletionIndex earlier;
    private final Journal<CompletionRecord> journal;
    private final Set<Key> again;
    private final String name;
    private final boolean alone;
    private final String marks;

    /// @param alone whether no other judge's calls are journaled beside these, which would have the same keys
    /// @param again keys of the answers about which journaled calls are not to be trusted
    JudgeJournal(Juror juror, boolean alone, CompletionIndex earlier, Journal<CompletionRecord> journal, Set<Key> again) {
        this.judge = juror.backend();
        this.name = juror.name();
        this.alone = alone;
        this.earlier = earlier;
        this.journal = journal;
        this.again = again;
        Identity identity = judge.identity();
        this.marks = identity.name() + "\n" + identity.digest().orElse("") + "\n" + identity.details();
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        String prompt = CompletionRecord.digest(request.prompt());
        String call = call(request.prompt(), prompt);
        if (!again.contains(request.key().answer())) {
            Optional<Completion> found = made(request.key(), call).or(() -> made(own(request.key()), call));
            if (found.isPresent()) {
                return found.get();
            }
        }
        long start = System.nanoTime();
        Completion completion = judge.complete(request);
        journal.append(new CompletionRecord(alone ? request.key() : own(request.key()), completion,
                OptionalLong.of((System.nanoTime() - start) / 1_000_000), Optional.of(prompt), Optional.of(call)));
        return completion;
    }

    private Optional<Completion> made(Key key, String call) {
        return earlier.find(key).filter(r -> r.callSha256().or(r::promptSha256).filter(call::equals).isPresent())
                .map(CompletionRecord::completion).filter(completion -> !(completion instanceof Completion.Failed));
    }

    /// The key of this judge's call in the journal of a jury.
    private Key own(Key key) {
        return key.as(key.role() + "@" + name);
    }

    /// What must be equal for a journaled reply to stand for this call.
    private String call(Prompt prompt, String digest) {
        String decoding = prompt instanceof Prompt.Generation generation ? generation.decoding().toString() : "";
        return Signature.sha256((digest + "\n" + decoding + "\n" + marks)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public Identity identity() {
        return judge.identity();
    }

    @Override
    public int parallelism() {
        return judge.parallelism();
    }

    @Override
    public Optional<String> refusal(Prompt prompt) {
        return judge.refusal(prompt);
    }

    @Override
    public OptionalInt countTokens(String text) {
        return judge.countTokens(text);
    }

    /// The judge belongs to whoever opened it.
    @Override
    public void close() {}
}

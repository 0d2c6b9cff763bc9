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
    private final String marks;

    /// @param again keys of the answers about which journaled calls are not to be trusted
    JudgeJournal(Backend judge, CompletionIndex earlier, Journal<CompletionRecord> journal, Set<Key> again) {
        this.judge = judge;
        this.earlier = earlier;
        this.journal = journal;
        this.again = again;
        Identity identity = judge.identity();
        this.marks = identity.name() + "\n" + identity.digest().orElse("") + "\n" + identity.details();
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        String digest = digest(request.prompt());
        if (!again.contains(request.key().answer())) {
            Optional<CompletionRecord> found = earlier.find(request.key()).filter(r -> r.promptSha256().filter(digest::equals).isPresent());
            if (found.isPresent() && !(found.get().completion() instanceof Completion.Failed)) {
                return found.get().completion();
            }
        }
        long start = System.nanoTime();
        Completion completion = judge.complete(request);
        journal.append(new CompletionRecord(request.key(), completion,
                OptionalLong.of((System.nanoTime() - start) / 1_000_000), Optional.of(digest)));
        return completion;
    }

    /// What must be equal for a journaled reply to stand for this call.
    private String digest(Prompt prompt) {
        String decoding = prompt instanceof Prompt.Generation generation ? generation.decoding().toString() : "";
        return Signature.sha256((CompletionRecord.digest(prompt) + "\n" + decoding + "\n" + marks)
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

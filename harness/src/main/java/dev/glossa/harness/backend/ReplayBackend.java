package dev.glossa.harness.backend;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.run.CompletionRecord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers recorded earlier, `replay:FILE.jsonl`: a finished run, or whatever was written elsewhere, as a model.
///
/// A recorded answer stands for its key. Where the line also holds the digest of its prompt, the answer of another prompt is
/// none, unless `?prompts=any` says that the wording does not matter. A judge's lines carry a digest of more than the
/// prompt, and are found by their key alone.
final class ReplayBackend implements Backend {
    private static final int PARALLEL = 16;

    private final ReplayFile file;
    private final Identity identity;
    private final boolean anyPrompt;

    private ReplayBackend(ReplayFile file, String name, boolean anyPrompt) {
        this.file = file;
        this.identity = new Identity(name, Optional.of(file.sha256()), Map.of("engine", "replay"));
        this.anyPrompt = anyPrompt;
    }

    static ReplayBackend open(ModelUri uri) {
        uri.allowOnly(Set.of("prompts"));
        String prompts = uri.option("prompts").orElse("same");
        if (!Set.of("any", "same").contains(prompts)) {
            throw new IllegalArgumentException("prompts=" + prompts + " in " + uri + ": it is same or any");
        }
        Path path;
        try {
            path = Path.of(uri.location());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(uri + ": no path of a file", e);
        }
        if (Files.isDirectory(path)) {
            path = path.resolve("completions.jsonl");
        }
        return new ReplayBackend(ReplayFile.open(path), name(path), prompts.equals("any"));
    }

    /// A run's folder names the model better than the file that every run has.
    private static String name(Path path) {
        String name = path.getFileName().toString();
        Path folder = path.toAbsolutePath().normalize().getParent();
        if ((name.equals("completions.jsonl") || name.equals("judgments.jsonl")) && folder.getFileName() != null) {
            return folder.getFileName().toString();
        }
        return name.replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int parallelism() {
        return PARALLEL;
    }

    /// What other tools recorded may have the reasoning still in the text.
    private static Completion.Text parted(Completion.Text text) {
        Thinking parted = text.reasoning().isPresent() ? new Thinking(text.reasoning(), text.text()) : Thinking.in(text.text());
        return new Completion.Text(parted.answer(), text.finish(), parted.reasoning(), text.usage(), text.tokens());
    }

    @Override
    public Completion complete(Request request) {
        Optional<CompletionRecord> found = file.find(request.key());
        if (found.isEmpty()) {
            return new Completion.Failed("no recorded answer for " + request.key());
        }
        if (!anyPrompt && request.key().role().isEmpty()
                && found.get().promptSha256().filter(digest -> !digest.equals(CompletionRecord.digest(request.prompt()))).isPresent()) {
            return new Completion.Failed("recorded for another prompt; ?prompts=any replays it all the same");
        }
        return switch (found.get().completion()) {
            case Completion.Failed failed -> failed;
            case Completion.Text text -> request.prompt() instanceof Prompt.Generation ? parted(text)
                    : new Completion.Failed("a recorded text where likelihoods are wanted");
            case Completion.Likelihoods likelihoods -> switch (request.prompt()) {
                case Prompt.Ranking ranking when ranking.continuations().size() == likelihoods.values().size() -> likelihoods;
                case Prompt.Ranking ranking -> new Completion.Failed("%d recorded likelihoods for %d continuations"
                        .formatted(likelihoods.values().size(), ranking.continuations().size()));
                case Prompt.Generation _ -> new Completion.Failed("recorded likelihoods where a text is wanted");
            };
        };
    }

    @Override
    public void close() {
        file.close();
    }
}

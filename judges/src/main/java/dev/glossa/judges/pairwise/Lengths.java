package dev.glossa.judges.pairwise;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// How long an answer is, for style control: in code points, in tokens as the model that wrote it counts them, or in those of
/// one tokenizer for all.
sealed interface Lengths {
    record Characters() implements Lengths {}

    record OwnTokens() implements Lengths {}

    record Tokens(SentencePiece tokenizer, String name) implements Lengths {}

    /// Option `style-length` (`characters`, the default, or `tokens`), file `style-tokenizer` (a SentencePiece model).
    static Lengths of(Metric.Resources resources) {
        Optional<Path> file = resources.file("style-tokenizer");
        return switch (resources.option("style-length").orElse(file.isPresent() ? "tokens" : "characters")) {
            case "characters" -> new Characters();
            case "tokens" -> file.<Lengths>map(Lengths::tokens).orElseGet(OwnTokens::new);
            case String other -> throw new IllegalArgumentException("--style-length " + other + "; characters or tokens would do");
        };
    }

    private static Lengths tokens(Path file) {
        try {
            return new Tokens(SentencePiece.load(file), file.getFileName().toString().replaceAll("[|\\s]", "_"));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": the tokenizer cannot be read: " + e.getMessage(), e);
        }
    }

    default String text() {
        return switch (this) {
            case Characters _ -> "characters";
            case OwnTokens _ -> "own-tokens";
            case Tokens(SentencePiece _, String name) -> "tokens-" + name;
        };
    }

    default double of(Completion.Text answer, Key key) {
        return switch (this) {
            case Characters _ -> answer.text().codePointCount(0, answer.text().length());
            case OwnTokens _ -> answer.usage().completionTokens().orElseThrow(() -> new IllegalArgumentException(
                    key + ": nobody counted the answer's tokens; take --style-length characters, or --file style-tokenizer=FILE.model"));
            case Tokens(SentencePiece tokenizer, String _) -> tokenizer.count(answer.text());
        };
    }
}

package dev.glossa.judges.pairwise;

import dev.glossa.harness.Language;
import dev.glossa.judges.fidelity.LineFidelity;
import dev.glossa.judges.fidelity.Prose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/// The rule that a win counts only in the right language: a game that an answer wins with a line in another language goes to
/// the other answer, or to nobody where that has such a line too. An answer without a line to judge breaks no rule.
///
/// Fenced code is in no language: line pass rate reads it, as the protocol wants, but here an English comment in a program
/// that was asked for would give the win to a refusal.
record RightLanguage(LineFidelity fidelity) {
    /// 2: fenced code is not read.
    private static final int REVISION = 2;

    /// @param model a fastText model; empty for identification by script
    static RightLanguage of(Optional<Path> model) {
        try {
            return new RightLanguage(LineFidelity.open(model));
        } catch (IOException e) {
            throw new UncheckedIOException("win-language: " + e.getMessage(), e);
        }
    }

    /// @param a the answer shown first
    Verdict ruled(Verdict verdict, String a, String b, Language language) {
        return switch (verdict) {
            case TIE -> verdict;
            case A_MUCH, A -> passes(a, language) ? verdict : passes(b, language) ? Verdict.B : Verdict.TIE;
            case B_MUCH, B -> passes(b, language) ? verdict : passes(a, language) ? Verdict.A : Verdict.TIE;
        };
    }

    private boolean passes(String answer, Language language) {
        return !fidelity.knows(language) || fidelity.read(Prose.alone(answer), language).passes();
    }

    /// For a signature: what identifies languages, and the rule's revision.
    String text() {
        return fidelity.name() + "/rev" + REVISION;
    }
}

package dev.glossa.judges.exact;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Extraction;
import dev.glossa.harness.Signature;
import java.util.Optional;

/// How readings of an answer are named in signatures and notes.
final class Readings {
    static final String NOTHING = "nothing to extract";
    private static final int LONGEST_NOTE = 60;

    private Readings() {}

    /// The task's, else the whole text.
    static Extraction extraction(Optional<String> setting) {
        return setting.map(Extraction::parse).orElse(Extraction.WHOLE);
    }

    static Completion gold(String text) {
        return new Completion.Text(text, Completion.FinishReason.STOP);
    }

    /// A pattern may hold what a signature cannot, so its digest stands for it.
    static Signature signature(Extraction extraction) {
        return Signature.EMPTY.with("extract", switch (extraction) {
            case Extraction.Rule(String name) -> name;
            case Extraction.Match(var _, boolean last) -> (last ? "last-" : "first-") + Signature.digest(extraction.toString());
        });
    }

    static String note(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_NOTE ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_NOTE)) + "…";
    }
}

package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;

/// Tells the language of a line.
sealed interface LineIdentifier permits FastTextIdentifier, ScriptIdentifier {
    /// What a line is.
    ///
    /// @param expected whether that is the language asked for
    /// @param label    the language or script found, or `unknown`
    record Verdict(boolean expected, String label) {}

    /// For a signature: what identifies, and which one.
    String name();

    /// Whether it can tell this language at all.
    boolean knows(Language language);

    /// Whether it can tell English from this language.
    boolean tellsEnglishFrom(Language language);

    Verdict identify(String line, Language language);
}

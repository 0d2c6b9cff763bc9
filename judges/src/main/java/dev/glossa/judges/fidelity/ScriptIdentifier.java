package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;

/// Without a model: a line is in a language if most of its letters are in a script of that language. It sees Amharic
/// answered in English, never Swahili answered in English; so it is named wherever its numbers stand.
final class ScriptIdentifier implements LineIdentifier {

    @Override
    public String name() {
        return "script";
    }

    @Override
    public boolean knows(Language language) {
        return !Scripts.of(language).isEmpty();
    }

    @Override
    public boolean tellsEnglishFrom(Language language) {
        return false;
    }

    /// A line without letters speaks against no language.
    @Override
    public Verdict identify(String line, Language language) {
        ScriptHistogram letters = ScriptHistogram.of(line);
        return new Verdict(2 * letters.in(Scripts.of(language)) >= letters.total(), letters.dominant());
    }
}

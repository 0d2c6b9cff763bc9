package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The scripts that a language is written in. ISO 15924 names some mixtures that Unicode keeps apart.
final class Scripts {
    private static final Map<String, Set<UnicodeScript>> MIXTURES = Map.of(
            "Jpan", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            "Kore", Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN),
            "Hang", Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN),
            "Hans", Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            "Hant", Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            "Hani", Set.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    private Scripts() {}

    /// Empty for a language whose script the table does not say.
    static Set<UnicodeScript> of(Language language) {
        Set<UnicodeScript> mixture = MIXTURES.get(language.script());
        if (mixture != null || language.script().isEmpty()) {
            return mixture == null ? Set.of() : mixture;
        }
        try {
            return Set.of(UnicodeScript.forName(language.script().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }
}

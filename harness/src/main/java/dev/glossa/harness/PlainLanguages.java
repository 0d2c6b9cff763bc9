package dev.glossa.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// Languages that no table knows, read off the codes under which FLORES publishes them: ISO 639-3, ISO 15924 and, for a
/// variety of FLORES+, a glottocode, such as `aar_Latn` and `cat_Latn_vale1252`. Their name is their code; they belong to no
/// region and no bin and count in no focus mean. A row in a languages file says more.
final class PlainLanguages {
    private static final Pattern CODE = Pattern.compile("([a-z]{3})_([A-Z][a-z]{3})(_[a-z]{4}[0-9]{4})?");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa");

    private PlainLanguages() {}

    static Optional<Language> of(String code) {
        java.util.regex.Matcher parts = CODE.matcher(code.strip());
        if (!parts.matches() || !isScript(parts.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new Language(parts.group(), parts.group(1), parts.group(), parts.group(), RIGHT_TO_LEFT.contains(parts.group(2)), parts.group(2),
                Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), false, Optional.empty(), List.of(), Map.of(), Set.of()));
    }

    /// `Hans`, `Hant`, `Jpan` and `Kore` are no scripts of Unicode but ways of writing.
    private static boolean isScript(String code) {
        if (Set.of("Hans", "Hant", "Jpan", "Kore").contains(code)) {
            return true;
        }
        try {
            Character.UnicodeScript.forName(code);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

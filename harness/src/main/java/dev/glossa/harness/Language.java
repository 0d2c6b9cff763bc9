package dev.glossa.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A language under test, with the axes that results are grouped by. A variety such as `zh_Hant` is a language of its own
/// that says which language it is a variety of; it counts in no mean over languages.
///
/// @param code        Glossa's id, such as `sw` or `zh_Hant`; the second part of a sample id
/// @param iso639_3    ISO 639-3, such as `swh`
/// @param name        the English name, as prompts print it
/// @param ownName     the name in the language itself, from CLDR
/// @param rightToLeft whether its script runs from right to left
/// @param script      ISO 15924, such as `Latn`
/// @param region      the reporting region; empty for a language that belongs to none
/// @param webPages    Common Crawl pages in the crawl that [Languages] names; empty when unknown
/// @param bin         web-presence bin, 1 (most pages) to 5; empty for a language outside the fixed bins
/// @param focus       whether it is one of the 67 focus languages; extras and varieties count in no focus mean
/// @param varietyOf   the code of the language that this is a variety of
/// @param aliases     other codes that mean this language, such as `zho` and `cmn`
/// @param codes       dataset name to the code (or `;`-separated codes) that this dataset uses
/// @param paper       names of the benchmarks whose published results hold this language
public record Language(
        String code,
        String iso639_3,
        String name,
        String ownName,
        boolean rightToLeft,
        String script,
        Optional<Region> region,
        OptionalLong webPages,
        OptionalInt bin,
        boolean focus,
        Optional<String> varietyOf,
        List<String> aliases,
        Map<String, String> codes,
        Set<String> paper) {

    public Language {
        if (!code.matches("[A-Za-z]{2,8}(_[A-Za-z0-9]{2,8})*")) {
            throw new IllegalArgumentException(
                    "'" + code + "' is no language code; one looks like sw, swh or zh_Hant");
        }
        bin.ifPresent(b -> {
            if (b < 1 || b > 5) {
                throw new IllegalArgumentException(code + ": web-presence bin " + b + " is not one of 1 to 5");
            }
        });
        aliases = List.copyOf(aliases);
        codes = Map.copyOf(codes);
        paper = Set.copyOf(paper);
    }

    /// The code that a dataset uses for this language; empty where the dataset has none.
    public Optional<String> codeIn(String dataset) {
        return Optional.ofNullable(codes.get(dataset));
    }

    @Override
    public String toString() {
        return code;
    }
}

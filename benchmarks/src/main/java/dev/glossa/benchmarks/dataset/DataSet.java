package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A data set of the protocol: where it is and under what conditions.
///
/// @param name       as the command line names it
/// @param repository id on the hub, `ORG/NAME`
/// @param revision   pulled unless another is named: a commit where the protocol gives one, else a branch
/// @param files      patterns of the files that hold data: `*` is any part of a name, `**` also goes over `/`, `{code}` is a language
/// @param codes      column of the language table with what stands for `{code}`; empty where languages share files
/// @param licence    as its publisher states it; empty where only its page says it
/// @param gated      whether access has to be asked for; empty where only the hub says it
/// @param republish  whether its publisher lets others publish its items; where not, exports leave them out
/// @param about      what it is, in a few words
public record DataSet(String name, String repository, String revision, List<String> files, Optional<String> codes, Optional<String> licence,
        Optional<Boolean> gated, boolean republish, String about) {
    private static final String CODE = "{code}";
    /// What says under which terms the data is given; pulled with every data set.
    private static final Pattern TERMS = Pattern.compile("(README|LICEN[CS]E)[^/]*", Pattern.CASE_INSENSITIVE);

    /// Whether a language's files can be told from the others'.
    public boolean isPerLanguage() {
        return codes.isPresent();
    }

    /// Which files to pull: those with data, and what says under which terms it is given.
    ///
    /// @param languages whose data is wanted; empty for all
    public Predicate<String> wanted(Optional<List<Language>> languages) {
        return data(languages).or(TERMS.asMatchPredicate());
    }

    /// Which files hold data.
    ///
    /// @param languages whose; empty for all
    public Predicate<String> data(Optional<List<Language>> languages) {
        String code = languages.filter(_ -> isPerLanguage())
                .map(chosen -> chosen.stream().flatMap(this::codesOf).map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")")))
                .orElse("[A-Za-z0-9_-]+");
        return Pattern.compile(files.stream().map(pattern -> regex(pattern, code)).collect(Collectors.joining("|"))).asMatchPredicate()
                .and(TERMS.asMatchPredicate().negate());
    }

    /// What a language may be called: by this data set's own code, else by ours or the code that FLORES+ would give it.
    private Stream<String> codesOf(Language language) {
        return Stream.concat(language.codeIn(codes.orElseThrow()).stream().flatMap(known -> Arrays.stream(known.split(";"))),
                Stream.of(language.code(), language.iso639_3() + "_" + language.script()));
    }

    private static String regex(String pattern, String code) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); ) {
            if (pattern.startsWith(CODE, i)) {
                regex.append(code);
                i += CODE.length();
            } else if (pattern.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else if (pattern.charAt(i) == '*') {
                regex.append("[^/]*");
                i++;
            } else {
                regex.append(Pattern.quote(pattern.substring(i, i + 1)));
                i++;
            }
        }
        return regex.toString();
    }
}

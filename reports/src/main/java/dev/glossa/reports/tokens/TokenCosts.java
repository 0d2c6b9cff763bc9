package dev.glossa.reports.tokens;

import dev.glossa.harness.Language;
import dev.glossa.reports.aggregate.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// How many tokens each tokenizer cuts each language's text into.
///
/// @param tokenizers in the order of the user
/// @param costs      one for each language
public record TokenCosts(List<Tokenizer> tokenizers, List<Cost> costs) {
    private static final String ENGLISH = "en";

    public TokenCosts {
        tokenizers = List.copyOf(tokenizers);
        costs = List.copyOf(costs);
        for (Cost cost : costs) {
            if (cost.tokens().size() != tokenizers.size()) {
                throw new IllegalArgumentException(cost.language().code() + ": " + cost.tokens().size() + " counts for " + tokenizers.size() + " tokenizers");
            }
        }
    }

    /// A language's text in tokens.
    ///
    /// @param lines      that hold more than white space
    /// @param characters code points of these lines, line ends left out
    /// @param tokens     by tokenizer, special tokens left out
    public record Cost(Language language, long lines, long characters, List<Long> tokens) {
        public Cost {
            tokens = List.copyOf(tokens);
            if (lines < 1 || characters < 1) {
                throw new IllegalArgumentException(language.code() + ": a text of " + lines + " lines and " + characters + " characters costs nothing");
            }
        }

        /// Tokens per code point: lower is better (protocol, section 5.7).
        public double perCharacter(int tokenizer) {
            return tokens.get(tokenizer) / (double) characters;
        }
    }

    /// The languages of one script.
    ///
    /// @param script ISO 15924
    /// @param members whose mean it is
    public record Script(String script, List<Cost> members) {
        /// The English name, such as `Devanagari`; of `Hans` and `Hant`, one that says what is simplified or traditional.
        public String name() {
            return switch (script) {
                case "Hans" -> "Simplified Han";
                case "Hant" -> "Traditional Han";
                case "Beng" -> "Bengali";
                case "" -> "unknown";
                default -> script.matches("[A-Za-z]{4}") ? new Locale.Builder().setScript(script).build().getDisplayScript(Locale.ENGLISH) : script;
            };
        }

        /// The unweighted mean over the script's languages.
        public double perCharacter(int tokenizer) {
            return members.stream().mapToDouble(cost -> cost.perCharacter(tokenizer)).average().orElseThrow();
        }
    }

    /// The scripts, the cheapest over all tokenizers first. A variety is a member of a script of its own only: `zh_Hant`
    /// stands for its script, a second spelling of a language in the same script for nothing.
    public List<Script> scripts() {
        List<Language> members = costs.stream().map(Cost::language).filter(this::counts).toList();
        return Group.by(Group.Kind.SCRIPT, members).stream()
                .map(group -> new Script(group.name(), costs.stream().filter(cost -> group.languages().contains(cost.language())).toList()))
                .sorted(Comparator.comparingDouble(this::total)).toList();
    }

    private double total(Script script) {
        return IntStream.range(0, tokenizers.size()).mapToDouble(script::perCharacter).sum();
    }

    private boolean counts(Language language) {
        return costs.stream().map(Cost::language).noneMatch(other -> language.varietyOf().filter(other.code()::equals).isPresent()
                && other.script().equals(language.script()));
    }

    /// How many times the tokens of the same text in English a language's text takes; empty without English or where the
    /// texts have different numbers of lines, since they are then not the same text.
    public OptionalDouble premium(Cost cost, int tokenizer) {
        Optional<Cost> english = costs.stream().filter(other -> other.language().code().equals(ENGLISH)).findFirst();
        return english.filter(other -> other.lines() == cost.lines() && other.tokens().get(tokenizer) > 0).stream()
                .mapToDouble(other -> cost.tokens().get(tokenizer) / (double) other.tokens().get(tokenizer)).findFirst();
    }
}

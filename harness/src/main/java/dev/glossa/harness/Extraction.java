package dev.glossa.harness;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// How the answer is taken from what a model said, before it is compared: a named rule, or a pattern that is matched in
/// linear time whatever it says (RE2 syntax: no back references, no look-around).
///
/// Its text form, which [#parse] reads and signatures keep, is the rule's name, or `first:PATTERN` or `last:PATTERN`.
public sealed interface Extraction {
    /// The whole text.
    Extraction WHOLE = new Rule("whole");
    /// The name under which a metric finds it among a task's settings.
    String SETTING = "extraction";

    /// One of the rules by name: `whole`, `first-line`, `last-line` (of those that hold more than white space).
    record Rule(String name) implements Extraction {
        private static final TreeSet<String> NAMES = new TreeSet<>(List.of("whole", "first-line", "last-line"));

        public Rule {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("no extraction named '" + name + "'; "
                        + Nearest.to(name, NAMES).map(near -> "did you mean '" + near + "'? ").orElse("") + "there are " + NAMES + " and {pattern: …}");
            }
        }

        @Override
        public Optional<String> from(String text) {
            return switch (name) {
                case "whole" -> Optional.of(text.strip());
                case "first-line" -> text.lines().filter(line -> !line.isBlank()).findFirst().map(String::strip);
                case "last-line" -> text.lines().filter(line -> !line.isBlank()).reduce((_, later) -> later).map(String::strip);
                default -> throw new IllegalStateException(name);
            };
        }

        @Override
        public UnaryOperator<String> inverse() {
            return UnaryOperator.identity();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// What a pattern's first group matches, or all of it where it has none.
    ///
    /// @param last whether the last match counts; else the first does
    record Match(Pattern pattern, boolean last) implements Extraction {
        private static final int LONGEST = 2_000;
        /// One match takes linear time, many matches may each read to the end: what is read and how often is bounded.
        private static final int MOST_CHARACTERS = 1 << 16;
        private static final int MOST_MATCHES = 4_000;

        /// @throws IllegalArgumentException where the text is no pattern, or one that linear time cannot match
        public static Match of(String pattern, boolean last) {
            if (pattern.length() > LONGEST) {
                throw new IllegalArgumentException("a pattern of %,d characters; %,d would do".formatted(pattern.length(), LONGEST));
            }
            try {
                return new Match(Pattern.compile(pattern), last);
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException("not a pattern: " + e.getDescription() + (e.getPattern() == null ? "" : " in '" + e.getPattern() + "'")
                        + "; patterns are RE2's, without back references and look-around", e);
            }
        }

        @Override
        public Optional<String> from(String text) {
            int over = Math.max(0, text.length() - MOST_CHARACTERS);
            Matcher matcher = pattern.matcher(last ? text.substring(over) : text.substring(0, text.length() - over));
            int group = matcher.groupCount() > 0 ? 1 : 0;
            Optional<String> found = Optional.empty();
            for (int i = 0; i < MOST_MATCHES && (found.isEmpty() || last) && matcher.find(); i++) {
                found = Optional.ofNullable(matcher.group(group)).map(String::strip).or(() -> Optional.of(""));
            }
            return found;
        }

        @Override
        public UnaryOperator<String> inverse() {
            List<Around> all = Around.of(pattern.pattern());
            return answer -> all.stream().map(around -> around.with(answer)).filter(text -> from(text).equals(Optional.of(answer.strip()))).findFirst()
                    .orElseGet(() -> all.isEmpty() ? answer : all.getFirst().with(answer));
        }

        @Override
        public String toString() {
            return (last ? "last:" : "first:") + pattern.pattern();
        }
    }

    /// The answer in a text; empty where the text holds none.
    Optional<String> from(String text);

    /// Puts an answer into a text as this expects it: as it is for a rule, as the pattern's first group for a pattern. Where
    /// no text was found from which the answer could be taken again, it is one from which it should be.
    UnaryOperator<String> inverse();

    /// Reads the text form.
    static Extraction parse(String text) {
        return text.startsWith("last:") ? Match.of(text.substring(5), true)
                : text.startsWith("first:") ? Match.of(text.substring(6), false)
                : new Rule(text);
    }
}

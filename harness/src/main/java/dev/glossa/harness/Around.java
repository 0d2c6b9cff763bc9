package dev.glossa.harness;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What may stand around an answer in a text that a pattern matches: of `(?i)answer: *([A-D])\.` it is `answer:` before and
/// `.` after the first group.
record Around(String before, String after) {
    /// A code point that no text holds stands for the first group.
    private static final String ANSWER = "\uFFFF";
    private static final int MOST = 64;
    private static final int LONGEST = 4_000;
    private static final List<String> USUAL = List.of("a", "A", "0", " ", ":", "-", ".", "\n");

    /// Shortest texts of the pattern, one or more of each alternative; nothing around where it has no group.
    ///
    /// @param pattern in RE2's syntax, as [Pattern] takes it
    static List<Around> of(String pattern) {
        Reader reader = new Reader(pattern);
        List<String> texts = reader.alternatives();
        return reader.groups == 0 ? List.of(new Around("", ""))
                : texts.stream().filter(text -> text.contains(ANSWER)).map(text -> new Around(text.substring(0, text.indexOf(ANSWER)),
                        text.substring(text.indexOf(ANSWER) + 1).replace(ANSWER, ""))).distinct().toList();
    }

    String with(String answer) {
        return before + answer + after;
    }

    private static final class Reader {
        private final String pattern;
        private int at;
        private int groups;

        Reader(String pattern) {
            this.pattern = pattern;
        }

        List<String> alternatives() {
            List<String> all = new ArrayList<>(sequence());
            while (skip("|")) {
                all.addAll(sequence());
            }
            // The alternative that holds the answer is the one that is wanted.
            return all.stream().sorted((a, b) -> Boolean.compare(b.contains(ANSWER), a.contains(ANSWER))).limit(MOST).toList();
        }

        private List<String> sequence() {
            List<String> texts = List.of("");
            while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
                List<String> next = repeated(one());
                texts = texts.stream().flatMap(text -> next.stream().map(more -> text.length() + more.length() > LONGEST ? text : text + more))
                        .limit(MOST).toList();
            }
            return texts;
        }

        private List<String> repeated(List<String> one) {
            int least = 1;
            if (skip("*") || skip("?")) {
                least = 0;
            } else if (!skip("+")) {
                java.util.regex.Matcher counted = java.util.regex.Pattern.compile("\\{(\\d{1,4})(?:,\\d*)?\\}").matcher(pattern).region(at, pattern.length());
                if (!counted.lookingAt()) {
                    return one;
                }
                least = Integer.parseInt(counted.group(1));
                at = counted.end();
            }
            skip("?");
            int times = least;
            boolean holds = one.stream().anyMatch(text -> text.contains(ANSWER));
            return holds ? one : one.stream().map(text -> text.repeat(Math.min(times, LONGEST / Math.max(1, text.length())))).distinct().toList();
        }

        private List<String> one() {
            if (skip("(")) {
                return group();
            }
            if (pattern.charAt(at) == '[') {
                return List.of(member(taken(classEnd())));
            }
            if (pattern.charAt(at) == '\\') {
                return List.of(escape());
            }
            String literal = taken(pattern.offsetByCodePoints(at, 1));
            return List.of(literal.equals("^") || literal.equals("$") ? "" : literal.equals(".") ? "a" : literal);
        }

        private List<String> group() {
            boolean captures = !skip("?") || skip("P<") || skip("<");
            boolean isAnswer = captures && ++groups == 1;
            if (captures && at > 1 && pattern.charAt(at - 1) == '<') {
                at = pattern.indexOf('>', at) + 1;
            } else if (!captures) {
                while (pattern.charAt(at) != ':' && pattern.charAt(at) != ')') {
                    at++;
                }
                skip(":");
            }
            List<String> inside = alternatives();
            skip(")");
            return isAnswer ? List.of(ANSWER) : inside;
        }

        private int classEnd() {
            int end = at + 1;
            end += pattern.startsWith("^", end) ? 1 : 0;
            boolean mayRange = false;
            // A bracket that comes first is a member, and so is one that ends a range.
            for (boolean first = true; first || pattern.charAt(end) != ']'; first = false) {
                boolean ranges = mayRange && pattern.charAt(end) == '-' && pattern.charAt(end + 1) != ']';
                end += ranges ? 1 : 0;
                boolean named = !ranges && pattern.startsWith("[:", end) && pattern.indexOf(":]", end) > 0;
                end = named ? pattern.indexOf(":]", end) + 2 : pattern.offsetByCodePoints(end, pattern.charAt(end) == '\\' ? 2 : 1);
                mayRange = !named && !ranges;
            }
            return end + 1;
        }

        private String escape() {
            String rest = pattern.substring(at);
            if (skip("\\Q")) {
                int end = pattern.indexOf("\\E", at) < 0 ? pattern.length() : pattern.indexOf("\\E", at);
                String quoted = taken(end);
                skip("\\E");
                return quoted;
            }
            java.util.regex.Matcher source = java.util.regex.Pattern.compile("\\\\(?:[pP]\\{[^}]*\\}|[pP].|x\\{[^}]*\\}|x..|[0-7]{1,3}|.)", java.util.regex.Pattern.DOTALL).matcher(rest);
            String escape = source.lookingAt() ? taken(at + source.end()) : taken(pattern.length());
            return "AzZbB".indexOf(escape.charAt(escape.length() - 1)) >= 0 && escape.length() == 2 ? "" : member(escape);
        }

        /// One text of one code point that a class matches; empty where there is none.
        private static String member(String source) {
            Pattern members = Pattern.compile(source);
            return USUAL.stream().filter(members::matches)
                    .findFirst().or(() -> IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(c -> c < 0xD800 || c > 0xDFFF)
                            .mapToObj(Character::toString).filter(members::matches).findFirst()).orElse("");
        }

        private String taken(int end) {
            String text = pattern.substring(at, end);
            at = end;
            return text;
        }

        private boolean skip(String text) {
            boolean isThere = pattern.startsWith(text, at);
            at += isThere ? text.length() : 0;
            return isThere;
        }
    }
}

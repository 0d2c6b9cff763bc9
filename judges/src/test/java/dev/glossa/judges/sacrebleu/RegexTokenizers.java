package dev.glossa.judges.sacrebleu;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rules as regular expressions, one after the other: the plain twins of [RuleTokenizer].
final class RegexTokenizers {

    private static final Pattern SEPARATED = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern MARK_BEHIND = Pattern.compile("([^0-9])([.,])");
    private static final Pattern MARK_BEFORE = Pattern.compile("([.,])([^0-9])");
    private static final Pattern HYPHEN = Pattern.compile("([0-9])(-)");
    private static final Pattern PUNCTUATION_BEHIND =
            Pattern.compile("([^" + members(UnicodeTables.NUMBER) + "])([" + members(UnicodeTables.PUNCTUATION) + "])");
    private static final Pattern PUNCTUATION_BEFORE =
            Pattern.compile("([" + members(UnicodeTables.PUNCTUATION) + "])([^" + members(UnicodeTables.NUMBER) + "])");
    private static final Pattern SYMBOL = Pattern.compile("([" + members(UnicodeTables.SYMBOL) + "])");
    private static final Pattern CHINESE = Pattern.compile("([\u3400-\u4db5\u4e00-\u9fbb\uf900-\ufa2d\ufa30-\ufa6a\ufa70-\ufad9\u2001-\u2a6d"
            + "\u2f81-\u2fa1\uff00-\uffef\u2e80-\u2eff\u3000-\u303f\u31c0-\u31ef\u2f00-\u2fdf\u2ff0-\u2fff\u3100-\u312f\u31a0-\u31bf\ufe10-\ufe1f"
            + "\ufe30-\ufe4f\u2600-\u26ff\u2700-\u27bf\u3200-\u32ff\u3300-\u33ff])");

    private RegexTokenizers() {}

    static String tokenize(RuleTokenizer tokenizer, String line) {
        String tokens = apply(tokenizer, line);
        return tokenizer == RuleTokenizer.NONE || tokenizer == RuleTokenizer.CHARACTER ? tokens : String.join(" ", PythonText.split(tokens));
    }

    private static String apply(RuleTokenizer tokenizer, String line) {
        return switch (tokenizer) {
            case NONE -> line;
            case MTEVAL_13A -> rules(" " + entities(line) + " ");
            case INTERNATIONAL -> international(line);
            case CHINESE -> rules(CHINESE.matcher(PythonText.strip(line)).replaceAll(" $1 "));
            case CHARACTER -> line.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
        };
    }

    private static String entities(String line) {
        return line.replace("<skipped>", "").replace("-\n", "").replace("\n", " ").replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<")
                .replace("&gt;", ">");
    }

    private static String rules(String line) {
        String separated = SEPARATED.matcher(line).replaceAll(" $1 ");
        String behind = MARK_BEHIND.matcher(separated).replaceAll("$1 $2 ");
        String before = MARK_BEFORE.matcher(behind).replaceAll(" $1 $2");
        return HYPHEN.matcher(before).replaceAll("$1 $2 ");
    }

    private static String international(String line) {
        String behind = PUNCTUATION_BEHIND.matcher(line).replaceAll("$1 $2 ");
        String before = PUNCTUATION_BEFORE.matcher(behind).replaceAll(" $1 $2");
        return SYMBOL.matcher(before).replaceAll(" $1 ");
    }

    /// The members of a pinned set, where `\p{P}` would move with the JDK.
    private static String members(CodePointSet set) {
        StringBuilder members = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int first = c;
            while (set.contains(c)) {
                c++;
            }
            if (c > first) {
                members.append("\\x{%x}-\\x{%x}".formatted(first, c - 1));
            }
        }
        return members.toString();
    }
}

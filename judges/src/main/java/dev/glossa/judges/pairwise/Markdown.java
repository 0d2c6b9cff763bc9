package dev.glossa.judges.pairwise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Headers, list items and bold text of an answer, counted as arena-hard-auto counts them: what stands between fences does
/// not count, and is taken out wherever else it stands, too.
record Markdown(int headers, int lists, int bold) {
    private static final Pattern FENCED = Pattern.compile("```([^`]*)```");
    private static final List<Pattern> HEADERS = List.of(multiline("^#{1}\\s"), multiline("^#{2}\\s"), multiline("^#{3}\\s"), multiline("^#{4}\\s"),
            multiline("^#{5}\\s"), multiline("^#{6}\\s"));
    static final List<Pattern> LISTS = List.of(multiline("^\\s*\\d+\\.\\s"), multiline("^\\s*[-*+]\\s"));
    /// Blank lines, and what stands before a line's text: a list's item may follow any number of them, and looking past them
    /// again from each costs an answer's length squared.
    private static final Pattern BLANK = multiline("\\n\\s+");
    private static final List<Pattern> BOLD = List.of(multiline("\\*\\*[^*\\n]+\\*\\*"), multiline("__[^_\\n]+__"));

    static Markdown of(String answer) {
        String text = answer;
        Set<String> taken = new HashSet<>(Set.of(""));
        Matcher fenced = FENCED.matcher(answer);
        while (fenced.find()) {
            text = taken.add(fenced.group(1)) ? text.replace(fenced.group(1), "") : text;
        }
        return new Markdown(count(HEADERS, text), count(LISTS, BLANK.matcher(text).replaceAll("\n")), count(BOLD, text));
    }

    static int count(List<Pattern> patterns, String text) {
        return patterns.stream().mapToInt(pattern -> {
            Matcher matcher = pattern.matcher(text);
            int n = 0;
            while (matcher.find()) {
                n++;
            }
            return n;
        }).sum();
    }

    /// As Python's `re.MULTILINE` reads a pattern: only a line feed ends a line, digits and space are Unicode's.
    private static Pattern multiline(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
    }
}

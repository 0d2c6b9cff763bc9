package dev.glossa.judges.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A stretch of an answer that is outside fenced code.
///
/// @param start its first code point in the answer
public record Prose(String text, int start) {
    private static final int SHORTEST = 3;

    /// The stretches between fences of three or more backticks or tildes, as Markdown has them: a fence closes with its own
    /// character at least as often and nothing else on the line, and one that does not close takes the rest of the answer.
    /// Backticks may also open one after text, as models write it, and a quotation's mark may stand before.
    public static List<Prose> of(String answer) {
        List<Prose> found = new ArrayList<>();
        String fence = "";
        int from = 0;
        int start = 0;
        int point = 0;
        for (int i = 0; i < answer.length(); ) {
            int feed = answer.indexOf('\n', i);
            String line = answer.substring(i, feed < 0 ? answer.length() : feed + 1);
            if (!fence.isEmpty()) {
                if (closes(line, fence)) {
                    fence = "";
                    from = i + line.length();
                    start = point + line.codePointCount(0, line.length());
                }
            } else if (opening(line) >= 0) {
                int at = opening(line);
                fence = line.substring(at, runEnd(line, at));
                add(found, answer.substring(from, i + at), start);
            }
            i += line.length();
            point += line.codePointCount(0, line.length());
        }
        if (fence.isEmpty()) {
            add(found, answer.substring(from), start);
        }
        return found;
    }

    /// An answer without its fenced code.
    public static String alone(String answer) {
        return of(answer).stream().map(Prose::text).collect(Collectors.joining("\n"));
    }

    private static void add(List<Prose> found, String text, int start) {
        if (!text.isEmpty()) {
            found.add(new Prose(text, start));
        }
    }

    /// Where a line opens a fence, or -1. Backticks that close on their line are code within it.
    private static int opening(String line) {
        int content = content(line);
        if (line.startsWith("~".repeat(SHORTEST), content)) {
            return content;
        }
        int at = line.indexOf("`".repeat(SHORTEST));
        return at < 0 || line.indexOf('`', runEnd(line, at)) >= 0 ? -1 : at;
    }

    private static boolean closes(String line, String fence) {
        String mark = line.substring(content(line)).strip();
        return mark.length() >= fence.length() && runEnd(mark, 0) == mark.length() && mark.charAt(0) == fence.charAt(0);
    }

    /// Where a line begins after what indents or quotes it.
    private static int content(String line) {
        int at = 0;
        while (at < line.length() && " \t>".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    /// Where a run of one character ends.
    private static int runEnd(String line, int at) {
        int end = at;
        while (end < line.length() && line.charAt(end) == line.charAt(at)) {
            end++;
        }
        return end;
    }
}

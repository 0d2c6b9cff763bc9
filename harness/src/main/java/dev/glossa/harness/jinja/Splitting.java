package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Cutting texts at separators, white space and line ends.
final class Splitting {
    private Splitting() {}

    static Value split(Run run, Text text, Given given, boolean fromRight) {
        int most = given.number(1, -1);
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        List<Value> parts = new ArrayList<>();
        if (!given.isSome(0)) {
            atSpaces(run, text, limit, fromRight, parts);
        } else if (given.text(0).length() == 0) {
            throw new TemplateException("empty separator");
        } else if (fromRight) {
            fromRight(run, text, given.text(0), limit, parts);
        } else {
            fromLeft(run, text, given.text(0), limit, parts);
        }
        return new Value.Items(parts);
    }

    private static void add(Run run, List<Value> parts, Text text, int from, int to) {
        run.spendElements(1);
        run.spend(to - from);
        parts.add(text.slice(from, to));
    }

    private static void fromLeft(Run run, Text text, Text separator, int limit, List<Value> parts) {
        int done = 0;
        for (int at; parts.size() < limit && (at = Search.indexOf(run, text.chars, separator.chars, done)) >= 0;
                done = at + separator.length()) {
            add(run, parts, text, done, at);
        }
        add(run, parts, text, done, text.length());
    }

    private static void fromRight(Run run, Text text, Text separator, int limit, List<Value> parts) {
        int end = text.length();
        for (int at; parts.size() < limit && (at = before(run, text.chars, separator.chars, end)) >= 0; end = at) {
            add(run, parts, text, at + separator.length(), end);
        }
        add(run, parts, text, 0, end);
        Collections.reverse(parts);
    }

    private static int before(Run run, String text, String separator, int end) {
        int at = text.lastIndexOf(separator, end - separator.length());
        run.spend(1 + (long) (end - Math.max(at, 0)) * separator.length() / 16);
        return end < separator.length() ? -1 : at;
    }

    private static void atSpaces(Run run, Text text, int limit, boolean fromRight, List<Value> parts) {
        String chars = text.chars;
        int from = 0;
        int to = text.length();
        run.spend(to);
        while (true) {
            while (from < to && Characters.isSpace(chars.charAt(fromRight ? to - 1 : from))) {
                if (fromRight) {
                    to--;
                } else {
                    from++;
                }
            }
            if (from == to) {
                break;
            }
            int at = fromRight ? to : from;
            while (parts.size() < limit && (fromRight ? at > from : at < to)
                    && !Characters.isSpace(chars.charAt(fromRight ? at - 1 : at))) {
                at += fromRight ? -1 : 1;
            }
            if (parts.size() >= limit) {
                at = fromRight ? from : to;
            }
            add(run, parts, text, fromRight ? at : from, fromRight ? to : at);
            if (parts.size() > limit) {
                break;
            }
            if (fromRight) {
                to = at;
            } else {
                from = at;
            }
        }
        if (fromRight) {
            Collections.reverse(parts);
        }
    }

    static Value lines(Run run, Text text, boolean keepEnds) {
        List<Value> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (Characters.isLineEnd(text.chars.charAt(at))) {
                int next = text.chars.startsWith("\r\n", at) ? at + 2 : at + 1;
                add(run, lines, text, start, keepEnds ? next : at);
                start = next;
                at = next - 1;
            }
        }
        if (start < text.length()) {
            add(run, lines, text, start, text.length());
        }
        return new Value.Items(lines);
    }

    static Value partition(Run run, Text text, Text separator, boolean last) {
        if (separator.length() == 0) {
            throw new TemplateException("empty separator");
        }
        int at = last ? Search.lastIndexOf(run, text.chars, separator.chars)
                : Search.indexOf(run, text.chars, separator.chars, 0);
        run.spend(text.length());
        Text none = text.slice(0, 0);
        return new Value.Tuple(at >= 0
                ? List.of(text.slice(0, at), separator, text.slice(at + separator.length(), text.length()))
                : last ? List.of(none, none, text) : List.of(text, none, none));
    }
}

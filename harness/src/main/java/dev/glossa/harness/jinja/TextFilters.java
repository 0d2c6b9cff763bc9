package dev.glossa.harness.jinja;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Filters that make text of what they are given.
final class TextFilters {
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private TextFilters() {}

    static void addTo(Map<String, Builtin> table) {
        add(table, "upper", "", (run, text, _) -> StringMethods.changed(run, text, Letters::upper));
        add(table, "lower", "", (run, text, _) -> StringMethods.changed(run, text, Letters::lower));
        add(table, "capitalize", "", (run, text, _) -> Letters.capitalized(run, text));
        add(table, "title", "", (run, text, _) -> StringMethods.changed(run, text, TextFilters::titled));
        add(table, "string", "", (_, text, _) -> text);
        add(table, "trim", "chars=", (run, text, given) -> {
            Text trimmed = StringMethods.strip(text, given.text(0, null), true, true);
            run.spend(trimmed.length());
            return trimmed;
        });
        add(table, "center", "width=", (run, text, given) ->
                Padding.center(run, text, given.number(0, 80), Text.of(" ")));
        add(table, "replace", "old new count=", (run, text, given) -> StringMethods.replace(run, text.markup(false),
                Show.text(run, given.value(0)), Show.text(run, given.value(1)), given.isSome(2) ? given.number(2) : -1));
        Builtin.add(table, "filter", "truncate", "length= killwords= end= leeway=", TextFilters::truncate);
        add(table, "wordcount", "", (_, text, _) -> Value.of(words(text.chars)));
        Builtin.add(table, "filter", "indent", "width= first= blank=", TextFilters::indent);
        Builtin.add(table, "filter", "format", "* **", (run, value, given) -> {
            Arguments all = given.all();
            if (!all.positional().isEmpty() && !all.named().isEmpty()) {
                throw new TemplateException("can't handle positional and keyword arguments at the same time");
            }
            Dict named = new Dict();
            all.named().forEach((name, part) -> named.put(run, Text.of(name), part));
            return PercentFormat.format(run, Show.text(run, value), named.size() > 0 ? named
                    : new Value.Tuple(all.positional()));
        });
        Builtin.add(table, "filter", "escape e", "", (run, value, _) -> Markup.escape(run, value));
        Builtin.add(table, "filter", "forceescape", "", (run, value, _) ->
                Markup.escape(run, Show.text(run, value).markup(false)));
        Builtin.add(table, "filter", "safe", "", (run, value, _) -> Show.text(run, value).markup(true));
        Builtin.add(table, "filter", "urlencode", "", TextFilters::urlencode);
    }

    private interface OnText {
        Value apply(Run run, Text text, Given given);
    }

    private static void add(Map<String, Builtin> table, String name, String signature, OnText filter) {
        Builtin.add(table, "filter", name, signature, (run, value, given) -> {
            Text text = Show.text(run, value);
            run.spend(text.length() / 4);
            return filter.apply(run, text, given);
        });
    }

    /// Jinja's own title case: a word begins after a space, a dash or an opening bracket, nowhere else.
    private static String titled(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || begins(text.charAt(at))) {
                appendWord(titled, text.substring(start, at));
                if (at < text.length()) {
                    titled.append(text.charAt(at));
                }
                start = at + 1;
            }
        }
        return titled.toString();
    }

    private static boolean begins(char unit) {
        return unit == '-' || unit == '(' || unit == '{' || unit == '[' || unit == '<' || Characters.isSpace(unit);
    }

    private static void appendWord(StringBuilder out, String word) {
        if (!word.isEmpty()) {
            int first = Character.charCount(word.codePointAt(0));
            out.append(Letters.upper(word.substring(0, first))).append(Letters.lower(word.substring(first)));
        }
    }

    private static Value truncate(Run run, Value value, Given given) {
        int length = given.number(0, 255);
        Text end = given.text(2, Text.of("..."));
        int leeway = given.isSome(3) ? given.number(3) : 5;
        int cut = length - end.codePoints();
        if (cut < 0 || leeway < 0) {
            throw new TemplateException("filter 'truncate' needs a length of at least " + end.codePoints()
                    + " and a leeway of at least 0");
        }
        long size = Sequences.size(run, value);
        if (size >= 0 && size <= (long) length + leeway) {
            return value;
        }
        if (!(value instanceof Text text)) {
            throw new TemplateException("filter 'truncate' needs text, not " + value.type());
        }
        Text kept = text.slice(0, text.chars.offsetByCodePoints(0, cut));
        int space = given.flag(1, false) ? -1 : kept.chars.lastIndexOf(' ');
        return new TextBuilder(run).append(space < 0 ? kept : kept.slice(0, space)).append(end).text();
    }

    private static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            boolean letter = point == '_' || Character.isLetter(point) || Letters.isNumeric(point);
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return words;
    }

    private static Value indent(Run run, Value value, Given given) {
        if (value instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        if (!(value instanceof Text text)) {
            throw new TemplateException("filter 'indent' needs text, not " + value.type());
        }
        Text indent = given.value(0) instanceof Text own ? own
                : new TextBuilder(run).repeat(Text.of(" "), given.number(0, 4)).text();
        boolean first = given.flag(1, false);
        boolean blank = given.flag(2, false);
        Iterator<Value> lines = Sequences.iterate(run, Splitting.lines(run, new TextBuilder(run).append(text).append('\n').text(), false));
        TextBuilder out = new TextBuilder(run).append(first ? indent : Text.EMPTY).append((Text) lines.next());
        while (lines.hasNext()) {
            Text line = (Text) lines.next();
            out.append('\n').append(blank || line.length() > 0 ? indent : Text.EMPTY).append(line);
        }
        return out.text().markup(text.markup);
    }

    private static Value urlencode(Run run, Value value, Given given) {
        boolean pairs = value instanceof Dict;
        if (value instanceof Text || !pairs && !(value instanceof Value.Items || value instanceof Value.Tuple)) {
            return quoted(run, Show.text(run, value), "/");
        }
        TextBuilder out = new TextBuilder(run);
        List<Value> entries = new ArrayList<>();
        if (value instanceof Dict dict) {
            dict.entries().forEach(entry -> entries.add(Sequences.pair(run, entry)));
        } else {
            entries.addAll(Sequences.list(run, value));
        }
        for (Value entry : entries) {
            List<Value> parts = Sequences.list(run, entry);
            if (parts.size() != 2) {
                throw new TemplateException(given.what() + " needs text, a mapping or pairs");
            }
            out.append(out.length() == 0 ? "" : "&").append(query(run, parts.get(0))).append("=").append(query(run, parts.get(1)));
        }
        return out.text();
    }

    private static Text query(Run run, Value value) {
        return StringMethods.replace(run, quoted(run, Show.text(run, value), ""), Text.of("%20"), Text.of("+"), -1);
    }

    private static Text quoted(Run run, Text text, String safe) {
        TextBuilder out = new TextBuilder(run);
        for (int at = 0; at < text.length(); ) {
            int point = text.chars.codePointAt(at);
            int next = at + Character.charCount(point);
            if (point < 0x80 && (Character.isLetterOrDigit(point) || "_.-~".indexOf(point) >= 0 || safe.indexOf(point) >= 0)) {
                out.append(text, at, next);
            } else {
                for (byte unit : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    out.append("%" + HEXADECIMAL.toHexDigits(unit), text.isContentAt(at));
                }
            }
            at = next;
        }
        return out.text();
    }
}

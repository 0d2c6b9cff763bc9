package dev.glossa.harness.jinja;

import java.util.List;
import java.util.Map;

/// Python's `text.format(...)`: `{}`, `{0}`, `{name.attribute[key]!r:spec}`, with fields inside a specification.
final class BraceFormat {
    private final Run run;
    private final List<Value> positional;
    private final Map<String, Value> named;
    private final boolean markup;
    private int counted;
    private boolean numbered;

    private BraceFormat(Run run, Arguments given, boolean markup) {
        this.run = run;
        this.positional = given.positional();
        this.named = given.named();
        this.markup = markup;
    }

    static Text format(Run run, Text format, Arguments given) {
        return new BraceFormat(run, given, format.markup).expand(format, 2).markup(format.markup);
    }

    static Text formatMap(Run run, Text format, Value mapping) {
        if (!(mapping instanceof Dict dict)) {
            throw new TemplateException("format_map needs a mapping, not " + mapping.type());
        }
        Map<String, Value> named = new java.util.HashMap<>();
        for (Dict.Entry entry : dict.entries()) {
            named.put(Show.text(run, entry.key()).chars, entry.value());
        }
        return format(run, format, new Arguments(List.of(), named));
    }

    private Text expand(Text format, int depth) {
        if (depth == 0) {
            throw new TemplateException("format fields nested too deep");
        }
        TextBuilder out = new TextBuilder(run);
        String chars = format.chars;
        int done = 0;
        for (int at = 0; at < chars.length(); at++) {
            char here = chars.charAt(at);
            if (here != '{' && here != '}') {
                continue;
            }
            out.append(format, done, at);
            if (at + 1 < chars.length() && chars.charAt(at + 1) == here) {
                done = ++at;
            } else if (here == '}') {
                throw new TemplateException("single '}' encountered in format string");
            } else {
                int close = close(chars, at);
                out.append(field(format.slice(at + 1, close), depth));
                at = close;
                done = close + 1;
            }
        }
        return out.append(format, done, chars.length()).text();
    }

    private static int close(String chars, int open) {
        int depth = 0;
        for (int at = open; at < chars.length(); at++) {
            depth += chars.charAt(at) == '{' ? 1 : chars.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new TemplateException("expected '}' before end of format string");
    }

    private Text field(Text field, int depth) {
        String chars = field.chars;
        int end = nameEnd(chars);
        Value value = value(chars.substring(0, end));
        int spec = end;
        if (spec < chars.length() && chars.charAt(spec) == '!') {
            char conversion = spec + 1 < chars.length() ? chars.charAt(spec + 1) : 0;
            value = switch (conversion) {
                case 'r', 'a' -> Show.represented(run, value);
                case 's' -> Show.text(run, value);
                default -> throw new TemplateException("unknown conversion specifier '" + conversion + "'");
            };
            spec += 2;
        }
        if (spec < chars.length() && chars.charAt(spec) != ':') {
            throw new TemplateException("expected ':' after conversion specifier");
        }
        Text layout = spec < chars.length() ? expand(field.slice(spec + 1, chars.length()), depth - 1) : Text.EMPTY;
        Text shown = layout.length() == 0 ? Show.text(run, value) : FormatSpec.read(layout.chars).apply(run, value);
        return markup ? Markup.escape(run, value instanceof Text text && text.markup ? shown.markup(true) : shown) : shown;
    }

    private static int nameEnd(String field) {
        int bracket = 0;
        for (int at = 0; at < field.length(); at++) {
            char here = field.charAt(at);
            bracket += here == '[' ? 1 : here == ']' ? -1 : 0;
            if (bracket == 0 && (here == '!' || here == ':')) {
                return at;
            }
        }
        return field.length();
    }

    private Value value(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        Value value = first(name.substring(0, end));
        while (end < name.length()) {
            boolean index = name.charAt(end) == '[';
            int next = index ? name.indexOf(']', end) : partEnd(name, end + 1);
            if (next < 0 || next == end + 1) {
                throw new TemplateException("empty attribute in format string");
            }
            String part = name.substring(end + 1, next);
            value = index ? Access.item(run, value, isNumber(part) ? Value.of(Integer.parseInt(part)) : Text.of(part))
                    : Access.attribute(run, value, part);
            end = index ? next + 1 : next;
        }
        return value;
    }

    private static int partEnd(String name, int from) {
        int end = from;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(unit -> unit >= '0' && unit <= '9');
    }

    private Value first(String name) {
        if (!name.isEmpty() && !isNumber(name)) {
            Value value = named.get(name);
            if (value == null) {
                throw new TemplateException("format field '" + name + "' is missing");
            }
            return value;
        }
        if (name.isEmpty() ? numbered : counted > 0) {
            throw new TemplateException("cannot switch between automatic and manual field numbering");
        }
        numbered |= !name.isEmpty();
        int index = name.isEmpty() ? counted++ : Integer.parseInt(name);
        if (index >= positional.size()) {
            throw new TemplateException("replacement index " + index + " out of range for positional arguments");
        }
        return positional.get(index);
    }
}

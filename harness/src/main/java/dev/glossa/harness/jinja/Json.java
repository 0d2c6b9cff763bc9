package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.List;

/// Python's `json.dumps`, which chat templates call by `tojson`: letters as they are, no HTML escaping.
final class Json {
    private final Run run;
    private final TextBuilder out;
    private final boolean asciiOnly;
    private final boolean sortKeys;
    /// One level of indentation; null writes all on one line.
    private final Text indent;
    private final Text itemSeparator;
    private final Text keySeparator;

    Json(Run run, boolean asciiOnly, Text indent, Text itemSeparator, Text keySeparator, boolean sortKeys) {
        this.run = run;
        this.out = new TextBuilder(run);
        this.asciiOnly = asciiOnly;
        this.indent = indent;
        this.itemSeparator = itemSeparator;
        this.keySeparator = keySeparator;
        this.sortKeys = sortKeys;
    }

    /// `tojson(ensure_ascii=False, indent=None, separators=None, sort_keys=False)`, as Transformers defines it.
    static Value filter(Run run, Value value, Given given) {
        Text indent = !given.isSome(1) ? null : given.value(1) instanceof Text text ? text
                : new TextBuilder(run).repeat(Text.of(" "), given.number(1)).text();
        Text items = Text.of(indent == null ? ", " : ",");
        Text keys = Text.of(": ");
        if (given.isSome(2)) {
            List<Value> separators = Sequences.list(run, given.value(2));
            if (separators.size() != 2 || !(separators.get(0) instanceof Text item)
                    || !(separators.get(1) instanceof Text key)) {
                throw new TemplateException("filter 'tojson' needs two texts as separators");
            }
            items = item;
            keys = key;
        }
        Json json = new Json(run, given.flag(0, false), indent, items, keys, given.flag(3, false));
        json.write(value, 0);
        return json.out.text();
    }

    private void write(Value value, int level) {
        switch (value) {
            case Value.None _ -> out.append("null");
            case Value.Bool bool -> out.append(bool.value() ? "true" : "false");
            case Value.Whole whole -> out.append(whole.value().toString());
            case Value.Real real -> out.append(number(real.value()));
            case Text text -> quote(text);
            case Value.Items items -> list(items.values(), level);
            case Value.Tuple tuple -> list(tuple.values(), level);
            case Dict dict -> dict(dict, level);
            case Value.Undefined _, Value.Range _, Value.View _, Value.Lazy _, Thing _ ->
                throw new TemplateException("Object of type " + value.type() + " is not JSON serializable");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN"
                : Double.isInfinite(value) ? value > 0 ? "Infinity" : "-Infinity" : Numbers.shown(value);
    }

    private void list(List<Value> values, int level) {
        run.enter();
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
            separate(i == 0, level + 1);
            write(values.get(i), level + 1);
        }
        close(values.isEmpty(), level);
        out.append(']');
        run.leave();
    }

    private void dict(Dict dict, int level) {
        run.enter();
        out.append('{');
        boolean first = true;
        for (Dict.Entry entry : entries(dict)) {
            separate(first, level + 1);
            first = false;
            quote(key(entry.key()));
            out.append(keySeparator);
            write(entry.value(), level + 1);
        }
        close(first, level);
        out.append('}');
        run.leave();
    }

    private List<Dict.Entry> entries(Dict dict) {
        List<Dict.Entry> entries = new ArrayList<>(dict.entries());
        return sortKeys ? Sequences.sorted(entries, (a, b) -> Logic.ordered(run, "<", a.key(), b.key())) : entries;
    }

    private static Text key(Value key) {
        return switch (key) {
            case Text text -> text;
            case Value.None _ -> Text.of("null");
            case Value.Bool bool -> Text.of(bool.value() ? "true" : "false");
            case Value.Whole whole -> Text.of(whole.value().toString());
            case Value.Real real -> Text.of(number(real.value()));
            case Value _ -> throw new TemplateException("keys must be str, int, float, bool or None, not " + key.type());
        };
    }

    private void separate(boolean first, int level) {
        if (!first) {
            out.append(itemSeparator);
        }
        breakLine(level);
    }

    private void close(boolean empty, int level) {
        if (!empty) {
            breakLine(level);
        }
    }

    private void breakLine(int level) {
        if (indent != null) {
            out.append('\n').repeat(indent, level);
        }
    }

    private void quote(Text text) {
        out.append('"');
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            String escaped = escape(text.chars.charAt(at));
            if (escaped != null) {
                out.append(text, plain, at).append(escaped, text.isContentAt(at));
                plain = at + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private String escape(char unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\f' -> "\\f";
            case '\b' -> "\\b";
            default -> unit < 0x20 || asciiOnly && unit > 0x7E ? "\\u%04x".formatted((int) unit) : null;
        };
    }
}

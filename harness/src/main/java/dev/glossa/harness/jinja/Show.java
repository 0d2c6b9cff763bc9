package dev.glossa.harness.jinja;

import java.util.List;

/// Python's `str` and `repr`.
final class Show {
    private Show() {}

    static Text text(Run run, Value value) {
        return switch (value) {
            case Text text -> text;
            case Value.Undefined _ -> Text.EMPTY;
            case Value.None _, Value.Bool _, Value.Whole _, Value.Real _, Value.Items _, Value.Tuple _, Value.Range _,
                    Dict _, Value.View _, Value.Lazy _, Thing _ -> {
                TextBuilder out = new TextBuilder(run);
                represent(run, out, value);
                yield out.text();
            }
        };
    }

    static Text represented(Run run, Value value) {
        TextBuilder out = new TextBuilder(run);
        represent(run, out, value);
        return out.text();
    }

    static void represent(Run run, TextBuilder out, Value value) {
        switch (value) {
            case Value.None _ -> out.append("None");
            case Value.Bool bool -> out.append(bool.value() ? "True" : "False");
            case Value.Whole whole -> out.append(whole.value().toString());
            case Value.Real real -> out.append(Numbers.shown(real.value()));
            case Text text -> quote(out, text);
            case Value.Items items -> list(run, out, "[", items.values(), "]");
            case Value.Tuple tuple -> list(run, out, "(", tuple.values(), tuple.values().size() == 1 ? ",)" : ")");
            case Value.Range range -> out.append("range(" + range.start() + ", " + range.stop()
                    + (range.step() == 1 ? ")" : ", " + range.step() + ")"));
            case Dict dict -> dict(run, out, dict);
            case Value.View view -> list(run, out, view.part().type + "([", Sequences.list(run, view), "])");
            case Value.Lazy _ -> out.append("<generator>");
            case Value.Undefined _ -> out.append("Undefined");
            case Namespace namespace -> {
                out.append("<Namespace ");
                dict(run, out, namespace.dict(run));
                out.append(">");
            }
            case Thing thing -> out.append(thing.shown());
        }
    }

    private static void list(Run run, TextBuilder out, String open, List<Value> values, String close) {
        run.enter();
        out.append(open);
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            represent(run, out, values.get(i));
        }
        out.append(close);
        run.leave();
    }

    private static void dict(Run run, TextBuilder out, Dict dict) {
        run.enter();
        String separator = "{";
        for (Dict.Entry entry : dict.entries()) {
            out.append(separator);
            represent(run, out, entry.key());
            out.append(": ");
            represent(run, out, entry.value());
            separator = ", ";
        }
        out.append(dict.size() == 0 ? "{}" : "}");
        run.leave();
    }

    private static void quote(TextBuilder out, Text text) {
        String chars = text.chars;
        char quote = chars.indexOf('\'') >= 0 && chars.indexOf('"') < 0 ? '"' : '\'';
        out.append(text.markup ? "Markup(" : "").append(quote);
        int plain = 0;
        for (int at = 0; at < chars.length(); ) {
            int point = chars.codePointAt(at);
            int next = at + Character.charCount(point);
            String escaped = escape(point, quote);
            if (escaped != null) {
                out.append(text, plain, at).append(escaped, text.isContentAt(at));
                plain = next;
            }
            at = next;
        }
        out.append(text, plain, chars.length()).append(quote).append(text.markup ? ")" : "");
    }

    private static String escape(int point, char quote) {
        return switch (point) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> point == quote ? "\\" + quote
                    : Characters.isPrintable(point) ? null
                    : point < 0x100 ? "\\x%02x".formatted(point)
                    : point < 0x10000 ? "\\u%04x".formatted(point) : "\\U%08x".formatted(point);
        };
    }
}

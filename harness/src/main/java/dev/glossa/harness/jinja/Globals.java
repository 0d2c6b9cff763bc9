package dev.glossa.harness.jinja;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions that every template can call.
final class Globals {
    private static final Map<String, Builtin> TABLE = new HashMap<>();

    private Globals() {}

    static {
        add("range", "/ start stop= step=", Globals::range);
        add("dict", "* **", (run, _, given) -> {
            Dict dict = new Dict();
            pairs(run, given).forEach((name, value) -> dict.put(run, Text.of(name), value));
            return dict;
        });
        add("namespace", "* **", (run, _, given) -> new Namespace(pairs(run, given)));
        add("cycler", "* **", (_, _, given) -> new Cycler(given.all().positional()));
        add("joiner", "sep=", (run, _, given) -> new Joiner(given.has(0) ? Show.text(run, given.value(0)) : Text.of(", ")));
        add("raise_exception", "message", (run, _, given) -> {
            throw new TemplateException("the template refuses: " + Show.text(run, given.value(0)).chars);
        });
        add("strftime_now", "format", (run, _, given) -> Strftime.format(run, given.text(0)));
    }

    private static void add(String name, String signature, Builtin.Body body) {
        Builtin.add(TABLE, "function", name, signature, body);
    }

    /// A new table for one rendering: a template may set these names as it likes.
    static Map<String, Value> all() {
        Map<String, Value> all = new HashMap<>();
        TABLE.forEach((name, function) -> all.put(name, new Builtin.Bound(function, null)));
        return all;
    }

    private static Value range(Run run, Value self, Given given) {
        long start = given.has(1) ? bounded(given, 0) : 0;
        long stop = bounded(given, given.has(1) ? 1 : 0);
        long step = given.has(2) ? bounded(given, 2) : 1;
        if (step == 0) {
            throw new TemplateException("range() arg 3 must not be zero");
        }
        Value.Range range = new Value.Range(start, stop, step);
        if (range.size() > Value.Range.LONGEST) {
            throw new TemplateException("range of " + range.size() + " numbers; at most " + Value.Range.LONGEST
                    + " are allowed");
        }
        return range;
    }

    private static long bounded(Given given, int index) {
        java.math.BigInteger number = Numbers.whole(given.value(index), given.what());
        if (number.bitLength() > 60) {
            throw new TemplateException("range() takes numbers of at most 60 bits");
        }
        return number.longValue();
    }

    private static Map<String, Value> pairs(Run run, Given given) {
        List<Value> positional = given.all().positional();
        if (positional.size() > 1) {
            throw new TemplateException(given.what() + " takes at most one mapping; " + positional.size() + " were given");
        }
        Map<String, Value> pairs = new LinkedHashMap<>();
        for (Value source : positional) {
            if (source instanceof Dict dict) {
                dict.entries().forEach(entry -> pairs.put(Show.text(run, entry.key()).chars, entry.value()));
            } else {
                for (Value pair : Sequences.list(run, source)) {
                    List<Value> parts = Sequences.list(run, pair);
                    if (parts.size() != 2) {
                        throw new TemplateException(given.what() + " needs a mapping or pairs");
                    }
                    pairs.put(Show.text(run, parts.get(0)).chars, parts.get(1));
                }
            }
        }
        pairs.putAll(given.all().named());
        run.spendElements(pairs.size());
        return pairs;
    }
}

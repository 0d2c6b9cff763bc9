package dev.glossa.harness.jinja;

import java.util.HashMap;
import java.util.Map;

/// What may follow `|`.
final class Filters {
    static final Map<String, Builtin> TABLE = new HashMap<>();

    private Filters() {}

    static {
        TextFilters.addTo(TABLE);
        SequenceFilters.addTo(TABLE);
        ChoosingFilters.addTo(TABLE);
        NumberFilters.addTo(TABLE);
        Builtin.add(TABLE, "filter", "tojson", "ensure_ascii= indent= separators= sort_keys=", Json::filter);
        Builtin.add(TABLE, "filter", "default d", "default_value= boolean=", (_, value, given) ->
                value instanceof Value.Undefined || given.flag(1, false) && !Logic.truth(value)
                        ? given.value(0, Text.EMPTY) : value);
        Builtin.add(TABLE, "filter", "attr", "name", (run, value, given) -> given.value(0) instanceof Text name
                ? Access.attributeOnly(run, value, name.chars)
                : new Value.Undefined("an attribute's name is text, not " + given.value(0).type()));
    }

    static String missing(String name) {
        return Nearby.missing("filter", name, TABLE.keySet());
    }

    static Builtin named(String name) {
        Builtin filter = TABLE.get(name);
        if (filter == null) {
            throw new TemplateException(missing(name));
        }
        return filter;
    }
}

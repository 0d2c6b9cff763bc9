package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Filters that take items one by one: `map`, `select`, `reject`, `selectattr`, `rejectattr`, `unique`.
/// As in the original, nothing happens before the first item is asked for, not even a complaint.
final class ChoosingFilters {
    private static final int CHAIN = 100;

    private ChoosingFilters() {}

    static void addTo(Map<String, Builtin> table) {
        Builtin.add(table, "filter", "map", "* **", (run, value, given) ->
                later(value, () -> Logic.truth(value) ? mapped(run, value, given.all()) : List.<Value>of().iterator()));
        choose(table, "select", true, false);
        choose(table, "reject", false, false);
        choose(table, "selectattr", true, true);
        choose(table, "rejectattr", false, true);
        Builtin.add(table, "filter", "unique", "case_sensitive= attribute=", (run, value, given) -> later(value, () -> {
            Lookup lookup = new Lookup(given.value(1), null);
            Set<Object> seen = new HashSet<>();
            return new Chosen(Sequences.iterate(run, value), item -> {
                run.spendElements(1);
                return seen.add(Dict.key(run, Lookup.key(run, lookup.in(run, item), given.flag(0, false))));
            });
        }));
    }

    /// @param over what the values are taken from; a chain of such filters is walked on the stack
    private static Value.Lazy later(Value over, Supplier<Iterator<Value>> values) {
        int chain = over instanceof Value.Lazy lazy ? lazy.chain() + 1 : 0;
        if (chain > CHAIN) {
            throw new TemplateException("more than " + CHAIN + " filters in a chain of map, select and their kin");
        }
        return new Value.Lazy(new Iterator<>() {
            private Iterator<Value> begun;

            private Iterator<Value> begun() {
                begun = begun == null ? values.get() : begun;
                return begun;
            }

            @Override
            public boolean hasNext() {
                return begun().hasNext();
            }

            @Override
            public Value next() {
                return begun().next();
            }
        }, chain);
    }

    private static Iterator<Value> mapped(Run run, Value value, Arguments given) {
        Iterator<Value> items = Sequences.iterate(run, value);
        Map<String, Value> named = new LinkedHashMap<>(given.named());
        if (given.positional().isEmpty() && named.containsKey("attribute")) {
            Lookup lookup = new Lookup(named.remove("attribute"), named.remove("default"));
            if (!named.isEmpty()) {
                throw new TemplateException("unexpected keyword argument '" + named.keySet().iterator().next() + "'");
            }
            return each(run, items, item -> lookup.in(run, item));
        }
        if (given.positional().isEmpty()) {
            throw new TemplateException("map requires a filter argument");
        }
        Builtin filter = Filters.named(name(given.positional().getFirst()));
        Arguments rest = new Arguments(given.positional().subList(1, given.positional().size()), named);
        return each(run, items, item -> filter.apply(run, item, rest));
    }

    private static Iterator<Value> each(Run run, Iterator<Value> items, java.util.function.UnaryOperator<Value> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Value next() {
                run.enter();
                run.spend(1);
                Value changed = change.apply(items.next());
                run.leave();
                return changed;
            }
        };
    }

    private static String name(Value value) {
        if (!(value instanceof Text text)) {
            throw new TemplateException("the name of a filter or test is text, not " + value.type());
        }
        return text.chars;
    }

    private static void choose(Map<String, Builtin> table, String name, boolean wanted, boolean byAttribute) {
        Builtin.add(table, "filter", name, "* **", (run, value, given) -> later(value, () -> Logic.truth(value)
                ? chosen(run, value, given.all(), wanted, byAttribute) : List.<Value>of().iterator()));
    }

    private static Iterator<Value> chosen(Run run, Value value, Arguments given, boolean wanted, boolean byAttribute) {
        List<Value> rest = new ArrayList<>(given.positional());
        if (byAttribute && rest.isEmpty()) {
            throw new TemplateException("missing parameter for attribute name");
        }
        Lookup lookup = new Lookup(byAttribute ? rest.removeFirst() : null, null);
        Builtin test = rest.isEmpty() ? null : Checks.named(name(rest.removeFirst()));
        Arguments arguments = new Arguments(rest, given.named());
        return new Chosen(Sequences.iterate(run, value), item -> {
            run.enter();
            run.spend(1);
            Value part = lookup.in(run, item);
            boolean holds = Logic.truth(test == null ? part : test.apply(run, part, arguments));
            run.leave();
            return holds == wanted;
        });
    }
}

package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Filters over lists and dictionaries: counting, ordering, grouping, joining.
final class SequenceFilters {
    private SequenceFilters() {}

    static void addTo(Map<String, Builtin> table) {
        add(table, "length count", "", (run, value, _) -> {
            long size = Sequences.size(run, value);
            if (size < 0) {
                throw new TemplateException("object of type '" + value.type() + "' has no len()");
            }
            return Value.of(size);
        });
        add(table, "first", "", (run, value, _) -> {
            Iterator<Value> values = Sequences.iterate(run, value);
            return values.hasNext() ? values.next() : new Value.Undefined("No first item, sequence was empty.");
        });
        add(table, "last", "", (run, value, _) -> {
            List<Value> values = reversible(run, value);
            return values.isEmpty() ? new Value.Undefined("No last item, sequence was empty.") : values.getLast();
        });
        add(table, "list", "", (run, value, _) -> new Value.Items(Sequences.list(run, value)));
        add(table, "reverse", "", (run, value, _) -> value instanceof Text
                ? Sequences.slice(run, value, null, null, -1)
                : new Value.Lazy(Sequences.list(run, value).reversed().iterator()));
        add(table, "join", "d= attribute=", SequenceFilters::join);
        add(table, "sum", "attribute= start=", SequenceFilters::sum);
        add(table, "items", "", (run, value, _) -> {
            if (!(value instanceof Dict) && !(value instanceof Value.Undefined)) {
                throw new TemplateException("can only get item pairs from a mapping, not " + value.type());
            }
            return new Value.Lazy(value instanceof Dict dict
                    ? Sequences.iterate(run, new Value.View(Value.View.Part.ITEMS, dict)) : List.<Value>of().iterator());
        });
        add(table, "sort", "reverse= case_sensitive= attribute=", SequenceFilters::sort);
        add(table, "dictsort", "case_sensitive= by= reverse=", SequenceFilters::dictsort);
        add(table, "groupby", "attribute default= case_sensitive=", SequenceFilters::groupby);
        add(table, "min", "case_sensitive= attribute=", (run, value, given) -> extreme(run, value, given, "<"));
        add(table, "max", "case_sensitive= attribute=", (run, value, given) -> extreme(run, value, given, ">"));
        add(table, "batch", "linecount fill_with=", SequenceFilters::batch);
        add(table, "slice", "slices fill_with=", SequenceFilters::slice);
    }

    private static void add(Map<String, Builtin> table, String names, String signature, Builtin.Body body) {
        Builtin.add(table, "filter", names, signature, body);
    }

    private static List<Value> reversible(Run run, Value value) {
        if (value instanceof Value.Lazy) {
            throw new TemplateException("'" + value.type() + "' object is not reversible");
        }
        return Sequences.list(run, value);
    }

    private static Value join(Run run, Value value, Given given) {
        Lookup lookup = new Lookup(given.value(1), null);
        Text separator = given.has(0) ? Show.text(run, given.value(0)) : Text.EMPTY;
        Iterator<Value> values = Sequences.iterate(run, value);
        TextBuilder out = new TextBuilder(run);
        for (boolean first = true; values.hasNext(); first = false) {
            run.spend(1);
            out.append(first ? Text.EMPTY : separator).append(Show.text(run, lookup.in(run, values.next())));
        }
        return out.text();
    }

    private static Value sum(Run run, Value value, Given given) {
        Lookup lookup = new Lookup(given.value(0), null);
        Value sum = given.value(1, Value.of(0));
        if (sum instanceof Text) {
            throw new TemplateException("sum() can't sum strings; use join");
        }
        Iterator<Value> values = Sequences.iterate(run, value);
        while (values.hasNext()) {
            run.spend(1);
            sum = Arithmetic.apply(run, "+", sum, lookup.in(run, values.next()));
        }
        return sum;
    }

    private record Keyed(Value key, Value value) {}

    /// Pairs sorted by key; from the greatest, equal keys still keep their order.
    private static List<Value> sorted(Run run, List<Keyed> pairs, boolean reverse) {
        List<Keyed> sorted = Sequences.sorted(pairs, (a, b) -> reverse
                ? Logic.ordered(run, "<", b.key(), a.key()) : Logic.ordered(run, "<", a.key(), b.key()));
        run.spendElements(sorted.size());
        return new ArrayList<>(sorted.stream().map(Keyed::value).toList());
    }

    private static Value sort(Run run, Value value, Given given) {
        boolean caseCounts = given.flag(1, false);
        List<Lookup> lookups = new ArrayList<>();
        if (given.value(2) instanceof Text attributes) {
            for (String attribute : attributes.chars.split(",", -1)) {
                lookups.add(new Lookup(Text.of(attribute), null));
            }
        } else {
            lookups.add(new Lookup(given.value(2), null));
        }
        List<Keyed> pairs = new ArrayList<>();
        for (Value item : Sequences.list(run, value)) {
            List<Value> key = new ArrayList<>();
            lookups.forEach(lookup -> key.add(Lookup.key(run, lookup.in(run, item), caseCounts)));
            pairs.add(new Keyed(new Value.Items(key), item));
        }
        return new Value.Items(sorted(run, pairs, given.flag(0, false)));
    }

    private static Value dictsort(Run run, Value value, Given given) {
        String by = given.has(1) ? Show.text(run, given.value(1)).chars : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw new TemplateException("filter 'dictsort' sorts by 'key' or 'value', not by '" + by + "'");
        }
        if (!(value instanceof Dict dict)) {
            throw new TemplateException(value instanceof Value.Undefined undefined ? undefined.problem()
                    : "filter 'dictsort' needs a mapping, not " + value.type());
        }
        List<Keyed> pairs = new ArrayList<>();
        for (Dict.Entry entry : dict.entries()) {
            Value key = by.equals("key") ? entry.key() : entry.value();
            pairs.add(new Keyed(Lookup.key(run, key, given.flag(0, false)), Sequences.pair(run, entry)));
        }
        return new Value.Items(sorted(run, pairs, given.flag(2, false)));
    }

    private static Value groupby(Run run, Value value, Given given) {
        boolean caseCounts = given.flag(2, false);
        Lookup lookup = new Lookup(given.value(0), given.value(1));
        List<Keyed> pairs = new ArrayList<>();
        for (Value item : Sequences.list(run, value)) {
            pairs.add(new Keyed(Lookup.key(run, lookup.in(run, item), caseCounts), item));
        }
        List<Value> groups = new ArrayList<>();
        List<Value> group = new ArrayList<>();
        Value key = null;
        for (Value item : sorted(run, pairs, false)) {
            Value next = Lookup.key(run, lookup.in(run, item), caseCounts);
            if (key == null || !Logic.equal(run, key, next)) {
                group = new ArrayList<>();
                groups.add(new Value.Tuple(List.of(lookup.in(run, item), new Value.Items(group)), true));
                run.spendElements(1);
            }
            group.add(item);
            key = next;
        }
        return new Value.Items(groups);
    }

    private static Value extreme(Run run, Value value, Given given, String order) {
        Lookup lookup = new Lookup(given.value(1), null);
        Iterator<Value> values = Sequences.iterate(run, value);
        Value best = null;
        Value bestKey = null;
        while (values.hasNext()) {
            run.spend(1);
            Value candidate = values.next();
            Value key = Lookup.key(run, lookup.in(run, candidate), given.flag(0, false));
            if (best == null || Logic.ordered(run, order, key, bestKey)) {
                best = candidate;
                bestKey = key;
            }
        }
        return best != null ? best : new Value.Undefined("No aggregated item, sequence was empty.");
    }

    private static Value batch(Run run, Value value, Given given) {
        int size = given.number(0);
        List<Value> rows = new ArrayList<>();
        List<Value> row = new ArrayList<>();
        for (Value item : Sequences.list(run, value)) {
            if (row.size() == size) {
                rows.add(new Value.Items(row));
                row = new ArrayList<>();
            }
            row.add(item);
        }
        if (!row.isEmpty()) {
            if (given.isSome(1) && row.size() < size) {
                run.spendElements(size - row.size());
                while (row.size() < size) {
                    row.add(given.value(1));
                }
            }
            rows.add(new Value.Items(row));
        }
        return new Value.Lazy(rows.iterator());
    }

    private static Value slice(Run run, Value value, Given given) {
        List<Value> all = Sequences.list(run, value);
        int slices = given.number(0);
        if (slices < 1) {
            throw new TemplateException("filter 'slice' needs at least one slice");
        }
        run.spendElements(slices);
        List<Value> columns = new ArrayList<>();
        int longer = all.size() % slices;
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + all.size() / slices + (i < longer ? 1 : 0);
            List<Value> column = new ArrayList<>(all.subList(from, to));
            if (given.isSome(1) && i >= longer) {
                column.add(given.value(1));
            }
            columns.add(new Value.Items(column));
            from = to;
        }
        return new Value.Lazy(columns.iterator());
    }
}

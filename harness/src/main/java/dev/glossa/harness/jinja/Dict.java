package dev.glossa.harness.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// A dictionary in insertion order. Keys are equal as in Python: `1`, `1.0` and `true` are one key.
final class Dict implements Value {
    record Entry(Value key, Value value) {}

    private final LinkedHashMap<Object, Entry> entries = new LinkedHashMap<>();

    /// Only while the dictionary is being made: a template never sees one change.
    void put(Run run, Value key, Value value) {
        run.spendElements(1);
        entries.merge(key(run, key), new Entry(key, value), (old, changed) -> new Entry(old.key, changed.value));
    }

    Value get(Run run, Value key) {
        Entry entry = entries.get(key(run, key));
        return entry == null ? null : entry.value;
    }

    Value get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.value;
    }

    int size() {
        return entries.size();
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /// What stands for a value in a hash table.
    static Object key(Run run, Value value) {
        run.spend(value instanceof Text text ? 1 + text.length() / 16 : 4);
        return switch (value) {
            case Text text -> text.chars;
            case Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            case Whole whole -> whole.value();
            case Real real -> Numbers.exactWhole(real.value());
            case Tuple tuple -> {
                run.enter();
                List<Object> keys = new ArrayList<>(tuple.values().size());
                for (Value part : tuple.values()) {
                    keys.add(key(run, part));
                }
                run.leave();
                yield keys;
            }
            case None none -> none;
            case Range range -> range;
            case Undefined _ -> Undefined.class;
            case Thing thing -> thing;
            case Lazy lazy -> lazy;
            case Items _, Dict _, View _ -> throw new TemplateException("unhashable type: '" + value.type() + "'");
        };
    }
}

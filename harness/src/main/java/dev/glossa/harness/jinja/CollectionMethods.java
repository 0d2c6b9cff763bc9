package dev.glossa.harness.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Methods of dictionaries, lists and numbers that change nothing.
final class CollectionMethods {
    static final Map<String, Builtin> DICT = new HashMap<>();
    static final Map<String, Builtin> SEQUENCE = new HashMap<>();
    static final Map<String, Builtin> LIST = new HashMap<>();
    static final Map<String, Builtin> NUMBER = new HashMap<>();

    private CollectionMethods() {}

    static {
        Builtin.add(DICT, "method", "get", "/ key default=", (run, self, given) -> {
            Value found = ((Dict) self).get(run, given.value(0));
            return found != null ? found : given.value(1, Value.NONE);
        });
        Builtin.add(DICT, "method", "keys", "/", (_, self, _) -> new Value.View(Value.View.Part.KEYS, (Dict) self));
        Builtin.add(DICT, "method", "values", "/", (_, self, _) -> new Value.View(Value.View.Part.VALUES, (Dict) self));
        Builtin.add(DICT, "method", "items", "/", (_, self, _) -> new Value.View(Value.View.Part.ITEMS, (Dict) self));
        Builtin.add(DICT, "method", "copy", "/", (_, self, _) -> self);

        Builtin.add(SEQUENCE, "method", "count", "/ value", (run, self, given) -> {
            long count = 0;
            for (Value value : Sequences.list(run, self)) {
                count += Logic.equal(run, value, given.value(0)) ? 1 : 0;
            }
            return Value.of(count);
        });
        Builtin.add(SEQUENCE, "method", "index", "/ value start= stop=", CollectionMethods::index);
        LIST.putAll(SEQUENCE);
        Builtin.add(LIST, "method", "copy", "/", (_, self, _) -> self);

        Builtin.add(NUMBER, "method", "is_integer", "/", (_, self, _) -> Value.of(!(self instanceof Value.Real real)
                || real.value() == Math.rint(real.value()) && Double.isFinite(real.value())));
        Builtin.add(NUMBER, "method", "bit_length", "/", (_, self, given) ->
                Value.of(Numbers.whole(self, given.what()).abs().bitLength()));
    }

    private static Value index(Run run, Value self, Given given) {
        List<Value> values = Sequences.list(run, self);
        int start = border(given.number(1, 0), values.size());
        int stop = border(given.number(2, Integer.MAX_VALUE), values.size());
        for (int i = start; i < stop; i++) {
            if (Logic.equal(run, values.get(i), given.value(0))) {
                return Value.of(i);
            }
        }
        throw new TemplateException("the value sought by 'index' is not in the " + self.type());
    }

    private static int border(int given, int size) {
        return (int) Math.clamp(given < 0 ? (long) given + size : given, 0L, (long) size);
    }
}

package dev.glossa.harness.jinja;

import java.util.List;
import java.util.Map;

/// What a call was given, in order and by name.
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Value... values) {
        return new Arguments(List.of(values), Map.of());
    }

    boolean isEmpty() {
        return positional.isEmpty() && named.isEmpty();
    }
}

package dev.glossa.harness.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/// What `namespace()` makes: the one thing that a template can change, by `{% set ns.name = value %}`.
final class Namespace implements Thing {
    private final Map<String, Value> values = new LinkedHashMap<>();

    Namespace(Map<String, Value> values) {
        this.values.putAll(values);
    }

    void set(Run run, String name, Value value) {
        run.spendElements(1);
        values.put(name, value);
    }

    Dict dict(Run run) {
        Dict dict = new Dict();
        values.forEach((name, value) -> dict.put(run, Text.of(name), value));
        return dict;
    }

    @Override
    public Value attribute(String name) {
        return values.get(name);
    }

    @Override
    public String kind() {
        return "Namespace";
    }
}

package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.List;

/// The part of an item that a filter's `attribute` names: `"user.name"`, `"0"`, or a number.
final class Lookup {
    private final List<Value> parts = new ArrayList<>();
    private final Value otherwise;

    /// @param otherwise stands for a part that is not there; null leaves it undefined
    Lookup(Value path, Value otherwise) {
        this.otherwise = otherwise == null || otherwise instanceof Value.None ? null : otherwise;
        if (path instanceof Text text) {
            for (String part : text.chars.split("\\.", -1)) {
                boolean number = !part.isEmpty() && part.length() < 10 && part.chars().allMatch(c -> c >= '0' && c <= '9');
                parts.add(number ? Value.of(Long.parseLong(part)) : Text.of(part));
            }
        } else if (path != null && !(path instanceof Value.None)) {
            parts.add(path);
        }
    }

    Value in(Run run, Value item) {
        Value value = item;
        for (Value part : parts) {
            value = Access.item(run, value, part);
            if (otherwise != null && value instanceof Value.Undefined) {
                value = otherwise;
            }
        }
        return value;
    }

    /// Text without its case, unless the case counts.
    static Value key(Run run, Value value, boolean caseCounts) {
        return caseCounts || !(value instanceof Text text) ? value : StringMethods.changed(run, text, Letters::lower);
    }
}

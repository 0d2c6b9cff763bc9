package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What a caller passes in, as values of the language: text, numbers, truth, null, collections and maps of these.
final class HostValues {
    private static final int DEPTH = 100;
    private static final int ELEMENTS = 10_000_000;

    private final boolean content;
    private final Run conversion = new Run(null, Long.MAX_VALUE / (2 * Run.STEPS_PER_CHARACTER));
    private long characters;
    private int elements;

    /// @param content whether text counts as content of messages
    HostValues(boolean content) {
        this.content = content;
    }

    /// How much was converted so far, in characters; each value counts as some.
    long weight() {
        return characters + (long) elements * Run.ELEMENT;
    }

    Value value(Object host) {
        return value(host, 0);
    }

    private Value value(Object host, int depth) {
        if (depth > DEPTH || ++elements > ELEMENTS) {
            throw new IllegalArgumentException("template variables are nested deeper than " + DEPTH + " or hold more than "
                    + ELEMENTS + " values");
        }
        return switch (host) {
            case null -> Value.NONE;
            case Value value -> value;
            case Boolean truth -> Value.of(truth);
            case BigInteger number -> new Value.Whole(number);
            case BigDecimal number -> new Value.Real(number.doubleValue());
            case Double number -> new Value.Real(number);
            case Float number -> new Value.Real(number);
            case Number number -> Value.of(number.longValue());
            case CharSequence text -> text(text.toString());
            case Map<?, ?> map -> dict(map, depth);
            case Collection<?> items -> {
                List<Value> values = new ArrayList<>(items.size());
                for (Object item : items) {
                    values.add(value(item, depth + 1));
                }
                yield new Value.Items(values);
            }
            default -> throw new IllegalArgumentException("a template variable is text, a number, true, false, null, a "
                    + "list or a map of these, not " + host.getClass().getName());
        };
    }

    private Value dict(Map<?, ?> map, int depth) {
        Dict dict = new Dict();
        map.forEach((key, entry) -> dict.put(conversion, value(key, depth + 1), value(entry, depth + 1)));
        return dict;
    }

    private Text text(String chars) {
        characters += chars.length();
        return content ? Text.content(chars) : Text.of(chars);
    }
}

package dev.glossa.harness.jinja;

import java.util.Set;

/// `value.name` and `value[key]`: the first looks for an attribute before an element, the second the other way round.
final class Access {
    /// Methods that change a value; the sandbox of the original hides them too.
    private static final Set<String> CHANGING = Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse",
            "sort", "popitem", "setdefault", "update");

    private Access() {}

    static Value attribute(Run run, Value value, String name) {
        if (value instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        Value found = own(value, name);
        if (found == null && value instanceof Dict dict) {
            found = dict.get(name);
        }
        return found != null ? found : none(value, Text.of(name), run);
    }

    /// The filter `attr`: never an element of a dictionary.
    static Value attributeOnly(Run run, Value value, String name) {
        if (value instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        Value found = own(value, name);
        return found != null ? found : none(value, Text.of(name), run);
    }

    static Value item(Run run, Value value, Value key) {
        if (value instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        Value found = switch (value) {
            case Dict dict when !(key instanceof Value.Items || key instanceof Dict) -> dict.get(run, key);
            case Text _, Value.Items _, Value.Tuple _, Value.Range _ when key instanceof Value.Whole
                    || key instanceof Value.Bool -> Sequences.at(run, value, Given.within(Numbers.whole(key, "an index")));
            case Value _ -> null;
        };
        if (found == null && key instanceof Text name) {
            found = own(value, name.chars);
        }
        return found != null ? found : none(value, key, run);
    }

    /// An attribute that belongs to the value's type, or null.
    private static Value own(Value value, String name) {
        if (name.startsWith("_") || CHANGING.contains(name) && (value instanceof Value.Items || value instanceof Dict)) {
            return value instanceof Dict dict && name.startsWith("_") && dict.get(name) != null ? null
                    : new Value.Undefined("access to attribute '" + Value.Undefined.shortened(name) + "' of '" + value.type()
                            + "' object is unsafe.");
        }
        return switch (value) {
            case Thing thing -> thing.attribute(name);
            case Text _ -> bound(StringMethods.TABLE.get(name), value);
            case Dict _ -> bound(CollectionMethods.DICT.get(name), value);
            case Value.Items _ -> bound(CollectionMethods.LIST.get(name), value);
            case Value.Tuple tuple -> Value.Tuple.GROUP.contains(name) && tuple.isGroup()
                    ? tuple.values().get(Value.Tuple.GROUP.indexOf(name))
                    : bound(CollectionMethods.SEQUENCE.get(name), value);
            case Value.Range range -> switch (name) {
                case "start" -> Value.of(range.start());
                case "stop" -> Value.of(range.stop());
                case "step" -> Value.of(range.step());
                default -> bound(CollectionMethods.SEQUENCE.get(name), value);
            };
            case Value.Whole _, Value.Bool _, Value.Real _ -> name.equals("real") ? Arithmetic.plus(value)
                    : bound(CollectionMethods.NUMBER.get(name), value);
            case Value.None _, Value.View _, Value.Lazy _, Value.Undefined _ -> null;
        };
    }

    private static Value bound(Builtin method, Value self) {
        return method == null ? null : new Builtin.Bound(method, self);
    }

    private static Value none(Value value, Value key, Run run) {
        String owner = value instanceof Value.None ? "'None'" : "'" + value.type() + " object'";
        return new Value.Undefined(key instanceof Text name ? owner + " has no attribute '" + Value.Undefined.shortened(name.chars) + "'"
                : owner + " has no element " + Value.Undefined.shortened(key instanceof Value.Whole ? Show.text(run, key).chars : key.type()));
    }
}

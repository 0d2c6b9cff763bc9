package dev.glossa.harness.jinja;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/// What may follow `is`.
final class Checks {
    static final Map<String, Builtin> TABLE = new HashMap<>();

    private Checks() {}

    static {
        add("defined", (_, value) -> !(value instanceof Value.Undefined));
        add("undefined", (_, value) -> value instanceof Value.Undefined);
        add("none", (_, value) -> value instanceof Value.None);
        add("boolean", (_, value) -> value instanceof Value.Bool);
        add("true", (_, value) -> value instanceof Value.Bool bool && bool.value());
        add("false", (_, value) -> value instanceof Value.Bool bool && !bool.value());
        add("integer", (_, value) -> value instanceof Value.Whole);
        add("float", (_, value) -> value instanceof Value.Real);
        add("number", (_, value) -> Numbers.isNumber(value));
        add("string", (_, value) -> value instanceof Text);
        add("mapping", (_, value) -> value instanceof Dict);
        add("sequence", (_, value) -> isSequence(value));
        add("iterable", (_, value) -> isSequence(value) || value instanceof Value.View || value instanceof Value.Lazy);
        // Undefined has a `__call__`, if only to raise.
        add("callable", (_, value) -> value instanceof Thing thing && thing.callable() || value instanceof Value.Undefined);
        add("escaped", (_, value) -> value instanceof Text text && text.markup);
        add("filter", (_, value) -> value instanceof Text text && Filters.TABLE.containsKey(text.chars));
        add("test", (_, value) -> value instanceof Text text && isTest(text));
        add("lower", (run, value) -> Letters.isAll(Show.text(run, value).chars, false));
        add("upper", (run, value) -> Letters.isAll(Show.text(run, value).chars, true));
        add("odd", (run, value) -> isOne(run, Arithmetic.apply(run, "%", value, Value.of(2))));
        add("even", (run, value) -> isZero(run, Arithmetic.apply(run, "%", value, Value.of(2))));
        compare("divisibleby", (run, value, other) -> isZero(run, Arithmetic.apply(run, "%", value, other)));
        compare("eq equalto ==", Logic::equal);
        compare("ne !=", (run, value, other) -> !Logic.equal(run, value, other));
        compare("lt lessthan <", (run, value, other) -> Logic.ordered(run, "<", value, other));
        compare("le <=", (run, value, other) -> Logic.ordered(run, "<=", value, other));
        compare("gt greaterthan >", (run, value, other) -> Logic.ordered(run, ">", value, other));
        compare("ge >=", (run, value, other) -> Logic.ordered(run, ">=", value, other));
        compare("in", (run, value, other) -> Logic.contains(run, other, value));
        compare("sameas", Checks::isSame);
    }

    private interface OnValue {
        boolean holds(Run run, Value value);
    }

    private interface OnTwo {
        boolean holds(Run run, Value value, Value other);
    }

    private static void add(String name, OnValue test) {
        Builtin.add(TABLE, "test", name, "", (run, self, _) -> Value.of(test.holds(run, self)));
    }

    private static void compare(String names, OnTwo test) {
        Builtin.add(TABLE, "test", names, "other", (run, self, given) ->
                Value.of(test.holds(run, self, given.value(0))));
    }

    private static boolean isTest(Text name) {
        return TABLE.containsKey(name.chars);
    }

    static boolean isSequence(Value value) {
        return switch (value) {
            case Text _, Value.Items _, Value.Tuple _, Value.Range _, Dict _, Value.Undefined _ -> true;
            case Value.None _, Value.Bool _, Value.Whole _, Value.Real _, Value.View _, Value.Lazy _, Thing _ -> false;
        };
    }

    private static boolean isZero(Run run, Value value) {
        return Logic.equal(run, value, Value.of(0));
    }

    private static boolean isOne(Run run, Value value) {
        return Logic.equal(run, value, Value.of(1));
    }

    /// Identity where values are held by reference; small numbers and equal constants are one object in Python.
    private static boolean isSame(Run run, Value a, Value b) {
        return a == b
                || a instanceof Value.None && b instanceof Value.None
                || a instanceof Value.Bool x && b instanceof Value.Bool y && x.value() == y.value()
                || a instanceof Value.Whole x && b instanceof Value.Whole y && x.value().equals(y.value())
                && x.value().abs().compareTo(BigInteger.valueOf(256)) <= 0
                || a instanceof Text && b instanceof Text && Logic.equal(run, a, b);
    }

    static String missing(String name) {
        return Nearby.missing("test", name, TABLE.keySet());
    }

    static Builtin named(String name) {
        Builtin test = TABLE.get(name);
        if (test == null) {
            throw new TemplateException(missing(name));
        }
        return test;
    }
}

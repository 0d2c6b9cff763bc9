package dev.glossa.harness.jinja;

import java.math.BigInteger;

/// The values that a built-in function was given, in the order of its signature, read as what it needs.
record Given(String what, Value[] values, Arguments all) {
    boolean has(int index) {
        return values[index] != null;
    }

    /// Python spells an argument left out as `None` in most signatures.
    boolean isSome(int index) {
        return values[index] != null && !(values[index] instanceof Value.None);
    }

    Value value(int index) {
        return values[index];
    }

    Value value(int index, Value otherwise) {
        return values[index] == null ? otherwise : values[index];
    }

    Text text(int index) {
        if (values[index] instanceof Text text) {
            return text;
        }
        throw new TemplateException(what + " needs text, not " + values[index].type());
    }

    Text text(int index, Text otherwise) {
        return isSome(index) ? text(index) : otherwise;
    }

    boolean flag(int index, boolean otherwise) {
        return values[index] == null ? otherwise : Logic.truth(values[index]);
    }

    /// A whole number, held within ±2³¹: no length or position in a template goes beyond.
    int number(int index, int otherwise) {
        return values[index] == null ? otherwise : number(index);
    }

    int number(int index) {
        return within(Numbers.whole(values[index], what));
    }

    static int within(BigInteger number) {
        return number.bitLength() < 32 ? number.intValue() : number.signum() < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
}

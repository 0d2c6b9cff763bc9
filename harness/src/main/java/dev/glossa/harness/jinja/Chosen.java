package dev.glossa.harness.jinja;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/// The values that pass, each tested no earlier than it is asked for.
final class Chosen implements Iterator<Value> {
    private final Iterator<Value> all;
    private final Predicate<Value> test;
    private Value next;

    Chosen(Iterator<Value> all, Predicate<Value> test) {
        this.all = all;
        this.test = test;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Value candidate = all.next();
            next = test.test(candidate) ? candidate : null;
        }
        return next != null;
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Value value = next;
        next = null;
        return value;
    }
}

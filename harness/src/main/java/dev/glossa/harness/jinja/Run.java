package dev.glossa.harness.jinja;

import java.math.BigInteger;
import java.time.LocalDate;

/// One rendering: what it may still spend, how deep it is, and the line it is at.
///
/// Every operation, loop turn and character made costs a step, so time and memory are bounded by one number
/// that is the same on every machine: a clock would make a slow machine refuse what a fast one renders.
final class Run {
    /// The 70 templates of the parity set need a few thousand; this many take a fraction of a second.
    static final long STEPS = 5_000_000;
    /// A template may look at each character it is given this often on top.
    static final long STEPS_PER_CHARACTER = 64;
    /// Python's own stack ends after a comparable number of macro calls; half of Java's usual stack holds this.
    static final int DEPTH = 1000;
    /// A list element or dictionary entry weighs about as much memory as this many characters.
    static final int ELEMENT = 16;
    /// What exact arithmetic on one float costs: it may have a thousand digits.
    static final int EXACT_REAL = 200;
    /// Python refuses to print longer numbers (`sys.int_info.default_max_str_digits`: 4300 digits).
    static final int NUMBER_BITS = 14_284;

    final LocalDate date;
    private final long allowed;
    private long left;
    private int depth;
    private int line;

    Run(LocalDate date, long charactersGiven) {
        this.date = date;
        this.allowed = STEPS + STEPS_PER_CHARACTER * charactersGiven;
        this.left = allowed;
    }

    int line() {
        return line;
    }

    /// Notes where the rendering is, for an error that may come.
    void at(int newLine) {
        line = newLine;
        spend(1);
    }

    void spend(long steps) {
        left -= steps;
        if (left < 0 || steps < 0) {
            throw new TemplateException("stopped after %,d steps; each operation, loop turn and character made is one"
                    .formatted(allowed));
        }
    }

    void spendElements(long count) {
        spend(Math.multiplyExact(Math.min(count, allowed + 1), ELEMENT));
    }

    /// Pairs with [#leave()]; nothing needs to leave on the way of an exception, which ends the rendering.
    void enter() {
        if (++depth > DEPTH) {
            throw new TemplateException("nested deeper than " + DEPTH + " levels of expressions, blocks and macro calls");
        }
    }

    void leave() {
        depth--;
    }

    /// What one operation on whole numbers of so many bits costs: schoolbook arithmetic.
    void spendBits(long bits) {
        long words = bits / 64;
        spend(1 + words * words / 8);
    }

    Value.Whole whole(BigInteger number) {
        if (number.bitLength() > NUMBER_BITS) {
            throw new TemplateException("a whole number of " + number.bitLength() + " bits; at most " + NUMBER_BITS
                    + " are held");
        }
        return new Value.Whole(number);
    }
}

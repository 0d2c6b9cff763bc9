package dev.glossa.harness.jinja;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;

/// A value of the template language, as in Python: what a template can hold is one of these and nothing else,
/// so no template reaches an object of the host.
sealed interface Value
        permits Value.None, Value.Bool, Value.Whole, Value.Real, Text, Value.Items, Value.Tuple, Value.Range,
                Dict, Value.View, Value.Lazy, Value.Undefined, Thing {
    None NONE = new None();
    Bool TRUE = new Bool(true);
    Bool FALSE = new Bool(false);

    /// The name that Python's errors give to the type.
    default String type() {
        return switch (this) {
            case None _ -> "NoneType";
            case Bool _ -> "bool";
            case Whole _ -> "int";
            case Real _ -> "float";
            case Text _ -> "str";
            case Items _ -> "list";
            case Tuple _ -> "tuple";
            case Range _ -> "range";
            case Dict _ -> "dict";
            case View view -> view.part().type;
            case Lazy _ -> "generator";
            case Undefined _ -> "Undefined";
            case Thing thing -> thing.kind();
        };
    }

    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Whole of(long value) {
        return new Whole(BigInteger.valueOf(value));
    }

    record None() implements Value {}

    record Bool(boolean value) implements Value {}

    record Whole(BigInteger value) implements Value {}

    record Real(double value) implements Value {}

    /// A list. Nothing changes it: the original's sandbox refuses `append` and its kin too.
    record Items(List<Value> values) implements Value {}

    /// @param isGroup whether it is a group of `groupby`, whose two parts have names
    record Tuple(List<Value> values, boolean isGroup) implements Value {
        static final List<String> GROUP = List.of("grouper", "list");

        Tuple(List<Value> values) {
            this(values, false);
        }
    }

    /// A range of whole numbers; the step is never 0.
    record Range(long start, long stop, long step) implements Value {
        /// The original's sandbox refuses longer ones.
        static final long LONGEST = 100_000;

        long size() {
            return step > 0
                    ? stop <= start ? 0 : (stop - start - 1) / step + 1
                    : stop >= start ? 0 : (start - stop - 1) / -step + 1;
        }

        Value get(long index) {
            return Value.of(start + index * step);
        }
    }

    /// What `keys()`, `values()` and `items()` of a dictionary give.
    record View(Part part, Dict dict) implements Value {
        enum Part {
            KEYS("dict_keys"),
            VALUES("dict_values"),
            ITEMS("dict_items");

            final String type;

            Part(String type) {
                this.type = type;
            }
        }
    }

    /// What filters such as `map` and `select` give: values computed as they are taken, once.
    ///
    /// @param chain how many such values stand behind one another
    record Lazy(Iterator<Value> values, int chain) implements Value {
        Lazy(Iterator<Value> values) {
            this(values, 0);
        }
    }

    /// The value of what is not there: empty when printed or looped over, an error in nearly every other use.
    record Undefined(String problem) implements Value {
        private static final int LONGEST_NAME = 100;

        static Undefined named(String name) {
            return new Undefined("'" + shortened(name) + "' is undefined");
        }

        static String shortened(String name) {
            return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        }
    }
}

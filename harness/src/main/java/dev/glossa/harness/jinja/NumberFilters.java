package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;

/// Filters that read, round and lay out numbers.
final class NumberFilters {
    private NumberFilters() {}

    static void addTo(Map<String, Builtin> table) {
        Builtin.add(table, "filter", "int", "default= base=", (run, value, given) -> {
            run.spend(value instanceof Text text ? text.length() : Run.EXACT_REAL);
            BigInteger read = whole(value, given.number(1, 10));
            return read == null ? given.value(0, Value.of(0)) : run.whole(read);
        });
        Builtin.add(table, "filter", "float", "default=", (run, value, given) -> {
            run.spend(value instanceof Text text ? text.length() : 1);
            Double read = real(value);
            return read == null ? given.value(0, new Value.Real(0)) : new Value.Real(read);
        });
        Builtin.add(table, "filter", "abs", "", (_, value, _) -> switch (value) {
            case Value.Real real -> new Value.Real(Math.abs(real.value()));
            case Value.Whole whole -> new Value.Whole(whole.value().abs());
            case Value.Bool bool -> Value.of(bool.value() ? 1 : 0);
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> throw new TemplateException("bad operand type for abs(): '" + value.type() + "'");
        });
        Builtin.add(table, "filter", "round", "precision= method=", NumberFilters::round);
        Builtin.add(table, "filter", "filesizeformat", "binary=", NumberFilters::fileSize);
    }

    private static BigInteger whole(Value value, int base) {
        return switch (value) {
            case Text text -> {
                BigInteger read = base == 0 || base >= 2 && base <= 36 ? Numbers.parseWhole(text.chars, base) : null;
                Double real = read == null ? Numbers.parseReal(text.chars) : null;
                yield read != null ? read : real == null ? null : whole(new Value.Real(real), base);
            }
            case Value.Whole whole -> whole.value();
            case Value.Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            case Value.Real real -> Double.isFinite(real.value()) ? new BigDecimal(real.value()).toBigInteger() : null;
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> null;
        };
    }

    private static Double real(Value value) {
        return switch (value) {
            case Text text -> Numbers.parseReal(text.chars);
            case Value.Whole _, Value.Bool _, Value.Real _ -> (Double) Numbers.real(value);
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> null;
        };
    }

    private static Value round(Run run, Value value, Given given) {
        run.spend(Run.EXACT_REAL);
        int precision = given.number(0, 0);
        String method = given.text(1, Text.of("common")).chars;
        if (!method.equals("common") && !method.equals("ceil") && !method.equals("floor")) {
            throw new TemplateException("filter 'round' takes the method common, ceil or floor, not '" + method + "'");
        }
        if (Math.abs((long) precision) > 400) {
            throw new TemplateException("filter 'round' takes a precision within ±400");
        }
        if (value instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        if (!Numbers.isNumber(value)) {
            throw new TemplateException("filter 'round' needs a number, not " + value.type());
        }
        if (!method.equals("common")) {
            return directed(run, value, precision, method.equals("ceil"));
        }
        if (value instanceof Value.Real real) {
            return !Double.isFinite(real.value()) ? value
                    : new Value.Real(Math.copySign(new BigDecimal(real.value())
                            .setScale(precision, RoundingMode.HALF_EVEN).doubleValue(), real.value()));
        }
        BigInteger whole = Numbers.whole(value, given.what());
        return precision >= 0 ? run.whole(whole)
                : run.whole(new BigDecimal(whole).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
    }

    /// Up or down, by the original's own formula: the number is scaled by a power of ten and back.
    private static Value directed(Run run, Value value, int precision, boolean up) {
        Value power = Arithmetic.apply(run, "**", Value.of(10), Value.of(precision));
        Value scaled = Arithmetic.apply(run, "*", value, power);
        double real = Numbers.real(scaled);
        if (!Double.isFinite(real)) {
            throw new TemplateException("cannot convert float " + Numbers.shown(real) + " to integer");
        }
        Value rounded = scaled instanceof Value.Real
                ? run.whole(new BigDecimal(up ? Math.ceil(real) : Math.floor(real)).toBigInteger()) : scaled;
        return Arithmetic.apply(run, "/", rounded, power);
    }

    private static Value fileSize(Run run, Value value, Given given) {
        Double size = real(value);
        if (size == null) {
            throw new TemplateException("filter 'filesizeformat' needs a number, not " + value.type());
        }
        boolean binary = given.flag(0, false);
        int base = binary ? 1024 : 1000;
        if (size == 1) {
            return Text.of("1 Byte");
        }
        if (size < base) {
            return Text.of(new BigDecimal(size).toBigInteger() + " Bytes");
        }
        String letters = "kMGTPEZY";
        double unit = base;
        for (int i = 0; ; i++) {
            unit *= base;
            if (size < unit || i == letters.length() - 1) {
                String prefix = binary ? Character.toUpperCase(letters.charAt(i)) + "iB" : letters.charAt(i) + "B";
                return Text.of(FormatSpec.real(base * size / unit, 'f', 1, false) + " " + prefix);
            }
        }
    }
}

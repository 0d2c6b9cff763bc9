package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;

/// Truth, equality, order and membership.
final class Logic {
    private Logic() {}

    static boolean truth(Value value) {
        return switch (value) {
            case Value.Bool bool -> bool.value();
            case Value.None _, Value.Undefined _ -> false;
            case Text text -> !text.chars.isEmpty();
            case Value.Whole whole -> whole.value().signum() != 0;
            case Value.Real real -> real.value() != 0;
            case Value.Items items -> !items.values().isEmpty();
            case Value.Tuple tuple -> !tuple.values().isEmpty();
            case Value.Range range -> range.size() > 0;
            case Dict dict -> dict.size() > 0;
            case Value.View view -> view.dict().size() > 0;
            case Value.Lazy _, Thing _ -> true;
        };
    }

    static boolean equal(Run run, Value a, Value b) {
        run.spend(1);
        if (a == b) {
            return !(a instanceof Value.Real real && Double.isNaN(real.value()));
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return unordered(a, b) ? false : compareNumbers(run, a, b) == 0;
        }
        return switch (a) {
            case Text text -> b instanceof Text other && text.length() == other.length() && sameChars(run, text, other);
            case Value.Items items -> b instanceof Value.Items other && equalAll(run, items.values(), other.values());
            case Value.Tuple tuple -> b instanceof Value.Tuple other && equalAll(run, tuple.values(), other.values());
            case Dict dict -> b instanceof Dict other && equalDicts(run, dict, other);
            case Value.Range range -> b instanceof Value.Range other && equalRanges(range, other);
            case Value.View view -> b instanceof Value.View other && view.part() == other.part()
                    && view.part() != Value.View.Part.VALUES && equalDicts(run, keysOrAll(run, view), keysOrAll(run, other));
            case Value.Undefined _ -> b instanceof Value.Undefined;
            case Thing thing -> thing.equals(b);
            case Value.Bool _, Value.Whole _, Value.Real _, Value.None _, Value.Lazy _ -> false;
        };
    }

    private static boolean sameChars(Run run, Text a, Text b) {
        run.spend(a.length() / 16);
        return a.chars.equals(b.chars);
    }

    private static boolean equalAll(Run run, List<Value> a, List<Value> b) {
        boolean equal = a.size() == b.size();
        run.enter();
        for (int i = 0; equal && i < a.size(); i++) {
            equal = equal(run, a.get(i), b.get(i));
        }
        run.leave();
        return equal;
    }

    private static boolean equalDicts(Run run, Dict a, Dict b) {
        if (a.size() != b.size()) {
            return false;
        }
        run.enter();
        for (Dict.Entry entry : a.entries()) {
            Value other = b.get(run, entry.key());
            if (other == null || !equal(run, entry.value(), other)) {
                return false;
            }
        }
        run.leave();
        return true;
    }

    private static Dict keysOrAll(Run run, Value.View view) {
        if (view.part() == Value.View.Part.ITEMS) {
            return view.dict();
        }
        Dict keys = new Dict();
        view.dict().entries().forEach(entry -> keys.put(run, entry.key(), Value.NONE));
        return keys;
    }

    private static boolean equalRanges(Value.Range a, Value.Range b) {
        return a.size() == b.size()
                && (a.size() == 0 || a.start() == b.start() && (a.size() == 1 || a.step() == b.step()));
    }

    private static boolean unordered(Value a, Value b) {
        return a instanceof Value.Real x && Double.isNaN(x.value()) || b instanceof Value.Real y && Double.isNaN(y.value());
    }

    /// By exact value: a float and a whole number beyond 2⁵³ are not rounded to meet.
    private static int compareNumbers(Run run, Value a, Value b) {
        if (a instanceof Value.Real x && Double.isInfinite(x.value())
                || b instanceof Value.Real y && Double.isInfinite(y.value())) {
            return Double.compare(magnitude(a), magnitude(b));
        }
        if (fitsReal(a) && fitsReal(b)) {
            // Zero is added so that the two zeros are one.
            return Double.compare(Numbers.real(a) + 0.0, Numbers.real(b) + 0.0);
        }
        run.spend(Run.EXACT_REAL);
        return exact(a).compareTo(exact(b));
    }

    private static boolean fitsReal(Value number) {
        return !(number instanceof Value.Whole whole) || whole.value().bitLength() <= 53;
    }

    private static double magnitude(Value number) {
        return number instanceof Value.Real real ? real.value() : 0;
    }

    private static BigDecimal exact(Value number) {
        return number instanceof Value.Real real
                ? new BigDecimal(real.value())
                : new BigDecimal(Numbers.whole(number, "a comparison"));
    }

    /// The four orders, `<`, `<=`, `>` and `>=`.
    static boolean ordered(Run run, String operator, Value a, Value b) {
        run.spend(1);
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return !unordered(a, b) && holds(operator, compareNumbers(run, a, b));
        }
        if (a instanceof Text x && b instanceof Text y) {
            run.spend(Math.min(x.length(), y.length()));
            return holds(operator, x.compareTo(y));
        }
        if (a instanceof Value.Items x && b instanceof Value.Items y) {
            return orderedLists(run, operator, x.values(), y.values());
        }
        if (a instanceof Value.Tuple x && b instanceof Value.Tuple y) {
            return orderedLists(run, operator, x.values(), y.values());
        }
        if (a instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        if (b instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        throw new TemplateException("'" + operator + "' not supported between instances of '" + a.type() + "' and '"
                + b.type() + "'");
    }

    private static boolean orderedLists(Run run, String operator, List<Value> a, List<Value> b) {
        run.enter();
        boolean answer = holds(operator, Integer.compare(a.size(), b.size()));
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(run, a.get(i), b.get(i))) {
                answer = ordered(run, operator, a.get(i), b.get(i));
                break;
            }
        }
        run.leave();
        return answer;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    static boolean contains(Run run, Value container, Value sought) {
        return switch (container) {
            case Text text -> {
                if (!(sought instanceof Text part)) {
                    throw new TemplateException("'in <string>' requires string as left operand, not " + sought.type());
                }
                yield Search.indexOf(run, text.chars, part.chars, 0) >= 0;
            }
            case Dict dict -> dict.get(run, sought) != null;
            case Value.View view when view.part() == Value.View.Part.KEYS -> view.dict().get(run, sought) != null;
            case Value.None _, Value.Bool _, Value.Whole _, Value.Real _, Thing _ ->
                throw new TemplateException("argument of type '" + container.type() + "' is not iterable");
            case Value.Items _, Value.Tuple _, Value.Range _, Value.View _, Value.Lazy _, Value.Undefined _ -> {
                boolean found = false;
                Iterator<Value> values = Sequences.iterate(run, container);
                while (!found && values.hasNext()) {
                    found = equal(run, values.next(), sought);
                }
                yield found;
            }
        };
    }
}

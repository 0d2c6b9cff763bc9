package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Python's arithmetic on numbers, texts and lists.
final class Arithmetic {
    private Arithmetic() {}

    static Value apply(Run run, String operator, Value a, Value b) {
        if (a instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        if (operator.equals("%") && a instanceof Text format) {
            return PercentFormat.format(run, format, b);
        }
        if (b instanceof Value.Undefined undefined) {
            throw new TemplateException(undefined.problem());
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return a instanceof Value.Real || b instanceof Value.Real || operator.equals("/") ? reals(run, operator, a, b)
                    : wholes(run, operator, Numbers.whole(a, operator), Numbers.whole(b, operator));
        }
        Value joined = switch (operator) {
            case "+" -> add(run, a, b);
            case "*" -> Numbers.isNumber(b) ? repeat(run, a, b) : repeat(run, b, a);
            default -> null;
        };
        if (joined == null) {
            throw new TemplateException("unsupported operand type(s) for " + operator + ": '" + a.type() + "' and '"
                    + b.type() + "'");
        }
        return joined;
    }

    private static Value add(Run run, Value a, Value b) {
        if (a instanceof Text x && b instanceof Text y) {
            return x.markup || y.markup
                    ? new TextBuilder(run).append(Markup.escape(run, x)).append(Markup.escape(run, y)).text().markup(true)
                    : new TextBuilder(run).append(x).append(y).text();
        }
        if (a instanceof Value.Items x && b instanceof Value.Items y) {
            return new Value.Items(concatenated(run, x.values(), y.values()));
        }
        if (a instanceof Value.Tuple x && b instanceof Value.Tuple y) {
            return new Value.Tuple(concatenated(run, x.values(), y.values()));
        }
        return null;
    }

    private static List<Value> concatenated(Run run, List<Value> a, List<Value> b) {
        run.spendElements((long) a.size() + b.size());
        List<Value> all = new ArrayList<>(a.size() + b.size());
        all.addAll(a);
        all.addAll(b);
        return all;
    }

    private static Value repeat(Run run, Value value, Value times) {
        if (!(times instanceof Value.Whole || times instanceof Value.Bool)) {
            return null;
        }
        int count = Math.max(0, Given.within(Numbers.whole(times, "*")));
        return switch (value) {
            case Text text -> new TextBuilder(run).repeat(text, count).text().markup(text.markup);
            case Value.Items items -> new Value.Items(repeated(run, items.values(), count));
            case Value.Tuple tuple -> new Value.Tuple(repeated(run, tuple.values(), count));
            case Value _ -> null;
        };
    }

    private static List<Value> repeated(Run run, List<Value> values, int times) {
        run.spendElements((long) values.size() * times);
        List<Value> all = new ArrayList<>(values.size() * times);
        for (int i = 0; i < times && !values.isEmpty(); i++) {
            all.addAll(values);
        }
        return all;
    }

    private static Value wholes(Run run, String operator, BigInteger a, BigInteger b) {
        run.spendBits(a.bitLength() + b.bitLength());
        return switch (operator) {
            case "+" -> run.whole(a.add(b));
            case "-" -> run.whole(a.subtract(b));
            case "*" -> run.whole(a.multiply(b));
            case "//" -> run.whole(floorDivide(a, nonZero(b)));
            case "%" -> run.whole(a.subtract(floorDivide(a, nonZero(b)).multiply(b)));
            default -> power(run, a, b);
        };
    }

    private static Value power(Run run, BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            nonZero(a);
            return new Value.Real(Math.pow(a.doubleValue(), b.doubleValue()));
        }
        if (a.abs().bitLength() > 1 && (b.bitLength() > 31 || (long) (a.abs().bitLength() - 1) * b.intValue() > Run.NUMBER_BITS)) {
            throw new TemplateException("a power of more than " + Run.NUMBER_BITS + " bits; no longer number is held");
        }
        run.spendBits(Run.NUMBER_BITS);
        return a.abs().bitLength() > 1 ? run.whole(a.pow(b.intValue())) : run.whole(b.testBit(0) ? a : b.signum() == 0 ? BigInteger.ONE : a.abs());
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger nonZero(BigInteger divisor) {
        if (divisor.signum() == 0) {
            throw new TemplateException("division by zero");
        }
        return divisor;
    }

    private static Value reals(Run run, String operator, Value left, Value right) {
        if (operator.equals("/") && !(left instanceof Value.Real) && !(right instanceof Value.Real)) {
            return quotient(run, Numbers.whole(left, operator), Numbers.whole(right, operator));
        }
        double a = Numbers.real(left);
        double b = Numbers.real(right);
        return new Value.Real(switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / nonZero(b);
            case "//" -> floorQuotient(a, nonZero(b));
            case "%" -> modulo(a, nonZero(b));
            default -> realPower(a, b);
        });
    }

    /// Correctly rounded, as Python divides whole numbers that no float could hold.
    private static Value quotient(Run run, BigInteger a, BigInteger b) {
        nonZero(b);
        if (a.bitLength() <= 53 && b.bitLength() <= 53) {
            return new Value.Real(a.doubleValue() / b.doubleValue());
        }
        run.spendBits(a.bitLength() + b.bitLength());
        double value = new BigDecimal(a).divide(new BigDecimal(b), new java.math.MathContext(40)).doubleValue();
        if (Double.isInfinite(value)) {
            throw new TemplateException("integer division result too large for a float");
        }
        return new Value.Real(value);
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw new TemplateException("float division by zero");
        }
        return divisor;
    }

    private static double modulo(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0, b);
        }
        return (rest < 0) == (b < 0) ? rest : rest + b;
    }

    private static double floorQuotient(double a, double b) {
        double quotient = (a - modulo(a, b)) / b;
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double realPower(double a, double b) {
        if (a == 0 && b < 0) {
            throw new TemplateException("0.0 cannot be raised to a negative power");
        }
        if (a == 1) {
            return 1;
        }
        double power = Math.pow(a, b);
        if (Double.isNaN(power) && !Double.isNaN(a) && !Double.isNaN(b)) {
            throw new TemplateException("a power of a negative number that is not a real number");
        }
        if (Double.isInfinite(power) && Double.isFinite(a) && Double.isFinite(b)) {
            throw new TemplateException("numerical result out of range");
        }
        return power;
    }

    static Value negate(Run run, Value value) {
        return switch (value) {
            case Value.Whole whole -> new Value.Whole(whole.value().negate());
            case Value.Bool bool -> Value.of(bool.value() ? -1 : 0);
            case Value.Real real -> new Value.Real(-real.value());
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> throw new TemplateException("bad operand type for unary -: '" + value.type() + "'");
        };
    }

    static Value plus(Value value) {
        return switch (value) {
            case Value.Whole whole -> whole;
            case Value.Bool bool -> Value.of(bool.value() ? 1 : 0);
            case Value.Real real -> real;
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> throw new TemplateException("bad operand type for unary +: '" + value.type() + "'");
        };
    }
}

package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;

/// Python's numbers: how they print and how text becomes one.
final class Numbers {
    /// Longer texts are refused before they are read: a whole number of this many digits is near [Run#NUMBER_BITS].
    static final int DIGITS = 4300;

    private Numbers() {}

    /// Whole numbers of any type as one, so that `1` and `1.0` are the same key; other floats as they are.
    static Object exactWhole(double value) {
        return Double.isFinite(value) && value == Math.rint(value) ? new BigDecimal(value).toBigInteger() : (Object) value;
    }

    /// The number that an index, a count or a width must be.
    static BigInteger whole(Value value, String what) {
        return switch (value) {
            case Value.Whole whole -> whole.value();
            case Value.Bool bool -> bool.value() ? BigInteger.ONE : BigInteger.ZERO;
            case Value.Undefined undefined -> throw new TemplateException(undefined.problem());
            case Value _ -> throw new TemplateException(what + " needs a whole number, not " + value.type());
        };
    }

    static boolean isNumber(Value value) {
        return value instanceof Value.Whole || value instanceof Value.Real || value instanceof Value.Bool;
    }

    static double real(Value value) {
        return switch (value) {
            case Value.Real real -> real.value();
            case Value.Whole whole -> finite(whole.value());
            case Value.Bool bool -> bool.value() ? 1 : 0;
            case Value _ -> throw new TemplateException("must be real number, not " + value.type());
        };
    }

    private static double finite(BigInteger value) {
        double real = value.doubleValue();
        if (Double.isInfinite(real)) {
            throw new TemplateException("int too large to convert to float");
        }
        return real;
    }

    /// The shortest decimal that reads back as the same float, spelled as Python's `repr`.
    static String shown(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        if (value == 0) {
            return sign + "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        // Java never gives fewer than two digits, and takes the nearest two where one would do (4.9E-324).
        if (shortest.precision() == 2) {
            BigDecimal one = shortest.round(new MathContext(1));
            shortest = one.doubleValue() == Math.abs(value) ? one.stripTrailingZeros() : shortest;
        }
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        if (exponent < -4 || exponent >= 16) {
            return sign + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + exponent(exponent);
        }
        String plain = shortest.toPlainString();
        return sign + (plain.contains(".") ? plain : plain + ".0");
    }

    /// An exponent of at least two digits, as C prints it.
    static String exponent(int exponent) {
        int size = Math.abs(exponent);
        return "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }

    /// What Python's `int(text, base)` reads, or null where it would refuse.
    static BigInteger parseWhole(String text, int base) {
        String digits = Characters.strip(text);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = base;
        if (digits.length() > 2 && digits.charAt(0) == '0') {
            int prefix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 0;
            };
            if (prefix != 0 && (base == prefix || base == 0)) {
                radix = prefix;
                digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
            }
        }
        if (radix == 0) {
            radix = 10;
            if (digits.startsWith("0") && !digits.chars().allMatch(unit -> unit == '0' || unit == '_')) {
                return null;
            }
        }
        String ascii = asciiDigits(digits, radix);
        return ascii == null ? null : negative ? new BigInteger(ascii, radix).negate() : new BigInteger(ascii, radix);
    }

    private static String asciiDigits(String digits, int radix) {
        if (digits.isEmpty() || digits.length() > DIGITS) {
            return null;
        }
        StringBuilder ascii = new StringBuilder(digits.length());
        boolean digitBefore = false;
        for (int at = 0; at < digits.length(); ) {
            int point = digits.codePointAt(at);
            at += Character.charCount(point);
            if (point == '_') {
                if (!digitBefore || at == digits.length()) {
                    return null;
                }
                digitBefore = false;
                continue;
            }
            int digit = Character.digit(point, radix);
            if (digit < 0 || isFullwidthLetter(point)) {
                return null;
            }
            ascii.append(Character.forDigit(digit, radix));
            digitBefore = true;
        }
        return digitBefore ? ascii.toString() : null;
    }

    /// Java takes fullwidth letters for digits of base 16; Python does not.
    private static boolean isFullwidthLetter(int point) {
        return point >= 0xFF21 && point <= 0xFF5A;
    }

    /// What Python's `float(text)` reads, or null where it would refuse.
    static Double parseReal(String text) {
        String trimmed = Characters.strip(text);
        if (trimmed.isEmpty() || trimmed.length() > DIGITS) {
            return null;
        }
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < trimmed.length(); ) {
            int point = trimmed.codePointAt(i);
            i += Character.charCount(point);
            int digit = Character.isDigit(point) ? Character.digit(point, 10) : -1;
            ascii.appendCodePoint(digit >= 0 ? '0' + digit : point);
        }
        String plain = ascii.toString().toLowerCase(Locale.ROOT);
        String unsigned = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        int sign = plain.startsWith("-") ? -1 : 1;
        return switch (unsigned) {
            case "inf", "infinity" -> (Double) (sign * Double.POSITIVE_INFINITY);
            case "nan" -> (Double) Double.NaN;
            default -> isDecimal(unsigned) ? (Double) (sign * Double.parseDouble(unsigned.replace("_", ""))) : null;
        };
    }

    /// Digits with a point among, before or behind them, perhaps an exponent; single underscores between digits.
    private static boolean isDecimal(String text) {
        int whole = digitsEnd(text, 0);
        boolean point = whole < text.length() && text.charAt(whole) == '.';
        int fraction = point ? digitsEnd(text, whole + 1) : whole;
        int end = fraction;
        if (end < text.length() && text.charAt(end) == 'e') {
            int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0;
            end = digitsEnd(text, end + 1 + sign);
            if (!isDigit(text, end - 1)) {
                return false;
            }
        }
        return end == text.length() && (whole > 0 || point && fraction > whole + 1);
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (isDigit(text, end) || end > from && text.charAt(end - 1) != '_' && end < text.length()
                && text.charAt(end) == '_' && isDigit(text, end + 1)) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}

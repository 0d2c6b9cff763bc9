package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// How a number or text is laid out: Python's format specification, `[[fill]align][sign][#][0][width][,][.precision][type]`.
///
/// @param align one of `<>^=`, or 0 for what the type prefers
/// @param sign one of `+- `
/// @param grouping `,` or `_` between thousands, or 0
/// @param precision -1 where none is given
/// @param type the letter at the end, or 0
record FormatSpec(String fill, char align, char sign, boolean alternate, int width, char grouping, int precision,
                  char type) {
    /// Enough for any layout; digits beyond cost without showing anything.
    private static final int WIDEST = 10_000;

    static FormatSpec read(String text) {
        int at = 0;
        String fill = " ";
        char align = 0;
        int afterFill = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
        if (afterFill < text.length() && "<>^=".indexOf(text.charAt(afterFill)) >= 0) {
            fill = text.substring(0, afterFill);
            align = text.charAt(afterFill);
            at = afterFill + 1;
        } else if (at < text.length() && "<>^=".indexOf(text.charAt(at)) >= 0) {
            align = text.charAt(at++);
        }
        char sign = at < text.length() && "+- ".indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : '-';
        boolean alternate = at < text.length() && text.charAt(at) == '#' && at++ >= 0;
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
            fill = align == 0 ? "0" : fill;
            align = align == 0 ? '=' : align;
        }
        int widthEnd = digits(text, at);
        int width = number(text.substring(at, widthEnd), 0);
        at = widthEnd;
        char grouping = at < text.length() && ",_".indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : 0;
        int precision = -1;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            precision = number(text.substring(at + 1, end), -1);
            if (precision < 0) {
                throw new TemplateException("format specifier missing precision: '" + text + "'");
            }
            at = end;
        }
        char type = at < text.length() ? text.charAt(at++) : 0;
        if (at < text.length()) {
            throw new TemplateException("invalid format specifier '" + text + "'");
        }
        return new FormatSpec(fill, align, sign, alternate, width, grouping, precision, type);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    static int number(String digits, int otherwise) {
        if (digits.isEmpty()) {
            return otherwise;
        }
        if (digits.length() > 5 || Integer.parseInt(digits) > WIDEST) {
            throw new TemplateException("a width or precision of " + digits.substring(0, Math.min(20, digits.length()))
                    + "; at most " + WIDEST + " is laid out");
        }
        return Integer.parseInt(digits);
    }

    Text apply(Run run, Value value) {
        return switch (value) {
            case Text text -> text(run, text);
            case Value.Whole _, Value.Bool _ -> "eEfFgG%".indexOf(type) > 0 || type == 'e'
                    ? real(run, Numbers.real(value)) : whole(run, Numbers.whole(value, "a format"));
            case Value.Real real -> real(run, real.value());
            case Value _ ->
                throw new TemplateException("unsupported format string passed to " + value.type() + ".__format__");
        };
    }

    private Text text(Run run, Text text) {
        if (type != 0 && type != 's' || align == '=' && !fill.equals("0")) {
            throw unknown("str");
        }
        Text cut = precision >= 0 && precision < text.codePoints()
                ? text.slice(0, text.chars.offsetByCodePoints(0, precision)) : text;
        return padded(run, Text.EMPTY, cut, align == 0 || align == '=' ? '<' : align);
    }

    private Text whole(Run run, BigInteger value) {
        if (precision >= 0) {
            throw new TemplateException("precision not allowed in integer format specifier");
        }
        int radix = switch (type) {
            case 0, 'd', 'n' -> 10;
            case 'x', 'X' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            case 'c' -> 0;
            default -> throw unknown("int");
        };
        if (radix == 0) {
            return padded(run, Text.EMPTY, Text.of(PercentFormat.character(value)), align == 0 ? '<' : align);
        }
        String digits = value.abs().toString(radix);
        String prefix = alternate && radix != 10 ? "0" + type : "";
        return number(run, value.signum() < 0, prefix, type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, "",
                radix == 10 ? 3 : 4);
    }

    private Text real(Run run, double value) {
        if (type != 0 && "eEfFgGn%".indexOf(type) < 0) {
            throw unknown("float");
        }
        run.spend(Run.EXACT_REAL + Math.max(0, precision));
        boolean negative = value < 0 || value == 0 && 1 / value < 0;
        String shown = real(Math.abs(value), type == 'n' ? 'g' : type, precision, alternate);
        int end = 0;
        while (end < shown.length() && Character.isDigit(shown.charAt(end))) {
            end++;
        }
        return number(run, negative, "", shown.substring(0, end), shown.substring(end), 3);
    }

    /// A float that is not negative, laid out by C's rules; without a type as `repr`, or by `g` with a precision.
    static String real(double value, char type, int givenPrecision, boolean alternate) {
        boolean upper = type == 'E' || type == 'F' || type == 'G';
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String name = Double.isNaN(value) ? "nan" : "inf";
            return (upper ? name.toUpperCase(Locale.ROOT) : name) + (type == '%' ? "%" : "");
        }
        int precision = givenPrecision < 0 ? 6 : givenPrecision;
        String shown = switch (type) {
            case 0 -> givenPrecision < 0 ? Numbers.shown(value) : general(value, Math.max(1, precision), true, alternate);
            case 'e', 'E' -> scientific(value, precision, alternate);
            case 'g', 'G' -> general(value, Math.max(1, precision), false, alternate);
            case '%' -> fixed(new BigDecimal(value * 100), precision, alternate) + "%";
            default -> fixed(new BigDecimal(value), precision, alternate);
        };
        return upper ? shown.toUpperCase(Locale.ROOT) : shown;
    }

    private static String fixed(BigDecimal value, int precision, boolean alternate) {
        return value.setScale(precision, RoundingMode.HALF_EVEN).toPlainString() + (alternate && precision == 0 ? "." : "");
    }

    private static String scientific(double value, int precision, boolean alternate) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : digits.length() - rounded.scale() - 1;
        digits = (digits + "0".repeat(precision + 1)).substring(0, precision + 1);
        return digits.charAt(0) + (precision > 0 || alternate ? "." : "") + digits.substring(1) + Numbers.exponent(exponent);
    }

    /// @param point whether at least one digit stands after the point, as for a float without a type
    private static String general(double value, int precision, boolean point, boolean alternate) {
        String scientific = scientific(value, precision - 1, alternate);
        int e = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(e + 1));
        if (exponent < -4 || exponent >= (point ? Math.max(precision - 1, 0) + (precision == 1 && exponent == 0 ? 1 : 0) : precision)) {
            return trimmed(scientific.substring(0, e), alternate) + scientific.substring(e);
        }
        String plain = trimmed(fixed(new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN)),
                Math.max(0, precision - 1 - exponent), alternate), alternate);
        return point && plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static String trimmed(String digits, boolean alternate) {
        if (alternate || digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private Text number(Run run, boolean negative, String prefix, String digits, String rest, int group) {
        String before = (negative ? "-" : sign == '-' ? "" : Character.toString(sign)) + prefix;
        char wanted = align == 0 ? '>' : align;
        int room = wanted == '=' && fill.equals("0") ? width - before.length() - rest.length() : 0;
        String body = grouping == 0 ? digits : grouped(digits, room, group);
        return padded(run, Text.of(before), Text.of(body + rest), wanted);
    }

    /// Separators go into the zeros that fill up to the width too.
    private String grouped(String digits, int room, int group) {
        StringBuilder out = new StringBuilder();
        int count = 0;
        for (int i = digits.length() - 1; i >= 0 || out.length() < room; i--) {
            if (count > 0 && count % group == 0) {
                out.append(grouping);
            }
            out.append(i >= 0 ? digits.charAt(i) : '0');
            count++;
        }
        return out.reverse().toString();
    }

    private Text padded(Run run, Text before, Text body, char wanted) {
        int missing = Math.max(0, width - before.codePoints() - body.codePoints());
        Text filler = Text.of(fill);
        int left = switch (wanted) {
            case '<' -> 0;
            case '^' -> missing / 2;
            default -> missing;
        };
        TextBuilder out = new TextBuilder(run);
        out.repeat(filler, wanted == '=' ? 0 : left).append(before).repeat(filler, wanted == '=' ? left : 0);
        return out.append(body).repeat(filler, missing - left).text();
    }

    private TemplateException unknown(String kind) {
        return new TemplateException("unknown format code '" + type + "' for object of type '" + kind + "'");
    }
}

package dev.glossa.harness.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/// Python's `text % values`.
final class PercentFormat {
    private final Run run;
    private final Text format;
    private final Value values;
    private final List<Value> positional;
    private final TextBuilder out;
    private int at;
    private int taken;

    private PercentFormat(Run run, Text format, Value values) {
        this.run = run;
        this.format = format;
        this.values = values;
        this.positional = values instanceof Value.Tuple tuple ? tuple.values() : List.of(values);
        this.out = new TextBuilder(run);
    }

    static Text format(Run run, Text format, Value values) {
        return new PercentFormat(run, format, values).run().markup(format.markup);
    }

    private Text run() {
        int done = 0;
        for (int percent; (percent = format.chars.indexOf('%', done)) >= 0; done = at) {
            out.append(format, done, percent);
            at = percent + 1;
            directive(percent);
        }
        // Whatever can be indexed, except text and tuples, passes for a mapping, and a mapping need not be used up.
        boolean mapping = values instanceof Dict || values instanceof Value.Items || values instanceof Value.Range
                || values instanceof Value.Undefined;
        if (taken < positional.size() && !mapping) {
            throw new TemplateException("not all arguments converted during string formatting");
        }
        return out.append(format, done, format.length()).text();
    }

    private void directive(int percent) {
        Value named = null;
        if (peek() == '(') {
            named = named();
        }
        String flags = "";
        while (peek() != 0 && "#0- +".indexOf(peek()) >= 0) {
            flags += peek();
            at++;
        }
        int width = size(0);
        if (width < 0) {
            flags += "-";
        }
        int precision = -1;
        if (peek() == '.') {
            at++;
            precision = Math.max(0, size(0));
        }
        while (peek() == 'h' || peek() == 'l' || peek() == 'L') {
            at++;
        }
        char type = peek();
        if (type == 0) {
            throw new TemplateException("incomplete format: '%' needs a letter after it");
        }
        at++;
        if (type == '%') {
            out.append(format, at - 1, at);
            return;
        }
        convert(type, flags, Math.abs(width), precision, named != null ? named : take());
    }

    private Value named() {
        int close = at;
        int open = 0;
        do {
            if (close >= format.length()) {
                throw new TemplateException("incomplete format key");
            }
            open += format.chars.charAt(close) == '(' ? 1 : format.chars.charAt(close) == ')' ? -1 : 0;
            close++;
        } while (open > 0);
        String name = format.chars.substring(at + 1, close - 1);
        at = close;
        if (!(values instanceof Dict dict)) {
            throw new TemplateException("format requires a mapping");
        }
        Value value = dict.get(name);
        if (value == null) {
            throw new TemplateException("format key '" + name + "' is missing");
        }
        return value;
    }

    private char peek() {
        return at < format.length() ? format.chars.charAt(at) : 0;
    }

    private Value take() {
        if (taken >= positional.size()) {
            throw new TemplateException("not enough arguments for format string");
        }
        return positional.get(taken++);
    }

    private int size(int otherwise) {
        if (peek() == '*') {
            at++;
            int size = Given.within(Numbers.whole(take(), "*"));
            FormatSpec.number(Long.toString(Math.abs((long) size)), 0);
            return size;
        }
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return FormatSpec.number(format.chars.substring(start, at), otherwise);
    }

    private void convert(char type, String flags, int width, int precision, Value value) {
        switch (type) {
            case 's', 'r', 'a' -> {
                Text text = type == 's' ? format.markup ? Markup.escape(run, value) : Show.text(run, value)
                        : Show.represented(run, value);
                pad(Text.EMPTY, precision >= 0 && precision < text.codePoints()
                        ? text.slice(0, text.chars.offsetByCodePoints(0, precision)) : text, flags.replace("0", ""), width);
            }
            case 'c' -> pad(Text.EMPTY, value instanceof Text text ? single(text)
                    : Text.of(character(Numbers.whole(value, "%c"))), flags.replace("0", ""), width);
            case 'd', 'i', 'u' -> number(truncated(type, value), 10, type, flags, width, precision);
            case 'x', 'X' -> number(Numbers.whole(value, "%" + type), 16, type, flags, width, precision);
            case 'o' -> number(Numbers.whole(value, "%o"), 8, type, flags, width, precision);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                run.spend(Run.EXACT_REAL + Math.max(0, precision));
                double real = Numbers.real(value);
                boolean negative = real < 0 || real == 0 && 1 / real < 0;
                pad(sign(negative, flags), Text.of(FormatSpec.real(Math.abs(real), type, precision,
                        flags.contains("#"))), Double.isFinite(real) ? flags : flags.replace("0", ""), width);
            }
            default -> throw new TemplateException("unsupported format character '" + type + "'");
        }
    }

    private static BigInteger truncated(char type, Value value) {
        if (value instanceof Value.Real real) {
            if (!Double.isFinite(real.value())) {
                throw new TemplateException("cannot convert float " + Numbers.shown(real.value()) + " to integer");
            }
            return new BigDecimal(real.value()).toBigInteger();
        }
        return Numbers.whole(value, "%" + type);
    }

    private static Text single(Text text) {
        if (text.codePoints() != 1) {
            throw new TemplateException("%c requires int or char");
        }
        return text;
    }

    static String character(BigInteger point) {
        if (point.bitLength() > 21 || point.signum() < 0 || !Character.isValidCodePoint(point.intValue())) {
            throw new TemplateException("%c arg not in range(0x110000)");
        }
        return Character.toString(point.intValue());
    }

    private void number(BigInteger value, int radix, char type, String flags, int width, int precision) {
        String digits = value.abs().toString(radix);
        if (type == 'X') {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        String prefix = flags.contains("#") && radix != 10 ? "0" + type : "";
        pad(Text.of(sign(value.signum() < 0, flags).chars + prefix), Text.of(digits), flags, width);
    }

    private static Text sign(boolean negative, String flags) {
        return Text.of(negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "");
    }

    private void pad(Text before, Text body, String flags, int width) {
        int missing = Math.max(0, width - before.codePoints() - body.codePoints());
        boolean left = flags.contains("-");
        boolean zeros = !left && flags.contains("0");
        out.repeat(Text.of(" "), left || zeros ? 0 : missing).append(before).repeat(Text.of("0"), zeros ? missing : 0)
                .append(body).repeat(Text.of(" "), left ? missing : 0);
    }
}

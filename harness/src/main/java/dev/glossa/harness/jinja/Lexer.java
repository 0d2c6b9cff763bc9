package dev.glossa.harness.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a template's source into tokens, with `trim_blocks` and `lstrip_blocks` on, as chat templates expect:
/// the line end after a block tag goes, and so do the blanks before one that starts its line.
final class Lexer {
    /// Longer than any template seen by a factor of fifty.
    private static final int LONGEST = 1_000_000;
    private static final List<String> OPERATORS = List.of("//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%",
            "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineCountedTo;
    /// Whether the text that comes next begins a line; a tag before it on its line hides that.
    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        if (source.length() > LONGEST) {
            throw new TemplateException("a template of " + source.length() + " characters; at most " + LONGEST
                    + " are read");
        }
        String lines = source.replace("\r\n", "\n").replace('\r', '\n');
        return new Lexer(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines).run();
    }

    private List<Token> run() {
        while (at < source.length()) {
            int open = nextTag();
            if (open < 0) {
                data(at, source.length());
                at = source.length();
            } else {
                tag(open);
            }
        }
        add(Token.Kind.END, "");
        return tokens;
    }

    private int nextTag() {
        int open = source.indexOf('{', at);
        while (open >= 0 && !(open + 1 < source.length() && "%{#".indexOf(source.charAt(open + 1)) >= 0)) {
            open = source.indexOf('{', open + 1);
        }
        return open;
    }

    private void tag(int open) {
        char type = source.charAt(open + 1);
        char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
        boolean signed = sign == '-' || sign == '+';
        data(at, stripped(open, type, sign));
        at = open + (signed ? 3 : 2);
        int raw = type == '%' ? afterWord("raw", at) : -1;
        if (type == '#') {
            comment();
        } else if (raw >= 0 && endOfTag(raw, false) >= 0) {
            raw(endOfTag(raw, false));
        } else {
            add(type == '%' ? Token.Kind.BLOCK_BEGIN : Token.Kind.VARIABLE_BEGIN, "");
            inside(type == '%');
        }
    }

    /// Where the text before a tag ends once the blanks that the tag swallows are gone.
    private int stripped(int open, char type, char sign) {
        int end = open;
        if (sign == '-') {
            while (end > at && Characters.isSpace(source.charAt(end - 1))) {
                end--;
            }
        } else if (sign != '+' && type != '{') {
            while (end > at && source.charAt(end - 1) != '\n' && Characters.isSpace(source.charAt(end - 1))) {
                end--;
            }
            boolean begins = end > at ? source.charAt(end - 1) == '\n' : lineStarts;
            end = begins ? end : open;
        }
        return end;
    }

    private void comment() {
        if (at == source.length()) {
            return;
        }
        int close = source.indexOf("#}", at);
        if (close < 0) {
            throw error("a comment is not closed: expected '#}'");
        }
        char before = close > at ? source.charAt(close - 1) : ' ';
        at = close + 2;
        after(before, true);
    }

    private void raw(int contentStart) {
        at = contentStart;
        if (at == source.length()) {
            return;
        }
        int open = source.indexOf("{%", at);
        while (open >= 0) {
            char sign = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
            int word = afterWord("endraw", open + (sign == '-' || sign == '+' ? 3 : 2));
            int end = word < 0 ? -1 : endOfTag(word, true);
            if (end >= 0) {
                data(at, stripped(open, '%', sign));
                at = end;
                lineStarts = source.charAt(end - 1) == '\n';
                return;
            }
            open = source.indexOf("{%", open + 2);
        }
        throw error("a raw block is not closed: expected {% endraw %}");
    }

    /// The offset after blanks and the word, or -1 where another stands.
    private int afterWord(String word, int from) {
        int start = skipSpaces(from);
        return source.startsWith(word, start) ? skipSpaces(start + word.length()) : -1;
    }

    /// The offset after `%}` with its sign and what it swallows, or -1.
    private int endOfTag(int from, boolean trimsLine) {
        if (source.startsWith("-%}", from)) {
            int end = skipSpaces(from + 3);
            lineStarts = source.charAt(end - 1) == '\n';
            return end;
        }
        if (trimsLine && source.startsWith("+%}", from)) {
            return from + 3;
        }
        if (!source.startsWith("%}", from)) {
            return -1;
        }
        lineStarts = false;
        return trimsLine && source.startsWith("\n", from + 2) ? from + 3 : from + 2;
    }

    /// Swallows what the sign and kind of a closing tag ask for.
    private void after(char sign, boolean trimsLine) {
        int end = at;
        if (sign == '-') {
            at = skipSpaces(at);
        } else if (sign != '+' && trimsLine && source.startsWith("\n", at)) {
            at++;
        }
        lineStarts = at > end && source.charAt(at - 1) == '\n';
    }

    private int skipSpaces(int from) {
        int end = from;
        while (end < source.length() && Characters.isSpace(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private void data(int from, int to) {
        if (from < to) {
            add(Token.Kind.DATA, source.substring(from, to));
        }
    }

    private void inside(boolean block) {
        String end = block ? "%}" : "}}";
        Deque<Character> open = new ArrayDeque<>();
        while (true) {
            at = skipSpaces(at);
            if (at >= source.length()) {
                throw error("a tag is not closed: expected '" + end + "'");
            }
            char here = source.charAt(at);
            boolean signed = here == '-' || here == '+' && block;
            if (open.isEmpty() && source.startsWith(end, signed ? at + 1 : at)) {
                add(block ? Token.Kind.BLOCK_END : Token.Kind.VARIABLE_END, "");
                at += signed ? 3 : 2;
                after(signed ? here : ' ', block);
                return;
            }
            word(here, open);
        }
    }

    private void word(char here, Deque<Character> open) {
        if (here >= '0' && here <= '9') {
            number();
        } else if (here == '"' || here == '\'') {
            string(here);
        } else if (Character.isUnicodeIdentifierStart(source.codePointAt(at)) || here == '_') {
            int start = at;
            while (at < source.length() && isWord(source.codePointAt(at))) {
                at += Character.charCount(source.codePointAt(at));
            }
            add(Token.Kind.NAME, source.substring(start, at));
        } else {
            operator(here, open);
        }
    }

    private static boolean isWord(int point) {
        return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
    }

    private void operator(char here, Deque<Character> open) {
        String operator = operatorHere();
        switch (here) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.pop() != here) {
                    throw error("unexpected '" + here + "'");
                }
            }
            default -> { }
        }
        add(Token.Kind.OPERATOR, operator);
        at += operator.length();
    }

    private String operatorHere() {
        for (String known : OPERATORS) {
            if (source.startsWith(known, at)) {
                return known;
            }
        }
        throw error("unexpected character '" + Character.toString(source.codePointAt(at)) + "'");
    }

    /// Decimal digits, single underscores between them.
    private int digits(int from, String allowed) {
        int end = from;
        while (end < source.length() && (allowed.indexOf(source.charAt(end)) >= 0
                || source.charAt(end) == '_' && end > from && end + 1 < source.length()
                && allowed.indexOf(source.charAt(end + 1)) >= 0)) {
            end++;
        }
        return end;
    }

    private void number() {
        String decimal = "0123456789";
        int start = at;
        int end = digits(start, decimal);
        int fraction = end < source.length() && source.charAt(end) == '.' ? digits(end + 1, decimal) : end;
        int mantissa = fraction > end + 1 ? fraction : end;
        int exponent = exponent(mantissa);
        if (Math.max(mantissa, exponent) > end && (start == 0 || source.charAt(start - 1) != '.')) {
            at = Math.max(mantissa, exponent);
            add(Token.Kind.FLOAT, source.substring(start, at));
            return;
        }
        if (source.charAt(start) == '0') {
            String base = start + 1 < source.length() ? switch (source.charAt(start + 1)) {
                case 'x', 'X' -> "0123456789abcdefABCDEF";
                case 'o', 'O' -> "01234567";
                case 'b', 'B' -> "01";
                default -> "";
            } : "";
            int from = source.startsWith("_", start + 2) ? start + 3 : start + 2;
            end = !base.isEmpty() && digits(from, base) > from ? digits(from, base) : digits(start, "0");
        }
        at = end;
        add(Token.Kind.INTEGER, source.substring(start, at));
    }

    private int exponent(int from) {
        if (from >= source.length() || "eE".indexOf(source.charAt(from)) < 0) {
            return -1;
        }
        int sign = from + 1 < source.length() && "+-".indexOf(source.charAt(from + 1)) >= 0 ? 1 : 0;
        int end = digits(from + 1 + sign, "0123456789");
        return end > from + 1 + sign ? end : -1;
    }

    private void string(char quote) {
        int start = at++;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= source.length()) {
            at = start;
            throw error("a string is not closed: expected " + quote);
        }
        String written = source.substring(start + 1, at++);
        int begun = line(start);
        tokens.add(new Token(Token.Kind.STRING, StringLiteral.read(written, begun), begun));
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line(at)));
    }

    /// Tokens come in order, so lines are counted once.
    private int line(int offset) {
        for (; lineCountedTo < Math.min(offset, source.length()); lineCountedTo++) {
            line += source.charAt(lineCountedTo) == '\n' ? 1 : 0;
        }
        return line;
    }

    private TemplateException error(String problem) {
        return new TemplateException(line(at), problem);
    }
}

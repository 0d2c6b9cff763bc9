package dev.glossa.harness.jinja;

import dev.glossa.harness.jinja.Expression.Passed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads expressions; the loosest binding first: `if`, `or`, `and`, `not`, comparison, sum, `~`, product, power, sign,
/// then filters, tests, calls and subscripts. Powers group from the left and bind looser than a sign, as in the original.
class ExpressionParser extends TokenStream {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    /// Those of the scope that is being read.
    Symbols symbols = new Symbols(null);
    /// Names used since the innermost macro began.
    Set<String> mentioned = new HashSet<>();
    /// Inside an `if`, a filter that does not exist is an error only when it is reached: templates probe for them.
    boolean probing;
    /// Filters and tests that do not exist, met outside of an `if`.
    final List<Unknown> unknown = new ArrayList<>();

    record Unknown(int line, boolean filter, String name) {
        TemplateException error() {
            return new TemplateException(line, filter ? Filters.missing(name) : Checks.missing(name));
        }
    }

    ExpressionParser(List<Token> tokens) {
        super(tokens);
    }

    /// Expressions with commas between them are a tuple without parentheses.
    Expression tuple(boolean conditional) {
        return tuple(conditional, "");
    }

    /// @param endName a name that ends it, such as `recursive`
    Expression tuple(boolean conditional, String endName) {
        List<Expression> parts = new ArrayList<>();
        boolean comma = false;
        while (!endsTuple(endName)) {
            parts.add(conditional ? expression() : or());
            comma = skipOperator(",");
            if (!comma) {
                break;
            }
        }
        if (parts.isEmpty()) {
            throw expected("an expression");
        }
        return parts.size() == 1 && !comma ? parts.getFirst() : new Expression.TupleOf(parts);
    }

    private boolean endsTuple(String endName) {
        Token token = current();
        return token.is(Token.Kind.VARIABLE_END) || token.is(Token.Kind.BLOCK_END) || token.isOperator(")")
                || token.isName(endName);
    }

    Expression expression() {
        descend();
        int knownBefore = unknown.size();
        Expression value = or();
        int line = current().line();
        while (skipName("if")) {
            unknown.subList(knownBefore, unknown.size()).clear();
            boolean outer = probing;
            probing = true;
            Expression test = or();
            Expression otherwise = skipName("else") ? expression() : null;
            probing = outer;
            value = new Expression.Conditional(test, value, otherwise, line);
        }
        rise();
        return value;
    }

    private Expression or() {
        Expression left = and();
        while (skipName("or")) {
            left = new Expression.Either(false, left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (skipName("and")) {
            left = new Expression.Either(true, left, not());
        }
        return left;
    }

    private Expression not() {
        if (!skipName("not")) {
            return comparison();
        }
        descend();
        Expression negated = new Expression.Not(not());
        rise();
        return negated;
    }

    private Expression comparison() {
        int line = current().line();
        Expression first = sum();
        List<String> operators = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        while (true) {
            if (current().is(Token.Kind.OPERATOR) && COMPARISONS.contains(current().text())) {
                operators.add(next().text());
            } else if (skipName("in")) {
                operators.add("in");
            } else if (current().isName("not") && ahead().isName("in")) {
                next();
                next();
                operators.add("not in");
            } else {
                return operators.isEmpty() ? first : new Expression.Compared(first, operators, others, line);
            }
            others.add(sum());
        }
    }

    private Expression sum() {
        Expression left = joined();
        while (current().isOperator("+") || current().isOperator("-")) {
            Token operator = next();
            left = new Expression.Calculated(operator.text(), left, joined(), operator.line());
        }
        return left;
    }

    private Expression joined() {
        int line = current().line();
        Expression first = product();
        if (!current().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (skipOperator("~")) {
            parts.add(product());
        }
        return new Expression.Joined(parts, line);
    }

    private Expression product() {
        Expression left = power();
        while (current().isOperator("*") || current().isOperator("/") || current().isOperator("//")
                || current().isOperator("%")) {
            Token operator = next();
            left = new Expression.Calculated(operator.text(), left, power(), operator.line());
        }
        return left;
    }

    private Expression power() {
        Expression left = signed(true);
        while (current().isOperator("**")) {
            Token operator = next();
            left = new Expression.Calculated("**", left, signed(true), operator.line());
        }
        return left;
    }

    private Expression signed(boolean filters) {
        Token token = current();
        Expression value;
        if (token.isOperator("-") || token.isOperator("+")) {
            next();
            descend();
            value = new Expression.Signed(token.isOperator("-"), signed(false), token.line());
            rise();
        } else {
            value = primary();
        }
        value = postfix(value);
        return filters ? filtersAndTests(value) : value;
    }

    private Expression primary() {
        Token token = current();
        descend();
        Expression value = switch (token.kind()) {
            case NAME -> name(next());
            case STRING -> strings();
            case INTEGER -> new Expression.Constant(whole(next()));
            case FLOAT -> new Expression.Constant(real(next()));
            case OPERATOR -> switch (token.text()) {
                case "(" -> parenthesised();
                case "[" -> list();
                case "{" -> dict();
                default -> throw expected("an expression");
            };
            case DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, END -> throw expected("an expression");
        };
        rise();
        return value;
    }

    private Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Expression.Constant(Value.TRUE);
            case "false", "False" -> new Expression.Constant(Value.FALSE);
            case "none", "None" -> new Expression.Constant(Value.NONE);
            default -> {
                mentioned.add(token.text());
                symbols.read(token.text());
                yield new Expression.Name(token.text(), token.line());
            }
        };
    }

    private Expression strings() {
        StringBuilder text = new StringBuilder();
        while (current().is(Token.Kind.STRING)) {
            text.append(next().text());
        }
        return new Expression.Constant(Text.of(text.toString()));
    }

    private Value whole(Token token) {
        String digits = token.text().replace("_", "");
        if (digits.length() > Numbers.DIGITS) {
            throw new TemplateException(token.line(), "a number of " + digits.length() + " digits; at most "
                    + Numbers.DIGITS + " are read");
        }
        boolean prefixed = digits.length() > 1 && Character.isLetter(digits.charAt(1));
        int radix = !prefixed ? 10 : switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
        return new Value.Whole(new BigInteger(prefixed ? digits.substring(2) : digits, radix));
    }

    private Value real(Token token) {
        String digits = token.text().replace("_", "");
        if (digits.length() > Numbers.DIGITS) {
            throw new TemplateException(token.line(), "a number of " + digits.length() + " digits; at most "
                    + Numbers.DIGITS + " are read");
        }
        return new Value.Real(Double.parseDouble(digits));
    }

    private Expression parenthesised() {
        expectOperator("(");
        if (skipOperator(")")) {
            return new Expression.TupleOf(List.of());
        }
        Expression value = tuple(true);
        expectOperator(")");
        return value;
    }

    private Expression list() {
        expectOperator("[");
        List<Expression> parts = new ArrayList<>();
        while (!current().isOperator("]")) {
            if (!parts.isEmpty()) {
                expectOperator(",");
            }
            if (!current().isOperator("]")) {
                parts.add(expression());
            }
        }
        expectOperator("]");
        return new Expression.ListOf(parts);
    }

    private Expression dict() {
        expectOperator("{");
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!current().isOperator("}")) {
            if (!keys.isEmpty()) {
                expectOperator(",");
            }
            if (!current().isOperator("}")) {
                keys.add(expression());
                expectOperator(":");
                values.add(expression());
            }
        }
        expectOperator("}");
        return new Expression.DictOf(keys, values);
    }

    private Expression postfix(Expression value) {
        Expression result = value;
        while (true) {
            Token token = current();
            if (token.isOperator(".")) {
                next();
                result = attribute(result);
            } else if (token.isOperator("[")) {
                next();
                result = subscript(result, token.line());
            } else if (token.isOperator("(")) {
                result = new Expression.Call(result, passed(), token.line());
            } else {
                return result;
            }
        }
    }

    private Expression attribute(Expression of) {
        Token token = next();
        return switch (token.kind()) {
            case NAME -> new Expression.Attribute(of, token.text(), token.line());
            case INTEGER -> new Expression.Item(of, new Expression.Constant(whole(token)), token.line());
            case DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, STRING, FLOAT, OPERATOR, END ->
                throw new TemplateException(token.line(), "expected a name or number after '.', found " + token.shown());
        };
    }

    private Expression subscript(Expression of, int line) {
        if (skipOperator("]")) {
            return new Expression.Item(of, new Expression.TupleOf(List.of()), line);
        }
        Expression start = current().isOperator(":") ? null : expression();
        if (skipOperator("]")) {
            return new Expression.Item(of, start, line);
        }
        if (current().isOperator(",")) {
            return tupleSubscript(of, start, line);
        }
        expectOperator(":");
        Expression stop = current().isOperator(":") || current().isOperator("]") ? null : expression();
        Expression step = skipOperator(":") && !current().isOperator("]") ? expression() : null;
        expectOperator("]");
        return new Expression.Slice(of, start, stop, step, line);
    }

    private Expression tupleSubscript(Expression of, Expression first, int line) {
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (skipOperator(",")) {
            parts.add(expression());
        }
        expectOperator("]");
        return new Expression.Item(of, new Expression.TupleOf(parts), line);
    }

    private Expression filtersAndTests(Expression value) {
        Expression result = value;
        while (true) {
            Token token = current();
            if (token.isOperator("|")) {
                next();
                result = filter(result);
            } else if (token.isName("is")) {
                next();
                result = test(result);
            } else if (token.isOperator("(")) {
                result = new Expression.Call(result, passed(), token.line());
            } else {
                return result;
            }
        }
    }

    /// Filters after the first `|` or at the head of a block; the input is null there.
    Expression.Filtered filters(Expression input) {
        Expression.Filtered result = filter(input);
        while (skipOperator("|")) {
            result = filter(result);
        }
        return result;
    }

    private Expression.Filtered filter(Expression input) {
        int line = current().line();
        String name = dottedName();
        if (!probing && !Filters.TABLE.containsKey(name)) {
            unknown.add(new Unknown(line, true, name));
        }
        return new Expression.Filtered(input, name, current().isOperator("(") ? passed() : Passed.NOTHING, line);
    }

    private Expression test(Expression input) {
        int line = current().line();
        boolean negated = skipName("not");
        String name = dottedName();
        if (!probing && !Checks.TABLE.containsKey(name)) {
            unknown.add(new Unknown(line, false, name));
        }
        Passed passed = Passed.NOTHING;
        if (current().isOperator("(")) {
            passed = passed();
        } else if (beginsValue()) {
            if (current().isName("is")) {
                throw error("tests cannot be chained with 'is'");
            }
            passed = new Passed(List.of(postfix(primary())), Map.of(), null, null);
        }
        Expression test = new Expression.Tested(input, name, passed, line);
        return negated ? new Expression.Not(test) : test;
    }

    private boolean beginsValue() {
        Token token = current();
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            case DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, END -> false;
        };
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(expect(Token.Kind.NAME).text());
        while (skipOperator(".")) {
            name.append('.').append(expect(Token.Kind.NAME).text());
        }
        return name.toString();
    }

    private Passed passed() {
        expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression list = null;
        Expression dictionary = null;
        boolean first = true;
        while (!current().isOperator(")")) {
            if (!first) {
                expectOperator(",");
                if (current().isOperator(")")) {
                    break;
                }
            }
            first = false;
            boolean names = current().is(Token.Kind.NAME) && ahead().isOperator("=");
            if (current().isOperator("*") && list == null && dictionary == null) {
                next();
                list = expression();
            } else if (current().isOperator("**") && dictionary == null) {
                next();
                dictionary = expression();
            } else if (names && dictionary == null) {
                String name = next().text();
                next();
                if (named.put(name, expression()) != null) {
                    throw error("keyword argument '" + name + "' is given twice");
                }
            } else if (!names && list == null && dictionary == null && named.isEmpty()) {
                positional.add(expression());
            } else {
                throw expected("no value after named values");
            }
        }
        expectOperator(")");
        return new Passed(positional, named, list, dictionary);
    }
}

package dev.glossa.harness.jinja;

import java.util.List;

/// The tokens of a template with a place in them, and how deep the parser has descended.
class TokenStream {
    /// The original's stack ends near 80 levels of parentheses.
    private static final int NESTING = 100;

    private final List<Token> tokens;
    private int at;
    private int nesting;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token ahead() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean skipOperator(String operator) {
        boolean found = current().isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipName(String name) {
        boolean found = current().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    Token expect(Token.Kind kind) {
        if (!current().is(kind)) {
            throw expected(kind.shown);
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw expected("'" + operator + "'");
        }
    }

    TemplateException expected(String what) {
        return error("expected " + what + ", found " + current().shown());
    }

    TemplateException error(String problem) {
        return new TemplateException(current().line(), problem);
    }

    /// Pairs with [#rise()].
    void descend() {
        if (++nesting > NESTING) {
            throw error("nested deeper than " + NESTING + " levels");
        }
    }

    void rise() {
        nesting--;
    }
}

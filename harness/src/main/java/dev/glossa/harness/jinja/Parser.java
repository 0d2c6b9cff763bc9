package dev.glossa.harness.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a whole template.
final class Parser extends ExpressionParser {
    private static final Set<String> ELSEWHERE = Set.of("include", "import", "from", "extends", "block");
    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final boolean generation;
    private int loops;

    private Parser(List<Token> tokens, boolean generation) {
        super(tokens);
        this.generation = generation;
    }

    /// @param generation whether `{% generation %}` is a tag, as it is for chat templates alone
    static List<Statement> parse(String source, boolean generation) {
        Parser parser = new Parser(Lexer.tokens(source), generation);
        List<Statement> statements = parser.body(null);
        if (!parser.unknown.isEmpty()) {
            throw parser.unknown.getFirst().error();
        }
        return statements;
    }

    /// Statements up to one of the tags that end them, which is left for the caller; null where only the end of the
    /// template does.
    private List<Statement> body(Token opened, String... ends) {
        descend();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = next();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Data(Text.of(token.text())));
                case VARIABLE_BEGIN -> {
                    statements.add(new Statement.Print(List.of(tuple(true)), token.line()));
                    expect(Token.Kind.VARIABLE_END);
                }
                case BLOCK_BEGIN -> {
                    if (List.of(ends).contains(current().text()) && current().is(Token.Kind.NAME)) {
                        rise();
                        return statements;
                    }
                    statements.add(statement());
                }
                case END -> {
                    if (opened != null) {
                        throw new TemplateException(token.line(), "the template ends inside the '" + opened.text()
                                + "' of line " + opened.line() + ": expected " + String.join(" or ", ends));
                    }
                    return statements;
                }
                case VARIABLE_END, BLOCK_END, NAME, STRING, INTEGER, FLOAT, OPERATOR ->
                    throw new TemplateException(token.line(), "unexpected " + token.shown());
            }
        }
    }

    /// The block between a tag and its end tag, both read to their end.
    private List<Statement> block(Token opened) {
        beginBody();
        List<Statement> body = body(opened, "end" + opened.text());
        next();
        expect(Token.Kind.BLOCK_END);
        return body;
    }

    /// A colon may stand before the end of a tag that opens a body, as in Python.
    private void beginBody() {
        skipOperator(":");
        expect(Token.Kind.BLOCK_END);
    }

    private Statement statement() {
        Token tag = expect(Token.Kind.NAME);
        return switch (tag.text()) {
            case "if" -> condition(tag);
            case "for" -> loop(tag);
            case "set" -> assignment(tag);
            case "macro" -> macro(tag);
            case "call" -> call(tag);
            case "filter" -> new Statement.FilterBlock(filters(null), block(tag), tag.line());
            case "with" -> with(tag);
            case "print" -> print(tag);
            case "break", "continue" -> leave(tag);
            case "generation" -> generation(tag);
            default -> throw unknown(tag);
        };
    }

    private Statement print(Token tag) {
        List<Expression> expressions = new ArrayList<>();
        while (!current().is(Token.Kind.BLOCK_END)) {
            if (!expressions.isEmpty()) {
                expectOperator(",");
            }
            expressions.add(expression());
        }
        next();
        return new Statement.Print(expressions, tag.line());
    }

    private TemplateException unknown(Token tag) {
        return new TemplateException(tag.line(), ELSEWHERE.contains(tag.text())
                ? "'" + tag.text() + "' is not supported: a template here is whole by itself and reads no other"
                : "unknown tag '" + tag.text() + "'; expected one of if, for, set, macro, call, filter, with, print, "
                        + "raw, break, continue" + (generation ? ", generation" : "") + " or an end tag that is open");
    }

    private Statement condition(Token tag) {
        List<Expression> tests = new ArrayList<>();
        List<List<Statement>> bodies = new ArrayList<>();
        List<Statement> otherwise = List.of();
        boolean outer = probing;
        Token end = tag;
        while (end.isName("if") || end.isName("elif")) {
            probing = true;
            tests.add(tuple(false));
            beginBody();
            bodies.add(body(tag, "elif", "else", "endif"));
            end = next();
        }
        if (end.isName("else")) {
            beginBody();
            otherwise = body(tag, "endif");
            next();
        }
        probing = outer;
        expect(Token.Kind.BLOCK_END);
        return new Statement.If(tests, bodies, otherwise, tag.line());
    }

    private Statement loop(Token tag) {
        Target target = targets(false);
        if (!skipName("in")) {
            throw expected("'in'");
        }
        Expression values = tuple(false, "recursive");
        boolean outer = probing;
        probing = false;
        Expression test = skipName("if") ? expression() : null;
        boolean recursive = skipName("recursive");
        beginBody();
        loops++;
        List<Statement> body = body(tag, "else", "endfor");
        loops--;
        List<Statement> otherwise = List.of();
        if (next().isName("else")) {
            beginBody();
            otherwise = body(tag, "endfor");
            next();
        }
        probing = outer;
        expect(Token.Kind.BLOCK_END);
        return new Statement.For(target, values, test, body, otherwise, recursive, tag.line());
    }

    private Statement leave(Token tag) {
        if (loops == 0) {
            throw new TemplateException(tag.line(), "'" + tag.text() + "' outside of a loop");
        }
        expect(Token.Kind.BLOCK_END);
        return new Statement.Leave(tag.isName("break") ? Statement.Flow.BREAK : Statement.Flow.CONTINUE);
    }

    private Statement assignment(Token tag) {
        Target target = targets(true);
        if (skipOperator("=")) {
            Expression value = tuple(true);
            expect(Token.Kind.BLOCK_END);
            return new Statement.Set(target, value, tag.line());
        }
        boolean outer = probing;
        probing = false;
        Expression.Filtered filter = skipOperator("|") ? filters(null) : null;
        List<Statement> body = block(tag);
        probing = outer;
        return new Statement.SetBlock(target, filter, body, tag.line());
    }

    /// One name or several with commas; parentheses group.
    private Target targets(boolean namespaces) {
        int line = current().line();
        List<Target> targets = new ArrayList<>();
        boolean comma = false;
        do {
            if (comma && (current().is(Token.Kind.BLOCK_END) || current().isOperator(")"))) {
                break;
            }
            targets.add(target(namespaces));
            comma = skipOperator(",");
        } while (comma);
        return targets.size() == 1 && !comma ? targets.getFirst() : new Target.Several(targets, line);
    }

    private Target target(boolean namespaces) {
        if (skipOperator("(")) {
            descend();
            Target inner = targets(namespaces);
            rise();
            expectOperator(")");
            return inner;
        }
        if (!current().is(Token.Kind.NAME) || current().isName("in")) {
            throw expected("a name to assign to");
        }
        Token token = next();
        if (CONSTANTS.contains(token.text())) {
            throw new TemplateException(token.line(), "cannot assign to '" + token.text() + "'");
        }
        if (namespaces && skipOperator(".")) {
            mentioned.add(token.text());
            return new Target.Part(token.text(), expect(Token.Kind.NAME).text(), token.line());
        }
        return new Target.Name(token.text());
    }

    private Statement macro(Token tag) {
        Token name = expect(Token.Kind.NAME);
        if (CONSTANTS.contains(name.text())) {
            throw new TemplateException(name.line(), "cannot assign to '" + name.text() + "'");
        }
        return new Statement.Define(definition(tag, name.text()));
    }

    private Statement call(Token tag) {
        Token first = current();
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        if (current().isOperator("(")) {
            signature(parameters, defaults);
        }
        if (!(expression() instanceof Expression.Call call)) {
            throw new TemplateException(first.line(), "expected a call of a macro");
        }
        return new Statement.CallBlock(call, definition(tag, "caller", parameters, defaults), tag.line());
    }

    private Macro.Definition definition(Token tag, String name) {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        signature(parameters, defaults);
        return definition(tag, name, parameters, defaults);
    }

    private Macro.Definition definition(Token tag, String name, List<String> parameters, List<Expression> defaults) {
        Set<String> outer = mentioned;
        int outerLoops = loops;
        boolean outerProbing = probing;
        mentioned = new HashSet<>();
        loops = 0;
        probing = false;
        List<Statement> body = block(tag);
        Set<String> inside = mentioned;
        probing = outerProbing;
        loops = outerLoops;
        mentioned = outer;
        mentioned.addAll(inside);
        return new Macro.Definition(name, parameters, defaults, body, inside, tag.line());
    }

    private void signature(List<String> parameters, List<Expression> defaults) {
        expectOperator("(");
        while (!current().isOperator(")")) {
            if (!parameters.isEmpty()) {
                expectOperator(",");
            }
            Token name = expect(Token.Kind.NAME);
            if (CONSTANTS.contains(name.text()) || parameters.contains(name.text())) {
                throw new TemplateException(name.line(), "'" + name.text() + "' cannot be a parameter here");
            }
            parameters.add(name.text());
            if (skipOperator("=")) {
                defaults.add(expression());
            } else if (!defaults.isEmpty()) {
                throw new TemplateException(name.line(), "parameter '" + name.text()
                        + "' needs a default: one before it has one");
            }
        }
        expectOperator(")");
    }

    private Statement with(Token tag) {
        List<Target> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!current().is(Token.Kind.BLOCK_END)) {
            if (!targets.isEmpty()) {
                expectOperator(",");
            }
            targets.add(target(false));
            expectOperator("=");
            values.add(expression());
        }
        boolean outer = probing;
        probing = false;
        List<Statement> body = block(tag);
        probing = outer;
        return new Statement.With(targets, values, body, tag.line());
    }

    private Statement generation(Token tag) {
        if (!generation) {
            throw unknown(tag);
        }
        int outerLoops = loops;
        loops = 0;
        List<Statement> body = block(tag);
        loops = outerLoops;
        return new Statement.Generation(body);
    }
}

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
    /// Loops that `break` can leave here; a macro's body begins without any.
    private int loops;
    /// Loops around this place, macros in between or not.
    private int loopsAround;

    private Parser(List<Token> tokens, boolean generation) {
        super(tokens);
        this.generation = generation;
    }

    /// @param generation whether `{% generation %}` is a tag, as it is for chat templates alone
    static Block parse(String source, boolean generation) {
        Parser parser = new Parser(Lexer.tokens(source), generation);
        List<Statement> statements = parser.body(null);
        if (!parser.unknown.isEmpty()) {
            throw parser.unknown.getFirst().error();
        }
        parser.symbols.settle();
        return new Block(statements, parser.symbols);
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
    private Block block(Token opened, Symbols inner) {
        beginBody();
        Block block = scoped(inner, opened, "end" + opened.text());
        next();
        expect(Token.Kind.BLOCK_END);
        return block;
    }

    /// A body with a scope of its own, in which a filter that does not exist is an error again.
    private Block scoped(Symbols inner, Token opened, String... ends) {
        Symbols outer = symbols;
        boolean outerProbing = probing;
        symbols = inner;
        probing = false;
        Block block = new Block(body(opened, ends), inner);
        symbols = outer;
        probing = outerProbing;
        return block;
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
            case "filter" -> new Statement.FilterBlock(filters(null), block(tag, new Symbols(symbols)), tag.line());
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
        boolean outer = probing;
        probing = true;
        List<Symbols.Log> branches = new ArrayList<>();
        tests.add(tuple(false));
        Symbols.Log before = symbols.branch();
        bodies.add(branch(tag));
        branches.add(symbols.back(before));
        before = symbols.branch();
        while (skipName("elif")) {
            tests.add(tuple(false));
            Symbols.Log test = symbols.branch();
            bodies.add(branch(tag));
            Symbols.Log body = symbols.back(test);
            symbols.branches(List.of(body, Symbols.Log.EMPTY, Symbols.Log.EMPTY));
        }
        branches.add(symbols.back(before));
        before = symbols.branch();
        List<Statement> otherwise = skipName("else") ? branch(tag) : List.of();
        branches.add(symbols.back(before));
        symbols.branches(branches);
        probing = outer;
        next();
        expect(Token.Kind.BLOCK_END);
        return new Statement.If(tests, bodies, otherwise, tag.line());
    }

    /// What stands under one test; an `if` opens no scope.
    private List<Statement> branch(Token tag) {
        beginBody();
        return body(tag, "elif", "else", "endif");
    }

    private Statement loop(Token tag) {
        loopsAround++;
        Target target = targets(false);
        loopsAround--;
        if (!skipName("in")) {
            throw expected("'in'");
        }
        Expression values = tuple(false, "recursive");
        Symbols inTest = new Symbols(symbols);
        inTest.parameter(target);
        Expression test = skipName("if") ? within(inTest) : null;
        boolean recursive = skipName("recursive");
        beginBody();
        Symbols inBody = new Symbols(symbols);
        inBody.parameter(target);
        inBody.parameter("loop");
        loops++;
        loopsAround++;
        Block body = scoped(inBody, tag, "else", "endfor");
        loopsAround--;
        loops--;
        Symbols inElse = new Symbols(symbols);
        Block otherwise = new Block(List.of(), inElse);
        if (next().isName("else")) {
            beginBody();
            otherwise = scoped(inElse, tag, "endfor");
            next();
        }
        expect(Token.Kind.BLOCK_END);
        return new Statement.For(target, values, test, body, otherwise, recursive, tag.line());
    }

    /// An expression that is evaluated in a scope of its own.
    private Expression within(Symbols inner) {
        Symbols outer = symbols;
        boolean outerProbing = probing;
        symbols = inner;
        probing = false;
        Expression expression = expression();
        symbols = outer;
        probing = outerProbing;
        return expression;
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
            symbols.set(target);
            return new Statement.Set(target, value, tag.line());
        }
        symbols.set(target);
        Symbols outer = symbols;
        symbols = new Symbols(outer);
        Symbols inner = symbols;
        Expression.Filtered filter = skipOperator("|") ? filters(null) : null;
        symbols = outer;
        return new Statement.SetBlock(target, filter, block(tag, inner), tag.line());
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
        if (loopsAround > 0 && token.isName("loop")) {
            throw new TemplateException(token.line(), "cannot assign to 'loop' inside a for block");
        }
        return new Target.Name(token.text());
    }

    private Statement macro(Token tag) {
        Token name = expect(Token.Kind.NAME);
        if (CONSTANTS.contains(name.text())) {
            throw new TemplateException(name.line(), "cannot assign to '" + name.text() + "'");
        }
        symbols.set(name.text());
        Symbols outer = symbols;
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        symbols = new Symbols(outer);
        Symbols inner = symbols;
        signature(parameters, defaults);
        symbols = outer;
        return new Statement.Define(definition(tag, name.text(), parameters, defaults, inner));
    }

    private Statement call(Token tag) {
        Token first = current();
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        Symbols outer = symbols;
        symbols = new Symbols(outer);
        Symbols inner = symbols;
        if (current().isOperator("(")) {
            signature(parameters, defaults);
        }
        symbols = outer;
        if (!(expression() instanceof Expression.Call call)) {
            throw new TemplateException(first.line(), "expected a call of a macro");
        }
        return new Statement.CallBlock(call, definition(tag, "caller", parameters, defaults, inner), tag.line());
    }

    private Macro.Definition definition(Token tag, String name, List<String> parameters, List<Expression> defaults,
                                        Symbols inner) {
        Set<String> outer = mentioned;
        int outerLoops = loops;
        mentioned = new HashSet<>();
        loops = 0;
        List.of("caller", "varargs", "kwargs").forEach(inner::parameter);
        Block body = block(tag, inner);
        Set<String> inside = mentioned;
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
            symbols.parameter(name.text());
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
        Symbols inner = new Symbols(symbols);
        targets.forEach(inner::parameter);
        return new Statement.With(targets, values, block(tag, inner), tag.line());
    }

    private Statement generation(Token tag) {
        if (!generation) {
            throw unknown(tag);
        }
        int outerLoops = loops;
        loops = 0;
        Block body = block(tag, new Symbols(symbols));
        loops = outerLoops;
        return new Statement.Generation(body);
    }
}

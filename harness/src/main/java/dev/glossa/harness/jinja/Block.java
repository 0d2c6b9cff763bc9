package dev.glossa.harness.jinja;

import java.util.List;

/// Statements with a scope of their own.
record Block(List<Statement> statements, Symbols symbols) {
    Scope open(Scope around) {
        return around.inner(symbols.hidden());
    }

    Statement.Flow execute(Scope opened, TextBuilder out) {
        return Statement.all(statements, opened, out);
    }
}

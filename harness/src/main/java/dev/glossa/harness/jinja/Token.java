package dev.glossa.harness.jinja;

/// A piece of a template's source: text between tags, the border of a tag, or a word inside one.
record Token(Kind kind, String text, int line) {
    enum Kind {
        DATA("text"),
        VARIABLE_BEGIN("'{{'"),
        VARIABLE_END("'}}'"),
        BLOCK_BEGIN("'{%'"),
        BLOCK_END("'%}'"),
        NAME("a name"),
        STRING("a string"),
        INTEGER("a number"),
        FLOAT("a number"),
        OPERATOR("an operator"),
        END("the end of the template");

        final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /// How an error names it.
    String shown() {
        return kind == Kind.NAME || kind == Kind.OPERATOR || kind == Kind.INTEGER || kind == Kind.FLOAT
                ? "'" + text + "'" : kind.shown;
    }
}

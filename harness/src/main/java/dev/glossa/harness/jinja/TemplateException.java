package dev.glossa.harness.jinja;

/// A template that cannot be read, or that refused or failed to render what it was given.
///
/// Templates come with models and task files, so this is the one way in which any text in their place can fail.
public final class TemplateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// What a template says when it refuses may be as long as it likes.
    private static final int LONGEST = 2000;

    private final int line;

    /// A failure whose line the interpreter fills in on its way out.
    TemplateException(String problem) {
        this(0, problem);
    }

    TemplateException(int line, String problem) {
        super((line == 0 ? "" : "template line " + line + ": ")
                + (problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "…"));
        this.line = line;
    }

    /// The line of the template, from 1; 0 where no line is to blame.
    public int line() {
        return line;
    }

    TemplateException at(int knownLine) {
        return line != 0 || knownLine == 0 ? this : new TemplateException(knownLine, getMessage());
    }
}

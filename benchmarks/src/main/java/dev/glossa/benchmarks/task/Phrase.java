package dev.glossa.benchmarks.task;

import dev.glossa.harness.Nearest;
import dev.glossa.harness.jinja.Template;
import dev.glossa.harness.jinja.TemplateException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Jinja template of a task file, and where it stands.
///
/// @param alone the variable that is all of it, as in most phrases; null in others
record Phrase(Yaml.Text source, Template template, String alone) {
    private static final Pattern ALONE = Pattern.compile("\\{\\{ ?([A-Za-z_][A-Za-z0-9_]*) ?}}");

    /// @param known the variables that it may ask for
    /// @throws IllegalArgumentException naming the place of what is no template, or of a variable that nothing defines
    static Phrase of(Yaml.Text source, Set<String> known) {
        Template template;
        try {
            template = Template.parse(source.value());
        } catch (TemplateException e) {
            throw inside(source, e).error(e.getMessage(), e);
        }
        for (String variable : template.variables()) {
            if (!known.contains(variable)) {
                throw source.at().error("no column or variable '%s'; %sthere are %s".formatted(variable,
                        Nearest.to(variable, known).map(near -> "did you mean '" + near + "'? ").orElse(""), new TreeSet<>(known)));
            }
        }
        Matcher alone = ALONE.matcher(source.value());
        return new Phrase(source, template, alone.matches() ? alone.group(1) : null);
    }

    /// A text alone is what Jinja would print of it; rendering is for the rest.
    String render(Map<String, ?> variables) {
        if (alone != null && variables.get(alone) instanceof String text) {
            return text;
        }
        try {
            return template.render(variables);
        } catch (TemplateException e) {
            throw inside(source, e).error(e.getMessage(), e);
        }
    }

    /// The line of the file that a line of the template is: the template begins below its key where it is a block.
    private static Position inside(Yaml.Text source, TemplateException e) {
        Position at = source.at();
        return e.line() == 0 ? at : new Position(at.file(), at.line() + e.line() - (source.block() ? 0 : 1), source.block() || e.line() > 1 ? 1 : at.column());
    }
}

package dev.glossa.harness.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which names a template may ask its caller for, as `jinja2.meta.find_undeclared_variables` finds them.
class VariablesTest {
    @Test
    void whatATemplateReadsAndDoesNotSetIsAsked() {
        assertThat(asked("{{ question }} {% if context %}{{ context.text }}{% endif %}")).containsExactly("context", "question");
        assertThat(asked("{% for x in items %}{{ x }} {{ loop.index }} {{ other }}{% endfor %}")).containsExactly("items", "other");
        assertThat(asked("{% set a = b %}{{ a }}")).containsExactly("b");
        assertThat(asked("{{ a }}{% set a = 1 %}{{ a }}")).containsExactly("a");
        assertThat(asked("{% macro m(x) %}{{ x }}{{ y }}{% endmacro %}{{ m(z) }}")).containsExactly("y", "z");
        assertThat(asked("{% if p %}{% set q = 1 %}{% endif %}{{ q }}")).containsExactly("p", "q");
        assertThat(asked("{% with v = w %}{{ v }}{% endwith %}{{ range(3) | join }}{{ true }}")).containsExactly("w");
    }

    private static Set<String> asked(String template) {
        return Template.parse(template).variables();
    }
}

package dev.glossa.harness.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Every construct of the language, by hand and by a seeded generator, against what Jinja2 made of it
/// (`src/test/python/jinja/language.py`).
class LanguageParityTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private static String rendered(String template, Map<String, Value> variables) {
        try {
            return Template.parse(template).render(variables, 1000, DAY).chars;
        } catch (TemplateException e) {
            return null;
        }
    }

    @Test
    void templatesRenderAndFailAsInTheOriginal() {
        Map<String, Value> variables = new HashMap<>();
        JinjaCases.read("language-variables.jsonl.gz").getFirst()
                .forEach((name, value) -> variables.put(name, new HostValues(true).value(value)));
        List<Map<String, Object>> cases = JinjaCases.read("language-cases.jsonl.gz");
        List<String> different = new ArrayList<>();
        for (Map<String, Object> row : cases) {
            String rendered = rendered((String) row.get("template"), variables);
            if (!Objects.equals(rendered, row.get("text"))) {
                different.add(row.get("template") + "\n  expected " + row.get("text") + row.getOrDefault("error", "")
                        + "\n  rendered " + rendered);
            }
        }
        assertThat(different).isEmpty();
        assertThat(cases).hasSizeGreaterThan(6000);
    }
}

package dev.glossa.harness.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever stands in the place of a template, reading and rendering it ends, and fails in one way only.
class TemplateFuzzTest {
    private static final List<String> FRAGMENTS = List.of("{{", "}}", "{%", "%}", "{#", "#}", "-", "+", "{%-", "-%}", "(", ")", "[", "]", "{", "}", "|", ".",
            ",", ":", "~", "'", "\"", "\\", "\n", " ", "=", "==", "*", "**", "//", "%", "if ", "else ", "endif", "for x in ", "endfor", "set x = ",
            "endset", "macro m(x)", "endmacro", "call m()", "endcall", "filter upper", "endfilter", "raw", "endraw", "generation", "endgeneration",
            "not ", " in ", " is ", " and ", " or ", "none", "true", "loop", "loop.index", "loop(x)", "recursive", "namespace(", "range(99999)", "messages",
            "messages[0]", "|tojson", "|map('", "|select('", "|join", "|list", "|sort", "|length", ".split(", ".strip()", ".replace('a', ", ".format(",
            "0", "1", "-1", "10**9", "9999999999999999999", "1e308", "1.5", "''", "'ሰላም'", "'👋'", "'%s%d' % ", "x", "x.y", "caller()", "varargs", "kwargs",
            "[::-1]", "[1:", "\\ud83d", "\u0000", "\ud83d", "\u2028", "ﬁ", "İ", "|indent(", "|groupby('", "|batch(", "|round(", "|int", "strftime_now('%");

    private final Map<String, Value> variables = new HashMap<>();
    private final List<String> sources = new ArrayList<>();

    TemplateFuzzTest() {
        JinjaCases.read("chat-templates.jsonl.gz").forEach(row -> sources.add((String) row.get("source")));
        JinjaCases.read("language-cases.jsonl.gz").forEach(row -> sources.add((String) row.get("template")));
        JinjaCases.read("language-variables.jsonl.gz").getFirst()
                .forEach((name, value) -> variables.put(name, new HostValues(true).value(value)));
        variables.put("messages", new HostValues(true).value(List.of(Map.of("role", "user", "content", "ሰላም 👋"),
                Map.of("role", "assistant", "content", "<think>آپ</think> ok"), Map.of("role", "user", "content", "សួស្តី"))));
        variables.put("add_generation_prompt", Value.TRUE);
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.SECONDS)
    void mutatedTemplatesRenderOrFailButNeverHangOrCrash() {
        fuzz(2026, 4_000);
    }

    @Test
    @Tag("slow")
    void manyMutatedTemplatesRenderOrFailButNeverHangOrCrash() {
        for (int seed = 0; seed < 50; seed++) {
            fuzz(seed, 10_000);
        }
    }

    private void fuzz(long seed, int times) {
        Random random = new Random(seed);
        int rendered = 0;
        for (int i = 0; i < times; i++) {
            String source = mutated(random, sources.get(random.nextInt(sources.size())));
            try {
                Template.parse(source, true).render(variables, 10_000, LocalDate.EPOCH);
                rendered++;
            } catch (TemplateException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(3000);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", case " + i + ": " + source, e);
            }
        }
        assertThat(rendered).as("a fair part still renders").isGreaterThan(times / 20);
    }

    private String mutated(Random random, String source) {
        StringBuilder text = new StringBuilder(source);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 2 -> text.replace(from, to, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                case 3 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
                case 4 -> {
                    String other = sources.get(random.nextInt(sources.size()));
                    int start = random.nextInt(other.length() + 1);
                    text.insert(from, other, start, Math.min(other.length(), start + random.nextInt(80)));
                }
                default -> text.insert(from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).repeat(1 + random.nextInt(300)));
            }
        }
        return text.toString();
    }
}

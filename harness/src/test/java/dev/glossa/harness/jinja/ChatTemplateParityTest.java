package dev.glossa.harness.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Real templates against what Jinja2 made of them (`src/test/python/jinja/chat_templates.py`).
class ChatTemplateParityTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private record Case(String name, boolean chat, String source, List<Map<String, Object>> messages,
                        Map<String, Object> variables, boolean generate, Object expected) {
        /// The rendered text, or null where the template refuses.
        String rendered() {
            Map<String, Object> all = new HashMap<>(variables);
            try {
                if (chat) {
                    return ChatTemplate.parse(source).rendered(messages,
                            new ChatTemplate.Options(generate, "<BOS>", "<EOS>", DAY, all)).chars;
                }
                all.putAll(Map.of("messages", messages, "add_generation_prompt", generate, "bos_token", "<BOS>",
                        "eos_token", "<EOS>"));
                Map<String, Value> values = new HashMap<>();
                all.forEach((name, value) -> values.put(name, new HostValues(false).value(value)));
                return Template.parse(source).render(values, 0, DAY).chars;
            } catch (TemplateException e) {
                return null;
            }
        }
    }

    private static List<Case> cases(String tags) {
        Map<Object, String> sources = new HashMap<>();
        JinjaCases.read("chat-templates.jsonl.gz").forEach(row -> sources.put(row.get("template"), (String) row.get("source")));
        Map<Object, Map<String, Object>> conversations = new HashMap<>();
        JinjaCases.read("chat-conversations.jsonl.gz").forEach(row -> conversations.put(row.get("conversation"), row));
        List<Case> cases = new ArrayList<>();
        for (Map<String, Object> row : JinjaCases.read("chat-expected.jsonl.gz")) {
            if (row.get("tags").equals(tags)) {
                Map<String, Object> conversation = conversations.get(row.get("conversation"));
                cases.add(new Case(row.get("template") + "/" + row.get("conversation") + "/" + row.get("add_generation_prompt"),
                        tags.equals("chat"), sources.get(row.get("template")), JinjaCases.maps(conversation.get("messages")),
                        JinjaCases.map(conversation.get("variables")), (Boolean) row.get("add_generation_prompt"),
                        row.get("text")));
            }
        }
        return cases;
    }

    private static void compare(List<Case> cases, int rendered, int refused) {
        List<String> different = new ArrayList<>();
        for (Case one : cases) {
            if (!java.util.Objects.equals(one.rendered(), one.expected())) {
                different.add(one.name());
            }
        }
        assertThat(different).isEmpty();
        assertThat(cases.stream().filter(one -> one.expected() != null)).hasSize(rendered);
        assertThat(cases.stream().filter(one -> one.expected() == null)).hasSize(refused);
    }

    @Test
    void plainJinjaRendersAndRefusesWhatTheOriginalDoes() {
        compare(cases("plain"), 516, 44);
    }

    @Test
    void chatTemplatesWithGenerationBlocksToolsAndReasoningRenderAsInTransformers() {
        compare(cases("chat"), 1490, 50);
    }
}

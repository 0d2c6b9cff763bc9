package dev.glossa.harness.jinja;

import dev.glossa.harness.Prompt.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A model's chat template: how its conversations are written down for it.
public final class ChatTemplate {
    private final Template template;

    private ChatTemplate(Template template) {
        this.template = template;
    }

    /// What a conversation is rendered with, beside its messages.
    ///
    /// @param addGenerationPrompt whether the text ends where the assistant is to speak
    /// @param bos the model's token that begins a text; null where it has none
    /// @param eos the model's token that ends one; null where it has none
    /// @param date the day that `strftime_now` tells
    /// @param variables further ones, such as `enable_thinking` or `tools`; text among them counts as content
    public record Options(boolean addGenerationPrompt, String bos, String eos, LocalDate date, Map<String, ?> variables) {
        public Options {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /// @throws TemplateException where the source is not a template
    public static ChatTemplate parse(String source) {
        return new ChatTemplate(Template.parse(source, true));
    }

    /// The conversation as text.
    ///
    /// @throws TemplateException where the template refuses the conversation or fails
    public String render(List<Message> messages, Options options) {
        return rendered(turns(messages), options).chars;
    }

    /// The conversation as text whose origin is known, so that a user who writes `<|im_end|>` writes text and ends
    /// nothing. Neighbours differ in origin; joined they are what [#render] gives.
    public List<Segment> renderSegments(List<Message> messages, Options options) {
        return segments(rendered(turns(messages), options));
    }

    private static List<Map<String, ?>> turns(List<Message> messages) {
        List<Map<String, ?>> turns = new ArrayList<>();
        for (Message message : messages) {
            Map<String, Object> turn = new LinkedHashMap<>();
            turn.put("role", Text.of(message.role().name().toLowerCase(Locale.ROOT)));
            turn.put("content", message.content());
            turns.add(turn);
        }
        return turns;
    }

    Text rendered(List<? extends Map<String, ?>> messages, Options options) {
        HostValues contents = new HostValues(true);
        Map<String, Value> variables = new HashMap<>();
        options.variables().forEach((name, value) -> variables.put(name, contents.value(value)));
        variables.put("messages", contents.value(messages));
        variables.put("add_generation_prompt", Value.of(options.addGenerationPrompt()));
        if (options.bos() != null) {
            variables.put("bos_token", Text.of(options.bos()));
        }
        if (options.eos() != null) {
            variables.put("eos_token", Text.of(options.eos()));
        }
        return template.render(variables, contents.weight(), options.date());
    }

    static List<Segment> segments(Text text) {
        List<Segment> segments = new ArrayList<>();
        int[] borders = text.contentBorders();
        int done = 0;
        for (int i = 0; i < borders.length; i += 2) {
            add(segments, text.chars.substring(done, borders[i]), false);
            add(segments, text.chars.substring(borders[i], borders[i + 1]), true);
            done = borders[i + 1];
        }
        add(segments, text.chars.substring(done), false);
        return segments;
    }

    private static void add(List<Segment> segments, String text, boolean fromContent) {
        if (!text.isEmpty()) {
            segments.add(new Segment(text, fromContent));
        }
    }
}

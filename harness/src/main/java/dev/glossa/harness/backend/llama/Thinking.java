package dev.glossa.harness.backend.llama;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.glossa.harness.Completion;

/// Where a model thinks aloud, between which marks: they are kept while the text is made, and then part it.
///
/// Marks are often control tokens, which otherwise leave no text.
final class Thinking {
    private record Marks(String open, String close) {}

    private static final List<Marks> KNOWN = List.of(
            new Marks("<think>", "</think>"),
            new Marks("<thinking>", "</thinking>"),
            new Marks("<|START_THINKING|>", "<|END_THINKING|>"),
            new Marks("[THINK]", "[/THINK]"));

    private final Vocabulary vocabulary;
    private final Map<Integer, byte[]> controls = new HashMap<>();

    Thinking(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (Vocabulary.Control control : vocabulary.controls()) {
            if (KNOWN.stream().anyMatch(marks -> control.text().equals(marks.open) || control.text().equals(marks.close))) {
                controls.put(control.id(), control.text().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// The bytes that a generated token adds to the text.
    byte[] piece(int token) {
        byte[] mark = controls.isEmpty() ? null : controls.get(token);
        return mark == null ? vocabulary.piece(token) : mark;
    }

    /// The answer apart from what was thought before it. A template may have written the opening mark into the prompt, so a
    /// closing mark alone ends a thought too; a thought that never ends leaves an empty answer.
    static Completion.Text split(String text, Completion.FinishReason finish, Completion.Usage usage, List<Completion.Token> tokens) {
        String head = text.stripLeading();
        for (Marks marks : KNOWN) {
            boolean opened = head.startsWith(marks.open);
            int close = head.indexOf(marks.close);
            if (opened || close >= 0 && head.lastIndexOf(marks.open, close) < 0) {
                String thought = head.substring(opened ? marks.open.length() : 0, close < 0 ? head.length() : close).strip();
                String answer = close < 0 ? "" : head.substring(close + marks.close.length()).stripLeading();
                return new Completion.Text(answer, finish, thought.isEmpty() ? Optional.empty() : Optional.of(thought), usage, tokens);
            }
        }
        return new Completion.Text(text, finish, Optional.empty(), usage, tokens);
    }
}

package dev.glossa.harness.backend.llama;

import dev.glossa.harness.backend.Thinking;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The marks between which a model thinks aloud, kept while a text is made: often they are control tokens, which otherwise
/// leave no text.
final class ThoughtMarks {
    private final Vocabulary vocabulary;
    private final Map<Integer, byte[]> controls = new HashMap<>();

    ThoughtMarks(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (Vocabulary.Control control : vocabulary.controls()) {
            if (Thinking.marks().contains(control.text())) {
                controls.put(control.id(), control.text().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /// The bytes that a generated token adds to the text.
    byte[] piece(int token) {
        byte[] mark = controls.isEmpty() ? null : controls.get(token);
        return mark == null ? vocabulary.piece(token) : mark;
    }
}

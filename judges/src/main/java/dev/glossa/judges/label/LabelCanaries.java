package dev.glossa.judges.label;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Canaries of a judge that holds answers against references: a reference itself, an empty answer, the question copied. Where
/// the label is about something else than being correct, nobody knows beforehand what is right, and there is none.
final class LabelCanaries {
    private static final String CORRECT = "correct";
    private static final String GOOD = "good", EMPTY = "empty", QUESTION = "question";

    private LabelCanaries() {}

    static List<Canary> of(Sample sample) {
        return sample.target() instanceof Target.Label(String expected, List<String> references) && expected.equals(CORRECT) && !references.isEmpty()
                ? List.of(new Canary(EMPTY, sample, ""), new Canary(QUESTION, sample, sample.input()), new Canary(GOOD, sample, references.getFirst()))
                : List.of();
    }

    static Map<String, String> misjudged(Map<String, Score> canaries) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (canaries.get(EMPTY) instanceof Score.Scored scored && scored.value() > 0) {
            wrong.put(EMPTY, "an empty answer was called correct");
        }
        if (canaries.get(QUESTION) instanceof Score.Scored scored && scored.value() > 0) {
            wrong.put(QUESTION, "the question copied was called correct");
        }
        if (canaries.get(GOOD) instanceof Score.Scored scored && scored.value() < 1) {
            wrong.put(GOOD, "the reference itself was called '%s', not correct".formatted(scored.note()));
        }
        return wrong;
    }
}

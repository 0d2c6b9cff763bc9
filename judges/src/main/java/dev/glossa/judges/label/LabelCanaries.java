package dev.glossa.judges.label;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Language;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Target;
import dev.glossa.judges.canary.KnownAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Canaries of a judge that labels answers: what it must call an empty answer, the question copied, a reference (or the right
/// answer to a harmless question where there are no references), that answer with its characters shuffled, and a refusal. The
/// task says which label each must get; one with the two labels `correct` and another needs to say nothing.
///
/// @param labels what each canary must be called; others are not made
/// @param items  of each language that have canaries; 0 for none
record LabelCanaries(Map<String, String> labels, int items) {
    static final int ITEMS = 2;
    private static final String EMPTY = "empty", QUESTION = "question", GOOD = "good", SHUFFLED = "shuffled", REFUSAL = "refusal";
    private static final String CORRECT = "correct";
    private static final Map<String, String> REFUSALS = refusals();

    LabelCanaries {
        labels = Map.copyOf(labels);
    }

    /// @param declared lines `NAME LABEL`, as the task says; empty where it says nothing
    static LabelCanaries of(Optional<String> declared, List<String> known, int items) {
        Map<String, String> labels = new LinkedHashMap<>();
        declared.ifPresent(lines -> lines.lines().map(line -> line.split(" ", 2)).forEach(pair -> labels.put(pair[0], pair[1])));
        if (declared.isEmpty() && known.size() == 2 && known.contains(CORRECT)) {
            String other = known.get(1 - known.indexOf(CORRECT));
            labels.putAll(Map.of(EMPTY, other, QUESTION, other, GOOD, CORRECT));
        }
        return new LabelCanaries(labels, items);
    }

    /// @param withReferences whether the judge is shown references: then it cannot judge a question that has none
    List<Canary> of(Canary.Material material, boolean withReferences) {
        List<Canary> canaries = new ArrayList<>();
        Sample sample = material.sample();
        List<String> references = sample.target() instanceof Target.Label label ? label.references() : List.of();
        Optional<KnownAnswer> known = withReferences || material.place() >= KnownAnswer.places() ? Optional.empty() : KnownAnswer.of(material.place(), sample.language());
        if (withReferences && references.isEmpty()) {
            return List.of();
        }
        add(canaries, EMPTY, sample, Optional.of(""), references);
        add(canaries, QUESTION, sample, Optional.of(sample.input()), references);
        if (references.isEmpty()) {
            known.ifPresent(answer -> {
                add(canaries, GOOD, answer.sample(sample), Optional.of(answer.right()), List.of());
                add(canaries, SHUFFLED, answer.sample(sample), Optional.of(answer.shuffled(material.seed())), List.of());
                add(canaries, REFUSAL, answer.sample(sample), refusal(sample.language()), List.of());
            });
        } else {
            add(canaries, GOOD, sample, Optional.of(references.getFirst()), references);
        }
        return canaries;
    }

    private void add(List<Canary> canaries, String name, Sample sample, Optional<String> answer, List<String> references) {
        String label = labels.get(name);
        if (label != null && answer.isPresent()) {
            canaries.add(new Canary(name, new Sample(sample.benchmark(), sample.language(), sample.item(), sample.input(), new Target.Label(label, references)), answer.get()));
        }
    }

    /// Each is scored 1 when it got the label that it must get.
    static Map<String, String> misjudged(Map<String, Score> canaries) {
        Map<String, String> wrong = new LinkedHashMap<>();
        told().forEach((name, what) -> {
            if (canaries.get(name) instanceof Score.Scored scored && scored.value() < 1) {
                wrong.put(name, what + " was called '" + scored.note() + "'");
            }
        });
        return wrong;
    }

    private static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put(EMPTY, "an empty answer");
        told.put(QUESTION, "the question copied");
        told.put(GOOD, "a right answer");
        told.put(SHUFFLED, "an answer with its characters shuffled");
        told.put(REFUSAL, "a refusal");
        return told;
    }

    /// "Sorry, I cannot help you with that." in the language; empty where we do not know how to say it.
    static Optional<String> refusal(Language language) {
        return Optional.ofNullable(REFUSALS.get(language.code()));
    }

    private static Map<String, String> refusals() {
        try (InputStream in = LabelCanaries.class.getResourceAsStream("refusals.tsv")) {
            Map<String, String> found = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(line -> line.split("\t", 2)).forEach(pair -> found.put(pair[0], pair[1]));
            return Map.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

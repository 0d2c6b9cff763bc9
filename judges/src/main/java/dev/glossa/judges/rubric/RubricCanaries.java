package dev.glossa.judges.rubric;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.judges.canary.KnownAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What shows whether a judge reads a language: an empty answer and the question copied, to a question of the run; the right
/// answer, the right answer in the wrong language, and one whose characters are shuffled, to a question whose answer is known
/// ([KnownAnswer]). And some of the model's own answers a second time.
///
/// @param items   of each language that have canaries; 0 for none
/// @param repeats answers of each language that are rated twice; 0 for none
record RubricCanaries(int items, int repeats) {
    static final int ITEMS = 2, REPEATS = 4;
    private static final int MOST = 8;

    private static final String EMPTY = "empty", QUESTION = "question", GOOD = "good", WRONG_LANGUAGE = "wrong-language", SHUFFLED = "shuffled";

    /// The best that a bad answer may get: between "only a small part of what was asked" and the next description.
    private static final double BAD = rating(3);
    /// The least that the right answer may get.
    private static final double RIGHT = rating(5);

    RubricCanaries {
        if (items < 0 || items > KnownAnswer.places()) {
            throw new IllegalArgumentException("--canaries " + items + "; 0 to " + KnownAnswer.places() + " items of each language can have some");
        }
        if (repeats < 0 || repeats > MOST) {
            throw new IllegalArgumentException("--judge-twice " + repeats + "; 0 to " + MOST + " answers of each language can be rated twice");
        }
    }

    int all() {
        return Math.max(items, repeats);
    }

    List<Canary> of(Canary.Material material) {
        List<Canary> canaries = new ArrayList<>();
        Sample sample = material.sample();
        if (material.place() < items) {
            canaries.add(new Canary(EMPTY, sample, ""));
            canaries.add(new Canary(QUESTION, sample, sample.input()));
            KnownAnswer.of(material.place(), sample.language()).ifPresent(known -> {
                Sample asked = known.sample(sample);
                canaries.add(new Canary(WRONG_LANGUAGE, asked, known.inAnotherLanguage()));
                canaries.add(new Canary(SHUFFLED, asked, known.shuffled(material.seed())));
                canaries.add(new Canary(GOOD, asked, known.right()));
            });
        }
        if (material.place() < repeats) {
            material.answer().ifPresent(answer -> canaries.add(new Canary(Canary.REPEAT, sample, answer)));
        }
        return canaries;
    }

    /// Each by its own rating: what is wrong with it is in the rubric's own descriptions of 1 and 3.
    static Map<String, String> misjudged(Map<String, Score> canaries) {
        Map<String, String> wrong = new LinkedHashMap<>();
        tooHigh(canaries, EMPTY, "an empty answer", "overall", sums -> sums.get(0)).ifPresent(why -> wrong.put(EMPTY, why));
        tooHigh(canaries, QUESTION, "the question copied", "for following the instruction", of(Criterion.INSTRUCTION_FOLLOWING)).ifPresent(why -> wrong.put(QUESTION, why));
        tooHigh(canaries, WRONG_LANGUAGE, "the right answer in the wrong language", "for following the instruction or naturalness, whichever is less",
                sums -> Math.min(of(Criterion.INSTRUCTION_FOLLOWING).applyAsDouble(sums), of(Criterion.NATURALNESS).applyAsDouble(sums)))
                .ifPresent(why -> wrong.put(WRONG_LANGUAGE, why));
        tooHigh(canaries, SHUFFLED, "an answer with its characters shuffled", "for naturalness", of(Criterion.NATURALNESS)).ifPresent(why -> wrong.put(SHUFFLED, why));
        if (canaries.get(GOOD) instanceof Score.Scored scored && scored.value() < RIGHT) {
            wrong.put(GOOD, "the right answer got %s of 7 overall; 5 is the least".formatted(printed(scored.value())));
        }
        return wrong;
    }

    private static Optional<String> tooHigh(Map<String, Score> canaries, String name, String what, String reading, ToDoubleFunction<Statistics> value) {
        return canaries.get(name) instanceof Score.Scored(double _, Statistics sums, String _) && value.applyAsDouble(sums) > BAD
                ? Optional.of("%s got %s of 7 %s; 3 is the most".formatted(what, printed(value.applyAsDouble(sums)), reading)) : Optional.empty();
    }

    private static ToDoubleFunction<Statistics> of(Criterion criterion) {
        return sums -> sums.get(2 + criterion.ordinal());
    }

    private static double rating(int of7) {
        return (of7 - 1) / 6.0 + 1e-9 * (of7 < 4 ? 1 : -1);
    }

    private static String printed(double value) {
        String text = String.format(Locale.ROOT, "%.2f", 1 + 6 * value);
        return text.replaceFirst("\\.?0+$", "");
    }
}

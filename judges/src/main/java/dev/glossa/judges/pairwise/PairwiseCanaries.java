package dev.glossa.judges.pairwise;

import dev.glossa.harness.Canary;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.judges.canary.KnownAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What shows whether a judge that compares reads a language: an empty answer and the question copied, each against the
/// baseline's answer to a question of the run; and, to a question whose answer is known, the right answer in the wrong language
/// and one whose characters are shuffled, each against the right answer, and the right answer against an empty one. And some of
/// the model's own answers a second time.
///
/// @param items   of each language that have canaries; 0 for none
/// @param repeats answers of each language that are compared twice; 0 for none
record PairwiseCanaries(int items, int repeats) {
    static final int ITEMS = 2, REPEATS = 4;
    private static final int MOST = 8;

    private static final String EMPTY = "empty", QUESTION = "question", GOOD = "good", WRONG_LANGUAGE = "wrong-language", SHUFFLED = "shuffled";
    private static final double EVEN = 0.5;

    PairwiseCanaries {
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
                canaries.add(new Canary(WRONG_LANGUAGE, asked, known.inAnotherLanguage()).beside(known.right()));
                canaries.add(new Canary(SHUFFLED, asked, known.shuffled(material.seed())).beside(known.right()));
                canaries.add(new Canary(GOOD, asked, known.right()).beside(""));
            });
        }
        if (material.place() < repeats) {
            material.answer().ifPresent(answer -> canaries.add(new Canary(Canary.REPEAT, sample, answer)));
        }
        return canaries;
    }

    /// A baseline's answer may be as bad as an empty one, so there only a win is wrong; the right answer must win.
    static Map<String, String> misjudged(Map<String, Score> canaries) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (canaries.get(EMPTY) instanceof Score.Scored scored && scored.value() > EVEN) {
            wrong.put(EMPTY, "an empty answer beat the baseline's");
        }
        if (canaries.get(QUESTION) instanceof Score.Scored scored && scored.value() > EVEN) {
            wrong.put(QUESTION, "the question copied beat the baseline's answer");
        }
        if (canaries.get(WRONG_LANGUAGE) instanceof Score.Scored scored && scored.value() >= EVEN) {
            wrong.put(WRONG_LANGUAGE, "the right answer in the wrong language did not lose to the right answer");
        }
        if (canaries.get(SHUFFLED) instanceof Score.Scored scored && scored.value() >= EVEN) {
            wrong.put(SHUFFLED, "an answer with its characters shuffled did not lose to the right answer");
        }
        if (canaries.get(GOOD) instanceof Score.Scored scored && scored.value() <= EVEN) {
            wrong.put(GOOD, "the right answer did not beat an empty one");
        }
        return wrong;
    }
}

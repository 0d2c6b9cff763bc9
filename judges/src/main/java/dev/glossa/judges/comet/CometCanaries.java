package dev.glossa.judges.comet;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Translations whose worth is known: the source copied, an empty one, the reference in another language, the reference with
/// its words shuffled, and the reference itself, which must be rated above them all.
final class CometCanaries {
    static final int ITEMS = 4;
    private static final int MOST = 100;
    /// A shuffle of few words may leave them where they were.
    private static final int TRIES = 20;

    private static final String COPIED = "copied-source", EMPTY = "empty", ELSEWHERE = "wrong-language", SHUFFLED = "shuffled-reference", GOOD = "reference";
    private static final Map<String, String> BAD = bad();

    private CometCanaries() {}

    private static Map<String, String> bad() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put(COPIED, "the source copied");
        bad.put(EMPTY, "an empty translation");
        bad.put(ELSEWHERE, "the reference in another language");
        bad.put(SHUFFLED, "the reference with its words shuffled");
        return bad;
    }

    /// @param option as the user gave it
    static int items(Optional<String> option) {
        int items;
        try {
            items = option.map(Integer::parseInt).orElse(ITEMS);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("canaries '" + option.orElse("") + "' is no number", e);
        }
        if (items < 0 || items > MOST) {
            throw new IllegalArgumentException(items + " canaries; 0 to " + MOST + " items of each language can have some");
        }
        return items;
    }

    static List<Canary> of(Canary.Material material) {
        Sample sample = material.sample();
        List<Canary> canaries = new ArrayList<>();
        canaries.add(new Canary(COPIED, sample, sample.input()));
        canaries.add(new Canary(EMPTY, sample, ""));
        reference(sample).ifPresent(reference -> {
            material.elsewhere().flatMap(elsewhere -> reference(elsewhere.sample())).filter(other -> !other.equals(reference))
                    .ifPresent(other -> canaries.add(new Canary(ELSEWHERE, sample, other)));
            String shuffled = shuffled(reference, sample.language().code(), material.seed());
            if (!shuffled.equals(reference)) {
                canaries.add(new Canary(SHUFFLED, sample, shuffled));
            }
            canaries.add(new Canary(GOOD, sample, reference));
        });
        return canaries;
    }

    /// What was not rated below the reference.
    static Map<String, String> misjudged(Map<String, Score> canaries) {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (canaries.get(GOOD) instanceof Score.Scored good) {
            BAD.forEach((name, what) -> {
                if (canaries.get(name) instanceof Score.Scored bad && bad.value() >= good.value()) {
                    wrong.put(name, String.format(Locale.ROOT, "%s got %.3f, the reference %.3f", what, bad.value(), good.value()));
                }
            });
        }
        return wrong;
    }

    private static Optional<String> reference(Sample sample) {
        return sample.target() instanceof Target.References(List<String> texts) ? texts.stream().filter(text -> !text.isBlank()).findFirst() : Optional.empty();
    }

    /// The words in another order, what stands between them where it was. Words are ICU's, since not every script writes them apart.
    static String shuffled(String text, String language, long seed) {
        BreakIterator breaks = BreakIterator.getWordInstance(ULocale.forLanguageTag(language.replace('_', '-')));
        breaks.setText(text);
        List<String> parts = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            if (breaks.getRuleStatus() >= BreakIterator.WORD_NONE_LIMIT) {
                places.add(parts.size());
                words.add(text.substring(from, to));
            }
            parts.add(text.substring(from, to));
        }
        Random random = new Random(seed);
        List<String> before = List.copyOf(words);
        for (int tries = 0; tries < TRIES && words.equals(before); tries++) {
            Collections.shuffle(words, random);
        }
        for (int i = 0; i < words.size(); i++) {
            parts.set(places.get(i), words.get(i));
        }
        return String.join("", parts);
    }
}

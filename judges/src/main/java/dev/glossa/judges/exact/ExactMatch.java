package dev.glossa.judges.exact;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Extraction;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Accuracy of an answer that must be one of the references: compared in composed and compatible form (NFKC), without case,
/// digits of every script as ASCII digits, with white space as single spaces and without punctuation around. How it is taken from the text is the task's setting
/// `extraction`; a text that holds no answer is wrong, and the note says so: the model did answer.
public final class ExactMatch implements Metric {
    private static final int REVISION = 1;

    @Override
    public String name() {
        return "exact-match";
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.References || sample.target() instanceof Target.Answer;
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public Scorer scorer(Resources resources) {
        Extraction extraction = Readings.extraction(resources.option(Extraction.SETTING));
        return new TextScorer(name(), Readings.signature(extraction).with("match", "nfkc-lower-digits").with("mrev", REVISION),
                (answered, text) -> compared(extraction.from(text), references(answered.sample())));
    }

    /// Each reference where the extraction looks for the answer.
    ///
    /// @throws IllegalArgumentException where a reference is nothing but punctuation: an empty answer would equal it
    @Override
    public Function<Sample, List<Completion>> golds(Map<String, String> settings) {
        UnaryOperator<String> written = Readings.extraction(Optional.ofNullable(settings.get(Extraction.SETTING))).inverse();
        return sample -> references(sample).stream().map(reference -> {
            if (plain(reference).isEmpty()) {
                throw new IllegalArgumentException("%s: exact-match compares without punctuation, and nothing is left of the right answer '%s'".formatted(sample.id(), reference));
            }
            return Readings.gold(written.apply(reference));
        }).toList();
    }

    private static List<String> references(Sample sample) {
        return switch (sample.target()) {
            case Target.References(List<String> texts) -> texts;
            case Target.Answer(String gold, String _) -> List.of(gold);
            case Target.Choice _, Target.Label _, Target.Open _ ->
                throw new IllegalArgumentException(sample.id() + " has no reference; exact-match compares with one");
        };
    }

    private static Score compared(Optional<String> found, List<String> references) {
        return found.map(text -> Score.Scored.mean(references.stream().anyMatch(reference -> plain(reference).equals(plain(text))) ? 1 : 0, Readings.note(text)))
                .orElse(Score.Scored.mean(0, Readings.NOTHING));
    }

    /// A text as it is compared.
    static String plain(String text) {
        String folded = Normalizer.normalize(AnswerText.asciiDigits(text), Normalizer.Form.NFKC).toUpperCase(java.util.Locale.ROOT).toLowerCase(java.util.Locale.ROOT);
        int[] kept = Normalizer.normalize(folded, Normalizer.Form.NFKC).codePoints().map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c).toArray();
        int start = 0;
        int end = kept.length;
        while (start < end && isAround(kept[start])) {
            start++;
        }
        while (end > start && isAround(kept[end - 1])) {
            end--;
        }
        StringBuilder out = new StringBuilder();
        for (int i = start; i < end; i++) {
            if (kept[i] != ' ' || kept[i - 1] != ' ') {
                out.appendCodePoint(kept[i]);
            }
        }
        return out.toString();
    }

    /// White space, and the punctuation that closes a sentence or quotes an answer; a sign or currency belongs to the answer.
    private static boolean isAround(int c) {
        return c == ' ' || switch (Character.getType(c)) {
            case Character.START_PUNCTUATION, Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> true;
            case Character.OTHER_PUNCTUATION -> c != '%' && c != '#' && c != '@' && c != '&' && c != '/' && c != '\\';
            default -> false;
        };
    }
}

package dev.glossa.judges.exact;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Extraction;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Accuracy of the option whose label the model writes: `B`, `(b)` alone, `**B**`, `الإجابة: B`, `yes`. The last label that
/// stands by itself in the extracted text decides (task's settings `extraction` and `labels`). An answer that names no
/// label is wrong, and the note says so. Not comparable with the most likely option, which is another metric.
public final class NamedChoice implements Metric {
    private static final int REVISION = 1;
    private static final String LABELS = "labels";

    @Override
    public String name() {
        return "choice";
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.Choice;
    }

    @Override
    public OptionalDouble chance(Sample sample) {
        return sample.target() instanceof Target.Choice(List<String> options, int _) ? OptionalDouble.of(1.0 / options.size()) : OptionalDouble.empty();
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public Scorer scorer(Resources resources) {
        Extraction extraction = Readings.extraction(resources.option(Extraction.SETTING));
        List<String> labels = labels(resources.option(LABELS));
        return new TextScorer(name(), Readings.signature(extraction).with("choice", "named").with("mrev", REVISION),
                (answered, text) -> scored(answered, extraction.from(text), labels));
    }

    /// The right option's label where the extraction looks for it: as it is, in brackets, and in bold.
    @Override
    public Function<Sample, List<Completion>> golds(Map<String, String> settings) {
        Extraction extraction = Readings.extraction(Optional.ofNullable(settings.get(Extraction.SETTING)));
        UnaryOperator<String> written = extraction.inverse();
        List<String> labels = labels(Optional.ofNullable(settings.get(LABELS)));
        List<String> forms = extraction instanceof Extraction.Rule ? List.of("%s", "(%s)", "**%s**") : List.of("%s");
        return sample -> {
            int correct = ((Target.Choice) sample.target()).correct();
            if (correct >= labels.size()) {
                throw new IllegalArgumentException("%s: the right option is the %d., and there are labels for %d: %s".formatted(sample.id(), correct + 1, labels.size(), labels));
            }
            return forms.stream().map(form -> Readings.gold(written.apply(form.formatted(labels.get(correct))))).toList();
        };
    }

    private static List<String> labels(Optional<String> setting) {
        return setting.map(text -> text.lines().toList()).orElse(IntStream.range(0, 26).mapToObj(i -> String.valueOf((char) ('A' + i))).toList());
    }

    private static Score scored(Answered answered, Optional<String> found, List<String> labels) {
        if (!(answered.sample().target() instanceof Target.Choice(List<String> options, int correct))) {
            throw new IllegalArgumentException(answered.key() + " has no options to choose from; choice needs them");
        }
        if (found.isEmpty()) {
            return Score.Scored.mean(0, Readings.NOTHING);
        }
        List<String> own = labels.subList(0, Math.min(options.size(), labels.size()));
        Optional<String> named = last(found.get(), own);
        return named.map(label -> Score.Scored.mean(own.indexOf(label) == correct ? 1 : 0, label))
                .orElse(Score.Scored.mean(0, "no label of " + own));
    }

    /// The label that stands by itself last. A label of one letter keeps its case, since `a` is a word, unless it is the
    /// whole text; others may be written in any.
    static Optional<String> last(String text, List<String> labels) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String bare = ExactMatch.plain(normal);
        Optional<String> whole = labels.stream().filter(label -> ExactMatch.plain(label).equals(bare)).findFirst();
        if (whole.isPresent()) {
            return whole;
        }
        String lower = normal.toLowerCase(Locale.ROOT);
        String best = null;
        int end = -1;
        for (String label : labels) {
            String written = Normalizer.normalize(label, Normalizer.Form.NFKC);
            boolean exact = written.codePointCount(0, written.length()) == 1 || lower.length() != normal.length();
            String in = exact ? normal : lower;
            String sought = exact ? written : written.toLowerCase(Locale.ROOT);
            for (int at = in.lastIndexOf(sought); at >= 0 && at + sought.length() >= end; at = at == 0 ? -1 : in.lastIndexOf(sought, at - 1)) {
                // Of labels that end together, `refusal` and `non-refusal`, the longer one is meant.
                if (standsAlone(in, at, at + sought.length()) && (at + sought.length() > end || label.length() > best.length())) {
                    best = label;
                    end = at + sought.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// Whether no letter or digit of the label's own script is next to it: `答案是B。` names B, `Bravo` does not.
    private static boolean standsAlone(String text, int start, int end) {
        return (start == 0 || !joined(text.codePointBefore(start), text.codePointAt(start)))
                && (end == text.length() || !joined(text.codePointBefore(end), text.codePointAt(end)));
    }

    private static boolean joined(int one, int two) {
        boolean marks = isMark(one) || isMark(two);
        boolean words = Character.isLetterOrDigit(one) && Character.isLetterOrDigit(two);
        return marks || words && (Character.isDigit(one) || Character.isDigit(two)
                || Character.UnicodeScript.of(one) == Character.UnicodeScript.of(two));
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}

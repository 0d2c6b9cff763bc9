package dev.glossa.judges.exact;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Accuracy of a number after an answer word, read in one of three ways that stand side by side and are never mixed
/// (protocol, section 5.3). An answer without a number is wrong, and the note says so: the model did answer.
public abstract sealed class NumberMetric implements Metric {
    private static final int REVISION = 1;
    /// The zeros of digits in which answers are written: those of the focus languages' scripts, full width and bold.
    private static final int[] ZEROS = {0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0BE6, 0x0C66, 0x0CE6, 0x0E50, 0x0ED0, 0x1040, 0x17E0,
        0xFF10, 0x1D7CE};

    /// As simple-evals reads it: comparable with published numbers. Native digits never equal an ASCII gold answer.
    public static final class Strict extends NumberMetric {
        @Override
        public String name() {
            return "strict";
        }

        @Override
        Score read(String text, Target.Answer target, Sample sample) {
            return compared(text, target.gold(), target.prefix());
        }
    }

    /// Strict, with the digits of every script read as ASCII digits.
    public static final class NativeDigits extends NumberMetric {
        @Override
        public String name() {
            return "native-digits";
        }

        @Override
        Score read(String text, Target.Answer target, Sample sample) {
            return compared(AnswerText.asciiDigits(text), AnswerText.asciiDigits(target.gold()), AnswerText.asciiDigits(target.prefix()));
        }
    }

    /// As a reader of the language takes the last number, with or without the answer word.
    public static final class Lenient extends NumberMetric {
        @Override
        public String name() {
            return "lenient";
        }

        @Override
        Score read(String text, Target.Answer target, Sample sample) {
            Optional<BigDecimal> number = LenientNumber.last(text, target.prefix(), sample.language());
            return number.map(n -> Score.Scored.mean(LenientNumber.equal(LenientNumber.gold(target.gold()), n) ? 1 : 0, n.toPlainString()))
                    .orElse(Score.Scored.mean(0, "no number"));
        }
    }

    /// The gold answer behind the answer word; in the digits of every script where the reading knows them.
    @Override
    public Function<Sample, List<Completion>> golds(Map<String, String> settings) {
        return sample -> {
            Target.Answer target = (Target.Answer) sample.target();
            List<Completion> golds = new ArrayList<>(List.of(gold(target, target.gold())));
            if (!(this instanceof Strict)) {
                for (int zero : ZEROS) {
                    StringBuilder digits = new StringBuilder();
                    target.gold().codePoints().forEach(c -> digits.appendCodePoint(c >= '0' && c <= '9' ? zero + c - '0' : c));
                    golds.add(gold(target, digits.toString()));
                }
            }
            return golds;
        };
    }

    private static Completion gold(Target.Answer target, String number) {
        return Readings.gold(target.prefix() + ": " + number);
    }

    abstract Score read(String text, Target.Answer target, Sample sample);

    private static Score compared(String text, String gold, String prefix) {
        Optional<String> tail = AnswerText.afterPrefix(text, prefix);
        if (tail.isEmpty()) {
            return Score.Scored.mean(0, "no answer word '" + prefix + "'");
        }
        Optional<String> number = AnswerText.lastNumber(tail.get());
        return number.map(n -> Score.Scored.mean(AnswerText.equal(gold, n) ? 1 : 0, n.length() <= 40 ? n : n.substring(0, 40) + "…"))
                .orElse(Score.Scored.mean(0, "no number after the answer word"));
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.Answer;
    }

    @Override
    public Scale scale() {
        return Scale.PROPORTION;
    }

    @Override
    public Scorer scorer(Resources resources) {
        return new TextScorer(name(), Signature.EMPTY.with("extract", name()).with("mrev", REVISION), (answered, text) -> {
            if (!(answered.sample().target() instanceof Target.Answer target)) {
                throw new IllegalArgumentException(answered.key() + " has no answer to compare with; " + name() + " reads a text with a number");
            }
            return read(text, target, answered.sample());
        });
    }
}

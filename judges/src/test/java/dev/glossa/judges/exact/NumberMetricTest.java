package dev.glossa.judges.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Key;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Target;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The three readings of a number after an answer word, each on its own.
class NumberMetricTest {
    private static final Metric STRICT = new NumberMetric.Strict();
    private static final Metric NATIVE = new NumberMetric.NativeDigits();
    private static final Metric LENIENT = new NumberMetric.Lenient();

    /// simple-evals, `mgsm_eval.py`, as the protocol spells it out (section 5.3).
    @ParameterizedTest
    @CsvSource(textBlock = """
            'Jibu: 18',                  18,      1
            'Jibu: 5 kisha Jibu: 18',    18,      1
            'Jibu: 18 si 7',             7,       1
            'Jibu: 18 si 7',             18,      0
            '18',                        18,      0
            'jibu: 18',                  18,      0
            'Jibu: hakuna',              18,      0
            'Jibu: 2,125',               2125,    1
            'Jibu: 2125',                '2,125', 1
            'Jibu: 2,1,25',              2125,    1
            'Jibu: 18.',                 18,      1
            'Jibu: 18.00',               18,      1
            'Jibu: 18.50',               18.5,    1
            'Jibu: 1.8.0',               0,       1
            'Jibu: -18',                 18,      1
            'Jibu: -18',                 -18,     0
            'Jibu: $18 kwa siku',        18,      1
            'Jibu: 120',                 12,      0
            'Jibu: 100',                 100,     1
            'Jibu: \\boxed{18}',         18,      1
            'Jibu: 12,5',                125,     1
            'Jibu: ১৮',                  18,      0
            'Jibu: １８',                18,      0""")
    void strictReadsAsSimpleEvalsDoes(String answer, String gold, int expected) throws InterruptedException {
        assertThat(value(STRICT, "sw", "Jibu", answer, gold)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'উত্তর: ১৮',        18,      1
            'উত্তর: ২,১২৫',     '2,125', 1
            'উত্তর: ১৮.০',      18,      1
            'উত্তর: 18',        ১৮,      1
            '১৮',               18,      0
            'উত্তর: -১৮',       18,      1""")
    void nativeDigitsAreReadAsStrictReadsAsciiOnes(String answer, String gold, int expected) throws InterruptedException {
        assertThat(value(NATIVE, "bn", "উত্তর", answer, gold)).isEqualTo(expected);
    }

    /// Language, what stands in the answer, the number that a reader of the language takes.
    @ParameterizedTest
    @CsvSource(textBlock = """
            de, '12,5',            12.5
            de, '1.234',           1234
            de, '2,125',           2125
            de, '1.234.567,89',    1234567.89
            de, '0,125',           0.125
            de, '0.125',           0.125
            de, '1.5',             1.5
            de, '1''234',          1234
            en, '2,125',           2125
            en, '1.234',           1.234
            en, '1,234.50',        1234.5
            en, '12,5',            5
            en, '1,234,5',         5
            en, '12,345,678',      12345678
            en, '1,2345',          2345
            en, '1 234',           234
            fr, '1 234',           1234
            fr, '1\u00A0234,5',    1234.5
            fr, '1\u202F234',      1234
            fr, '12 34',           34
            hi, '1,25,000',        125000
            hi, '12,34,567',       1234567
            hi, '१,२५,०००',        125000
            hi, '१२.५',            12.5
            bn, '১,১৪,২০০',        114200
            ar, '١٬٢٣٤',           1234
            ar, '١٢٫٥',            12.5
            ar, '١،٢٣٤',           1234
            fa, '۱۲٫۵',            12.5
            fa, '۲٬۱۲۵',           2125
            ur, '۱۱۴,۲۰۰',         114200
            my, '၂,၁၂၅',           2125
            km, '១៨',              18
            am, '18።',             18
            th, '๑,๒๐๐ บาท',       1200
            ja, '１，２００円',      1200
            ja, '１８．５',          18.5
            zh, '答案是18个',        18
            ru, '1 200 рублей',    1200
            en, '-5',              -5
            en, '−5',              -5
            ja, '－５',             -5
            en, '-$5',             -5
            en, '10-5',            5
            en, '- 5',             5
            en, 'x-5',             5
            en, '\\boxed{18} of 3', 18
            en, '\\boxed{1{,}234}', 1234
            en, '\\boxed{\\text{18}}', 18
            en, '\\boxed{7} \\boxed{18', 18
            en, '\\boxed{x} 18',   18
            fr, '1\\,234',         1234
            en, '18.0000',         18
            en, '$18.00',          18
            en, '50%',             50
            en, '7 🐦 and 18 🦆',   18""")
    void lenientReadsAsTheLanguageDoes(String language, String answer, String number) throws InterruptedException {
        for (String text : List.of("Answer: " + answer, "5 … Answer: 7, Answer: " + answer, answer)) {
            assertThat(value(LENIENT, language, "Answer", text, number)).as("%s in %s", text, language).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"de, '12,5', 125", "en, '12,5', 125", "sw, '1.234', 1234", "en, '1,23', 123", "en, -5, 5", "hi, '1,25,00', 12500", "en, no, 0"})
    void lenientReadsNoMoreIntoIt(String language, String answer, String number) throws InterruptedException {
        assertThat(value(LENIENT, language, "Answer", "Answer: " + answer, number)).isZero();
    }

    @Test
    void theAnswerWordIsFoundHoweverItsLettersAreComposed() throws InterruptedException {
        assertThat(value(LENIENT, "fr", "Re\u0301ponse", "7 Réponse: 18, 5 R\u00E9ponse: 18", "18")).isEqualTo(1);
        assertThat(value(STRICT, "fr", "Re\u0301ponse", "R\u00E9ponse: 18", "18")).isZero();
    }

    @Test
    void anAnswerWithoutANumberIsWrongAndSaysSo() throws InterruptedException {
        assertThat(score(STRICT, "sw", "Jibu", "", "18")).isEqualTo(Score.Scored.mean(0, "no answer word 'Jibu'"));
        assertThat(score(NATIVE, "sw", "Jibu", "Jibu: 🐦", "18")).isEqualTo(Score.Scored.mean(0, "no number after the answer word"));
        assertThat(score(LENIENT, "sw", "Jibu", "Jibu: 🐦", "18")).isEqualTo(Score.Scored.mean(0, "no number"));
    }

    @Test
    void noAnswerIsNoScore() throws InterruptedException {
        for (Metric metric : List.of(STRICT, NATIVE, LENIENT)) {
            assertThat(metric.scorer(null).score(List.of(answered("sw", "Jibu", new Completion.Failed("timeout"), "18"))))
                    .containsExactly(new Score.Failed("timeout"));
            assertThatThrownBy(() -> metric.scorer(null).score(List.of(answered("sw", "Jibu", new Completion.Likelihoods(List.of(-1.0)), "18"))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("global-mgsm/sw/0001");
        }
    }

    static Stream<String> hugeTexts() {
        return Stream.of("7", "1,", "1,000", "12,34,", "1.000.", "-", "\\boxed{", "\\boxed{1}", "1 234 ", "९", "{,}", "Answer: 1", "0,", "7.5")
                .map(part -> part.repeat((1 << 20) / part.length()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hugeTexts")
    void aMegabyteIsReadInLinearTime(String text) throws InterruptedException {
        for (Metric metric : List.of(STRICT, NATIVE, LENIENT)) {
            assertTimeout(Duration.ofSeconds(20), () -> assertThat(score(metric, "de", "Answer", "Answer: " + text, "18")).isInstanceOf(Score.Scored.class));
        }
    }

    @Test
    void noTextMakesAReaderFail() throws InterruptedException {
        String[] parts = {"Answer", ":", " ", "1", "23", "456", "7890", ",", ".", "'", "\u066B", "\u066C", "\u060C", "\u00A0", "\u202F", "-", "\u2212",
            "$", "%", "\\boxed{", "{", "}", "\\,", "१२", "٣٤", "၅", "𝟙𝟚", "👩‍🌾", "\uD83D", "\uDC00", "\n", "\0", "ሰባት", "ខ", "e", "½", "Ⅷ"};
        SplittableRandom random = new SplittableRandom(42);
        List<String> languages = List.of("de", "en", "hi", "fr", "ar", "km", "am");
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            for (Metric metric : List.of(STRICT, NATIVE, LENIENT)) {
                assertThat(value(metric, languages.get(round % languages.size()), "Answer", text.toString(), "456")).isBetween(0.0, 1.0);
            }
        }
    }

    private static double value(Metric metric, String language, String prefix, String text, String gold) throws InterruptedException {
        return ((Score.Scored) score(metric, language, prefix, text, gold)).value();
    }

    private static Score score(Metric metric, String language, String prefix, String text, String gold) throws InterruptedException {
        return metric.scorer(null).score(List.of(answered(language, prefix, new Completion.Text(text, FinishReason.STOP), gold))).getFirst();
    }

    private static Answered answered(String language, String prefix, Completion completion, String gold) {
        Sample sample = new Sample("global-mgsm", Languages.bundled().get(language), "0001", "?", new Target.Answer(gold, prefix));
        return new Answered(sample, Key.of(sample.id()), completion);
    }
}

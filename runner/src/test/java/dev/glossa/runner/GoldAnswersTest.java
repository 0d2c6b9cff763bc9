package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Benchmark.Options;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A gold answer, given back as an answer, is right: under each reading of GlobalMGSM, in every numbering system that the
/// reading claims to know.
class GoldAnswersTest {
    /// The zero of each script's decimal digits.
    private static final Map<String, Integer> ZEROS = Map.ofEntries(Map.entry("Bengali", 0x09E6), Map.entry("Telugu", 0x0C66),
            Map.entry("Thai", 0x0E50), Map.entry("Devanagari", 0x0966), Map.entry("Arabic-Indic", 0x0660), Map.entry("Persian", 0x06F0),
            Map.entry("Khmer", 0x17E0), Map.entry("Burmese", 0x1040), Map.entry("Gujarati", 0x0AE6), Map.entry("Gurmukhi", 0x0A66),
            Map.entry("Tamil", 0x0BE6), Map.entry("Kannada", 0x0CE6), Map.entry("Lao", 0x0ED0), Map.entry("full width", 0xFF10),
            Map.entry("bold", 0x1D7CE));

    @ParameterizedTest
    @CsvSource({"strict", "native-digits", "lenient"})
    void everyGoldOfTheSamplesIsRight(String metric) throws InterruptedException {
        assertGoldsAreRight(new Data.Bundled(), metric);
    }

    @ParameterizedTest
    @CsvSource({"strict", "native-digits", "lenient"})
    void everyGoldOfTheOriginalDataIsRight(String metric) throws InterruptedException {
        assertThat(assertGoldsAreRight(new Data.Folder(mgsm()), metric)).isEqualTo(2750);
    }

    private static long assertGoldsAreRight(Data data, String metric) throws InterruptedException {
        Task task = open(data);
        long golds = 0;
        try (Scorer scorer = Registry.metrics().find(metric).scorer(null)) {
            for (Language language : task.languages()) {
                for (Sample sample : samples(task, language)) {
                    Target.Answer target = (Target.Answer) sample.target();
                    assertRight(scorer, sample, target.prefix() + ": " + target.gold());
                    assertRight(scorer, sample, "1,5 + 3.\n" + target.prefix() + ":  " + target.gold() + ".\n");
                    if (!metric.equals("strict")) {
                        for (int zero : ZEROS.values()) {
                            assertRight(scorer, sample, target.prefix() + ": " + written(target.gold(), zero));
                        }
                    }
                    golds++;
                }
            }
        }
        return golds;
    }

    /// Strict is simple-evals', to which a Bengali eight is no 8: the difference between the readings is the finding.
    @Test
    void strictKnowsAsciiDigitsOnly() throws InterruptedException {
        Task task = open(new Data.Bundled());
        Sample sample = samples(task, Languages.bundled().get("bn")).getFirst();
        Target.Answer target = (Target.Answer) sample.target();
        try (Scorer strict = Registry.metrics().find("strict").scorer(null)) {
            assertThat(value(strict, sample, target.prefix() + ": " + written(target.gold(), ZEROS.get("Bengali")))).isZero();
        }
    }

    @Test
    void anotherNumberIsWrongUnderEveryReading() throws InterruptedException {
        Task task = open(new Data.Bundled());
        for (String metric : List.of("strict", "native-digits", "lenient")) {
            try (Scorer scorer = Registry.metrics().find(metric).scorer(null)) {
                for (Language language : task.languages()) {
                    for (Sample sample : samples(task, language)) {
                        Target.Answer target = (Target.Answer) sample.target();
                        assertThat(value(scorer, sample, target.prefix() + ": " + target.gold() + "1")).as(sample.id().toString()).isZero();
                        assertThat(value(scorer, sample, target.prefix() + ": 9" + target.gold().replace(",", ""))).isZero();
                    }
                }
            }
        }
    }

    private static String written(String gold, int zero) {
        StringBuilder text = new StringBuilder();
        gold.chars().forEach(c -> text.appendCodePoint(c >= '0' && c <= '9' ? zero + c - '0' : c));
        return text.toString();
    }

    private static void assertRight(Scorer scorer, Sample sample, String answer) throws InterruptedException {
        assertThat(value(scorer, sample, answer)).as("%s: %s", sample.id(), answer).isEqualTo(1);
    }

    private static double value(Scorer scorer, Sample sample, String answer) throws InterruptedException {
        Score score = scorer.score(List.of(new Answered(sample, Key.of(sample.id()), new Completion.Text(answer, FinishReason.STOP)))).getFirst();
        return ((Score.Scored) score).value();
    }

    private static List<Sample> samples(Task task, Language language) {
        try (Stream<Task.Question> questions = task.questions(language)) {
            return questions.map(Task.Question::sample).toList();
        }
    }

    private static Task open(Data data) {
        return Registry.benchmarks().find("global-mgsm").open(new Options(data, Languages.bundled(), Optional.empty(), OptionalInt.empty(),
                OptionalDouble.empty(), OptionalInt.empty(), 0, Map.of()));
    }

    private static Path mgsm() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/data/mgsm"))) {
                return at.resolve("shared/data/mgsm");
            }
        }
        assumeTrue(false, "no shared/data/mgsm beside the repository: nothing to read");
        throw new IllegalStateException();
    }
}

package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Language;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The bundled samples through the door that users open: `--data bundled`.
class BundledTasksTest {
    static List<String> benchmarks() {
        return List.copyOf(Registry.benchmarks().all().keySet());
    }

    @Test
    void thereAreTheFiveBenchmarksOfTheProtocol() {
        assertThat(benchmarks()).containsExactly("flores", "global-mgsm", "global-mmlu", "marenahard", "mdolly");
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void everyLanguageAsksTheSameItems(String benchmark) {
        Task task = DataDirectory.bundled(benchmark);
        List<String> items = items(task, task.languages().getFirst());
        assertThat(items).hasSizeGreaterThanOrEqualTo(6);
        assertThat(task.languages()).hasSizeGreaterThanOrEqualTo(27)
                .allSatisfy(language -> assertThat(items(task, language)).isEqualTo(items));
        assertThat(task.signature().toString()).contains("|data:bundled|");
        assertThat(task.digests(task.languages().getLast())).isNotEmpty()
                .allSatisfy((_, sha256) -> assertThat(sha256).matches("[0-9a-f]{64}"));
    }

    /// Languages that the original data of a benchmark lacks: the samples name them by our own code.
    @ParameterizedTest
    @CsvSource({"global-mgsm, hi tr fa he id ga", "global-mmlu, ga km ur ta th zu", "mdolly, hi ga km ta", "marenahard, ga km zu", "flores, ga km am zh_Hant"})
    void languagesThatTheOriginalDataLacksAreThereToo(String benchmark, String codes) {
        Task task = DataDirectory.bundled(benchmark);
        assertThat(Arrays.stream(codes.split(" ")).map(DataDirectory::language)).allSatisfy(language -> {
            assertThat(task.languages()).contains(language);
            assertThat(DataDirectory.questions(task, language.code())).isNotEmpty();
        });
    }

    private static List<String> items(Task task, Language language) {
        return DataDirectory.questions(task, language.code()).stream().map(question -> question.sample().item()).toList();
    }
}

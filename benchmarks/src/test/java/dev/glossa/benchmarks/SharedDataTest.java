package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Language;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Published data, where a copy stands beside the repository: `../shared/data`.
class SharedDataTest {
    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/data").resolve(name))) {
                return at.resolve("shared/data").resolve(name);
            }
        }
        assumeTrue(false, "no shared/data/" + name + " beside the repository: nothing to read");
        throw new IllegalStateException();
    }

    @Test
    void everyRowOfMgsmLoadsInElevenLanguages() {
        Task task = new DataDirectory(shared("mgsm")).open("global-mgsm");
        assertThat(task.languages()).extracting(Language::code)
                .containsExactlyInAnyOrder("bn", "de", "en", "es", "fr", "ja", "ru", "sw", "te", "th", "zh");
        List<String> golds = golds(task, "en");
        assertThat(task.languages()).allSatisfy(language -> {
            assertThat(golds(task, language.code())).hasSize(250);
            assertThat(golds(task, language.code()).stream().filter(gold -> gold.contains(","))).hasSize(4);
        });
        assertThat(golds.stream().filter(gold -> gold.endsWith("0"))).hasSize(99);
        Question first = DataDirectory.questions(task, "sw").getFirst();
        assertThat(first.sample().input()).startsWith("Bata wa Janet hutaga mayai 16 kila siku");
        assertThat(first.sample().target()).isEqualTo(new Target.Answer("18", "Jibu"));
    }

    private static List<String> golds(Task task, String language) {
        return DataDirectory.questions(task, language).stream().map(q -> ((Target.Answer) q.sample().target()).gold()).toList();
    }

    @Test
    void everySentenceOfFloresLoadsInSeventyFiveTargets(@TempDir Path folder) throws IOException, InterruptedException {
        Path archive = shared("flores200.tar.gz");
        assumeTrue(new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString()).inheritIO().start().waitFor() == 0, "no tar");
        try (Stream<Path> files = Files.list(folder.resolve("flores200/devtest"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".devtest"))).hasSize(76);
        }
        for (Path data : List.of(folder, folder.resolve("flores200"))) {
            Task task = new DataDirectory(data).open("flores");
            assertThat(task.languages()).hasSize(75).contains(DataDirectory.language("zh_Hant"), DataDirectory.language("st"));
            assertThat(task.signature().toString()).contains("data:flores200@files");
        }
        Task task = new DataDirectory(folder).open("flores");
        assertThat(task.languages()).allSatisfy(language -> {
            List<Question> questions = DataDirectory.questions(task, language.code());
            assertThat(questions).hasSize(1012);
            assertThat(questions.getLast().sample().item()).isEqualTo("1012");
        });
        assertThat(DataDirectory.questions(task, "am").getFirst().sample().input()).startsWith("\"We now have 4-month-old mice that are non-diabetic");
    }

    @Test
    void bothVersionsOfArenaHardAreAskedInEnglish() {
        Path arenaHard = shared("arena-hard");
        Map.of("v0.1", 500, "v2.0", 750).forEach((version, size) -> {
            Task task = new DataDirectory(arenaHard.resolve(version)).open("marenahard");
            assertThat(task.languages()).extracting(Language::code).containsExactly("en");
            assertThat(DataDirectory.questions(task, "en")).hasSize(size);
        });
        Question first = DataDirectory.questions(new DataDirectory(arenaHard.resolve("v2.0")).open("marenahard"), "en").getFirst();
        assertThat(first.sample().id()).hasToString("marenahard/en/2edbb5f36f5b42be");
        assertThat(first.sample().attributes()).isEqualTo(Map.of("category", "hard_prompt", "subcategory", "coding"));
    }
}

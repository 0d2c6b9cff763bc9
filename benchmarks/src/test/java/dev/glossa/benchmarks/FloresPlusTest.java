package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every language of FLORES, also those that the language table does not know.
class FloresPlusTest {
    @TempDir
    Path folder;

    /// The 204 codes of FLORES-200.
    private static List<String> codes() throws IOException {
        return List.of(new String(FloresPlusTest.class.getResourceAsStream("flores200-codes.txt").readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip().split("\\s+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flores200_dataset/devtest/%s.devtest", "openlanguagedata/flores_plus/devtest/%s.jsonl",
        "openlanguagedata/flores_plus/%s/devtest.jsonl", "openlanguagedata/flores_plus/data/%s/devtest.jsonl"})
    void everyCodeOfFlores200LoadsAndCounts(String layout) throws IOException {
        DataDirectory data = new DataDirectory(folder);
        for (String code : codes()) {
            String sentence = code + " ሰላም 😀 “";
            data.write(layout.formatted(code), layout.endsWith("jsonl") ? "{\"text\":\"" + sentence + "\"}" : sentence, layout.endsWith("jsonl") ? "{\"text\":\"2\"}" : "2");
        }
        Task task = data.open("flores");
        assertThat(codes()).hasSize(204).doesNotHaveDuplicates();
        assertThat(task.languages()).hasSize(203).doesNotHaveDuplicates();
        Set<String> read = new HashSet<>();
        for (Language language : task.languages()) {
            List<Task.Question> questions = DataDirectory.questions(task, language.code());
            assertThat(questions).hasSize(2);
            read.add(((dev.glossa.harness.Target.References) questions.getFirst().sample().target()).texts().getFirst().split(" ")[0]);
        }
        Set<String> expected = new HashSet<>(codes());
        expected.remove("eng_Latn");
        assertThat(read).isEqualTo(expected);
        assertThat(task.languages().stream().filter(Language::focus)).hasSize(66);
    }

    @Test
    void anUnknownCodeTellsItsLanguageAndCountsInNoMean() {
        Language afar = Languages.bundled().get("aar_Latn");
        assertThat(afar.name()).isEqualTo("aar_Latn");
        assertThat(afar.iso639_3()).isEqualTo("aar");
        assertThat(afar.script()).isEqualTo("Latn");
        assertThat(afar.region()).isEmpty();
        assertThat(afar.bin()).isEmpty();
        assertThat(afar.focus()).isFalse();
        assertThat(Languages.bundled().get("nqo_Nkoo").rightToLeft()).isTrue();
        assertThat(Languages.bundled().get("cat_Latn_vale1252").script()).isEqualTo("Latn");
        assertThat(Languages.bundled().select("sw,aar_Latn", Optional.empty())).extracting(Language::code).containsExactly("sw", "aar_Latn");
        assertThat(Languages.bundled().all()).doesNotContain(afar);
    }

    @Test
    void aCodeOfTheTableStaysTheTablesAndATypoStaysUnknown() {
        assertThat(Languages.bundled().get("swh_Latn").code()).isEqualTo("sw");
        assertThatThrownBy(() -> Languages.bundled().get("swh_Latm")).hasMessageContaining("no language 'swh_Latm'");
        assertThatThrownBy(() -> Languages.bundled().get("swahili_Latn")).hasMessageContaining("no language");
    }
}

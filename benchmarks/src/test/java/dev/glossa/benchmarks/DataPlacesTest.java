package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Language;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.Task.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where data may be, under the names that its publishers give it.
class DataPlacesTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String MMLU = "SELECT 'virology/test/' || i AS sample_id, 'virology' AS subject, 'Medical' AS subject_category, "
            + "'ጥያቄ ' || i || ' 🦠' AS question, 'ሀ' AS option_a, 'ለ' AS option_b, 'ሐ' AS option_c, 'መ' AS option_d, 'B' AS answer, "
            + "CASE WHEN i %% 2 = 0 THEN 'CS' ELSE '-' END AS cultural_sensitivity_label, i %% 2 = 0 AS is_annotated FROM range(%d, %d) t(i)";

    @TempDir
    Path folder;
    private DataDirectory data;

    @BeforeEach
    void directory() {
        data = new DataDirectory(folder);
    }

    /// The layouts of the hub's Parquet files, with the codecs that its data sets use.
    @ParameterizedTest
    @ValueSource(strings = {"Global-MMLU/am/test-00000-of-00001.parquet", "CohereLabs/Global-MMLU/am/test.parquet", "global-mmlu/data/am/test-00000-of-00001.parquet",
        "Global-MMLU/am/test/0000.parquet", "am/test.parquet", "test/am.parquet"})
    void parquetIsFoundUnderTheNamesOfTheHub(String path) {
        Task task = data.parquet(path, MMLU.formatted(0, 3)).open("global-mmlu");
        assertThat(task.languages()).containsExactly(DataDirectory.language("am"));
        List<Question> questions = DataDirectory.questions(task, "am");
        assertThat(questions).hasSize(3);
        assertThat(questions.get(2).sample().input()).isEqualTo("ጥያቄ 2 🦠");
        assertThat(questions.get(2).sample().attributes()).containsEntry("cultural_sensitivity_label", "CS");
        assertThat(questions.get(1).sample().attributes()).doesNotContainKey("cultural_sensitivity_label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CODEC 'snappy'", "CODEC 'zstd'", "CODEC 'gzip'", "CODEC 'uncompressed'", "PARQUET_VERSION v2", "ROW_GROUP_SIZE 2048"})
    void everyCodecOfTheHubIsRead(String option) {
        Task task = data.parquet("Global-MMLU/am/test.parquet", MMLU.formatted(0, 5000), option).open("global-mmlu");
        List<Question> questions = DataDirectory.questions(task, "am");
        assertThat(questions).hasSize(5000);
        assertThat(questions.get(4999).sample().id()).hasToString("global-mmlu/am/virology%2Ftest%2F4999");
        assertThat(questions.get(4999).sample().input()).isEqualTo("ጥያቄ 4999 🦠");
    }

    @Test
    void shardsAreReadInTheirOrder() {
        data.parquet("Global-MMLU/am/test-00001-of-00003.parquet", MMLU.formatted(10, 20))
                .parquet("Global-MMLU/am/test-00000-of-00003.parquet", MMLU.formatted(0, 10))
                .parquet("Global-MMLU/am/test-00002-of-00003.parquet", MMLU.formatted(20, 30));
        Task task = data.open("global-mmlu");
        assertThat(DataDirectory.questions(task, "am")).extracting(q -> q.sample().item())
                .isEqualTo(java.util.stream.IntStream.range(0, 30).mapToObj(i -> "virology/test/" + i).toList());
        assertThat(task.digests(DataDirectory.language("am"))).hasSize(3);
    }

    @Test
    void aSnapshotOfTheHubIsTheOneThatMainNames() throws IOException {
        String dataset = "datasets--CohereLabs--global-mgsm/";
        String row = "{\"question\":\"%s\",\"answer\":\"7\",\"instruction\":\"ដោះស្រាយ\",\"answer_prefix\":\"ចម្លើយ\"}";
        data.write(dataset + "refs/main", COMMIT)
                .write(dataset + "blobs/aa", row.formatted("ថ្មី"))
                .write(dataset + "snapshots/ffff/km/test.jsonl", row.formatted("ចាស់"));
        Files.createDirectories(folder.resolve(dataset + "snapshots/" + COMMIT + "/km"));
        Files.createSymbolicLink(folder.resolve(dataset + "snapshots/" + COMMIT + "/km/test.jsonl"), Path.of("../../../blobs/aa"));
        for (DataDirectory place : List.of(data, hub())) {
            Task task = place.open("global-mgsm");
            assertThat(task.signature().toString()).contains("data:CohereLabs/global-mgsm@" + COMMIT);
            assertThat(DataDirectory.questions(task, "km").getFirst().sample().input()).isEqualTo("ថ្មី");
        }
    }

    /// `HF_HOME` has its cache in a folder `hub`.
    private DataDirectory hub() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("hub"), folder);
        return new DataDirectory(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"datasets--CohereLabs--global-mgsm/snapshots/ffff00", "datasets--CohereLabs--global-mgsm", "."})
    void aSnapshotItselfIsData(String place) {
        String row = "{\"question\":\"ចាស់\",\"answer\":\"7\",\"instruction\":\"ដោះស្រាយ\",\"answer_prefix\":\"ចម្លើយ\",\"prompt\":\"x\"}";
        data.write("datasets--CohereLabs--global-mgsm/snapshots/ffff00/km/test.jsonl", row);
        DataDirectory snapshot = new DataDirectory(folder.resolve(place));
        assertThat(snapshot.open("global-mgsm").signature().toString()).contains("data:CohereLabs/global-mgsm@ffff00");
        assertThatThrownBy(() -> snapshot.open("mdolly")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mdolly: ").hasMessageEndingWith("; glossa data pull mdolly fetches it");
    }

    @Test
    void twoSnapshotsWithoutAMainAreNotChosenBetween() {
        data.write("datasets--CohereLabs--global-mgsm/snapshots/aaaa/km/test.jsonl", "{}")
                .write("datasets--CohereLabs--global-mgsm/snapshots/bbbb/km/test.jsonl", "{}");
        assertThatThrownBy(() -> data.open("global-mgsm")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("several snapshots").hasMessageContaining("[aaaa, bbbb]");
    }

    @Test
    void allFilesOfATaskAreOfOneRevision() {
        data.write("global-mgsm/am/test.jsonl", "{\"question\":\"ሀ\",\"answer\":\"7\",\"instruction\":\"ለ\",\"answer_prefix\":\"መልስ\"}")
                .write("ur/test.jsonl", "{\"question\":\"ا\",\"answer\":\"7\",\"instruction\":\"ب\",\"answer_prefix\":\"جواب\"}");
        Task task = data.open("global-mgsm");
        assertThat(task.languages()).extracting(Language::code).containsExactly("am");
    }

    @Test
    void looseFilesBelongToTheBenchmarkThatTheirColumnsFit() {
        data.write("am/test.jsonl", "{\"question\":\"ሀ\",\"answer\":\"7\",\"instruction\":\"ለ\",\"answer_prefix\":\"መልስ\"}")
                .parquet("aya_evaluation_suite/dolly_machine_translated/test-00000-of-00001.parquet",
                        "SELECT 1 AS id, 7 AS source_id, 'ሰላም' AS inputs, 'amh' AS language, 'Ethi' AS script");
        assertThat(DataDirectory.questions(data.open("global-mgsm"), "am")).hasSize(1);
        assertThat(data.open("mdolly").signature().toString()).contains("CohereLabs/aya_evaluation_suite@files");
        assertThatThrownBy(() -> data.open("global-mmlu")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column option_a").hasMessageContaining("am/test.jsonl");
    }

    @Test
    void packedTextIsReadLikePlainText() {
        data.bytes("mgsm_th.tsv.gz", DataDirectory.gzip("เป็ด 🦆\t1,200\n"))
                .bytes("dolly-machine-translated-v2/ur/test.jsonl.gz", DataDirectory.gzip("{\"prompt\":\"سلام\"}\n\n"))
                .bytes("global-mmlu/am/test.csv.gz", DataDirectory.gzip("\uFEFFquestion,option_a,option_b,option_c,option_d,answer\r\n\"ሀ, \"\"ለ\"\"\r\nሐ\",1,2,3,4,D\r\n"));
        assertThat(DataDirectory.questions(data.open("global-mgsm"), "th").getFirst().sample().target()).isEqualTo(new Target.Answer("1,200", "คำตอบ"));
        assertThat(DataDirectory.questions(data.open("mdolly"), "ur")).hasSize(1);
        assertThat(DataDirectory.questions(data.open("global-mmlu"), "am").getFirst().sample().input()).isEqualTo("ሀ, \"ለ\"\r\nሐ");
    }

    @Test
    void theAyaSuiteIsFilteredByLanguageAndScript() {
        data.parquet("aya_evaluation_suite/dolly_machine_translated/test-00000-of-00001.parquet", """
                SELECT * FROM (VALUES (201, 1, 'السلام', 'arb', 'Arab'), (202, 1, 'as-salam', 'arb', 'Latn'), (203, 1, '你好', 'zho', 'Hans'),
                    (204, 1, '你好啊', 'zho', 'Hant'), (205, 2, 'سلام', 'arb', 'Arab'), (206, 1, 'ola', 'xyz', 'Latn')) t(id, source_id, inputs, language, script)""");
        Task task = data.open("mdolly");
        assertThat(task.languages()).extracting(Language::code).containsExactly("ar", "zh");
        assertThat(DataDirectory.questions(task, "ar")).extracting(q -> q.sample().id().toString()).containsExactly("mdolly/ar/0001", "mdolly/ar/0002");
        assertThat(DataDirectory.questions(task, "zh")).extracting(q -> q.sample().input()).containsExactly("你好");
        assertThat(task.signature().toString()).contains("config:dolly_machine_translated");
    }

    @Test
    void nestedColumnsReadAsJsonAndNullsAsAbsence() {
        data.parquet("m-ArenaHard-v2.1/km/test.parquet", """
                SELECT * FROM (VALUES ('a', NULL, 'សួស្តី', [1, 2], {'k': 'v', 'n': NULL}),
                    ('b', 'coding', 'សួស្តី 🐘', NULL, NULL)) t(question_id, subcategory, prompt, turns, meta)""");
        List<Question> questions = DataDirectory.questions(data.open("marenahard"), "km");
        assertThat(questions).extracting(q -> q.sample().attributes()).containsExactly(Map.of(), Map.of("subcategory", "coding"));
        assertThat(questions.getLast().sample().input()).isEqualTo("សួស្តី 🐘");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openlanguagedata/flores_plus,text,fil_Latn,cmn_Hans", "facebook/flores,sentence,tgl_Latn,zho_Hans"})
    void eachEditionOfFloresHasItsOwnCodesAndColumn(String edition) {
        String[] parts = edition.split(",");
        for (String code : List.of("eng_Latn", parts[2], parts[3])) {
            data.parquet(parts[0] + "/devtest/" + code + ".parquet", "SELECT i AS id, '" + code + " ' || i AS " + parts[1] + ", 'wiki' AS domain FROM range(1, 4) t(i)");
        }
        Task task = data.open("flores");
        assertThat(task.languages()).extracting(Language::code).containsExactly("tl", "zh");
        assertThat(task.signature().toString()).contains("data:" + parts[0] + "@files");
        assertThat(DataDirectory.questions(task, "tl").getLast().sample().target()).isEqualTo(new Target.References(List.of(parts[2] + " 3")));
        assertThat(DataDirectory.questions(task, "tl").getLast().sample().attributes()).containsEntry("domain", "wiki");
    }

    @Test
    void textFilesOfFloresPlusAreToldApartByTheirCodes() {
        for (String code : List.of("eng_Latn", "swh_Latn", "ekk_Latn", "cmn_Hant")) {
            data.write("devtest/devtest." + code, code);
        }
        Task task = data.open("flores");
        assertThat(task.signature().toString()).contains("data:flores_plus@files");
        assertThat(task.languages()).extracting(Language::code).containsExactly("et", "zh_Hant", "sw");
    }

    @Test
    void aVersionThatIsNamedIsTheOneThatIsRead() {
        data.write("m-ArenaHard-v2.0/ar/test.jsonl", "{\"question_id\":\"x\",\"prompt\":\"مرحبا\"}")
                .write("arena-hard-v2.0/question.jsonl", "{\"uid\":\"y\",\"prompt\":\"Hello\"}");
        assertThat(data.open("marenahard").signature().toString()).contains("CohereLabs/m-ArenaHard-v2.0@files");
        assertThat(data.open("marenahard", Map.of("version", "english")).signature().toString()).contains("lmarena/arena-hard-auto@files");
        assertThatThrownBy(() -> data.open("marenahard", Map.of("version", "2.1"))).hasMessageContaining("no data");
        assertThatThrownBy(() -> data.open("marenahard", Map.of("version", "3"))).hasMessage("marenahard: no version '3'; there are [1, 2.0, 2.1, english]");
    }
}

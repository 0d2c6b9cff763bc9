package dev.glossa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.glossa.harness.SampleId;
import dev.glossa.harness.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Broken and hostile data through the door that users open: one line that says where, what, and what would have worked.
class BadInputTest {
    private static final String MGSM = "{\"question\":\"%s\",\"answer\":\"7\",\"instruction\":\"ለ\",\"answer_prefix\":\"መልስ\"}";
    private static final String HEADER = "sample_id,question,option_a,option_b,option_c,option_d,answer";

    @TempDir
    Path folder;
    private DataDirectory data;

    @BeforeEach
    void directory() {
        data = new DataDirectory(folder);
    }

    /// Everything that a run reads before it asks: each language's questions, one after the other.
    private String complaint(String benchmark) {
        Throwable thrown = catchThrowable(() -> {
            Task task = data.open(benchmark);
            task.languages().forEach(language -> {
                try (var questions = task.questions(language)) {
                    questions.forEach(_ -> { });
                }
                task.digests(language);
            });
        });
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage()).doesNotContain("\n").hasSizeLessThan(900);
        return thrown.getMessage().replace(folder.toString() + "/", "");
    }

    @Test
    void noDataListsWhatWasLookedForAndWhere() {
        assertThat(complaint("global-mgsm")).startsWith("global-mgsm: no data in ").contains("en/test.parquet", "more", ", global-mgsm, ", ".gz");
        assertThat(complaint("flores")).contains("looked for eng_Latn/devtest.parquet");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        data = new DataDirectory(folder.resolve("nowhere"));
        assertThat(complaint("flores")).isEqualTo("--data nowhere: no such folder");
    }

    @Test
    void aParquetFileThatIsCutOffIsNamed() throws IOException {
        data.parquet("global-mmlu/am/test.parquet", "SELECT i AS question, 'a' AS option_a, 'b' AS option_b, 'c' AS option_c, 'd' AS option_d, 'A' AS answer FROM range(9999) t(i)");
        byte[] whole = Files.readAllBytes(folder.resolve("global-mmlu/am/test.parquet"));
        for (int length : new int[] {0, 3, 4, 11, 12, whole.length / 2, whole.length - 1}) {
            data.bytes("global-mmlu/am/test.parquet", Arrays.copyOf(whole, length));
            assertThat(complaint("global-mmlu")).startsWith("global-mmlu/am/test.parquet").contains("not readable as Parquet: ").endsWith("fetch the file again");
        }
    }

    @Test
    void textThatCallsItselfParquetIsNamed() {
        data.write("global-mmlu/am/test.parquet", "version https://git-lfs.github.com/spec/v1", "oid sha256:0123", "size 123");
        assertThat(complaint("global-mmlu")).startsWith("global-mmlu/am/test.parquet: not readable as Parquet: ");
    }

    @Test
    void wrongColumnsAreToldWithThoseThatAreMeant() {
        data.parquet("global-mmlu/am/test.parquet", "SELECT 'x' AS Question, 'a' AS option_a, 'b' AS option_b, 'c' AS option_c, 'd' AS option_d, 'A' AS answer");
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/am/test.parquet: no column question (is 'Question' meant?); this data set has "
                + "[question, option_a, option_b, option_c, option_d, answer], the file has [Question, answer, option_a, option_b, option_c, option_d]");
        data.write("mdolly/am/test.jsonl", "{\"text\":\"ሰላም\"}");
        assertThat(complaint("mdolly")).isEqualTo("mdolly/am/test.jsonl: no column prompt; this data set has [prompt], the file has [text]");
    }

    @Test
    void aColumnThatARowLacksIsToldWithItsPlace() {
        data.write("global-mgsm/am/test.jsonl", MGSM.formatted("ሀ"), "{\"question\":\"ሁ\",\"answer\":null,\"instruction\":\"ለ\",\"answer_prefix\":\"መልስ\"}");
        assertThat(complaint("global-mgsm")).isEqualTo(
                "global-mgsm/am/test.jsonl, line 2: no value in column 'answer'; there are [answer_prefix, instruction, question]");
        data.write("global-mgsm/am/test.jsonl", MGSM.formatted(" \u00A0"));
        assertThat(complaint("global-mgsm")).isEqualTo("global-mgsm/am/test.jsonl, line 1: column 'question' is empty; a sample needs it");
    }

    @Test
    void aChoiceThatIsNoLetterIsToldWithItsPlace() {
        data.write("global-mmlu/am/test.csv", HEADER, "a,ሀ,1,2,3,4,E");
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/am/test.csv, line 2: column 'answer' holds 'E' where one of [A, B, C, D] was expected");
    }

    @Test
    void bytesThatAreNotUtf8AreToldWithTheirLine() {
        byte[] latin1 = "café".getBytes(StandardCharsets.ISO_8859_1);
        data.bytes("mgsm_fr.tsv", concat("Combien ?\t7\n".getBytes(StandardCharsets.UTF_8), latin1, "\t8\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(complaint("global-mgsm")).isEqualTo("mgsm_fr.tsv, line 2: not UTF-8; convert the file first (iconv -t UTF-8)");
        data.bytes("global-mmlu/fr/test.csv", concat((HEADER + "\n").getBytes(StandardCharsets.UTF_8),
                IntStream.range(0, 2001).mapToObj(i -> i + ",Q,1,2,3,4,A\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8), latin1));
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/fr/test.csv, line 2003: not UTF-8; convert the file first (iconv -t UTF-8)");
        data.bytes("dolly-machine-translated-v2/fr/test.jsonl", "{\"prompt\":\"é\"}".getBytes(StandardCharsets.UTF_16));
        assertThat(complaint("mdolly")).contains("dolly-machine-translated-v2/fr/test.jsonl, line 1: not UTF-8");
    }

    @Test
    void byteOrderMarksAndWindowsLineEndsAreNoText() {
        data.write("mgsm_bn.tsv", "\uFEFFকত?\t18\r", "কত টাকা?\t1,200\r");
        assertThat(DataDirectory.questions(data.open("global-mgsm"), "bn")).extracting(q -> q.sample().input() + q.sample().target())
                .containsExactly("কত?Answer[gold=18, prefix=উত্তর]", "কত টাকা?Answer[gold=1,200, prefix=উত্তর]");
    }

    @ParameterizedTest
    @CsvSource({"jsonl, 'global-mmlu: no sample for am in [global-mmlu/am/test.jsonl]; an empty file?'",
        "tsv, 'global-mmlu/am/test.tsv: an empty file; the first line names the columns: question, option_a, option_b, option_c, option_d, answer'",
        "csv, 'global-mmlu/am/test.csv: an empty file; the first line names the columns: question, option_a, option_b, option_c, option_d, answer'"})
    void anEmptyFileIsNamed(String ending, String message) {
        data.bytes("global-mmlu/am/test." + ending, new byte[0]);
        assertThat(complaint("global-mmlu")).isEqualTo(message);
        data.bytes("global-mmlu/am/test." + ending, "\n\n".getBytes(StandardCharsets.UTF_8));
        assertThat(complaint("global-mmlu")).contains("am/test." + ending);
    }

    @Test
    void aHeaderWithoutRowsIsNoData() {
        data.write("global-mmlu/am/test.csv", HEADER);
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu: no sample for am in [global-mmlu/am/test.csv]; an empty file?");
    }

    @Test
    void aKeyThatStandsTwiceIsToldWithBothPlaces() {
        data.write("global-mmlu/am/test.csv", HEADER, "x/1,ሀ,1,2,3,4,A", "x/2,ሀ,1,2,3,4,A", "x/1,ሁ,1,2,3,4,A");
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/am/test.csv, line 4: the item 'x/1' stands in global-mmlu/am/test.csv, line 2 already; "
                + "one of the two rows has to go");
    }

    @Test
    void aLanguageWithoutDataIsToldWithThoseThatHaveSome() {
        data.write("mgsm_th.tsv", "กี่ตัว?\t7");
        Task task = data.open("global-mgsm");
        assertThat(catchThrowable(() -> task.questions(DataDirectory.language("sw")))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("global-mgsm: no data for sw (Swahili); there are [th]");
    }

    @Test
    void anOriginalFileOfALanguageWithoutAnAnswerWordIsRefused() {
        data.write("mgsm_am.tsv", "ስንት?\t7");
        assertThat(complaint("global-mgsm")).startsWith("mgsm_am.tsv: the original files have no answer word for Amharic, only for [bn, de, en,")
                .endsWith("use the data set with columns instruction and answer_prefix");
    }

    @ParameterizedTest
    @CsvSource({"global-mgsm, mgsm_en.tsv", "mdolly, dolly-machine-translated-v2/am/test.jsonl", "global-mmlu, global-mmlu/am/test.csv"})
    void aLineOfTenMegabytesIsNoSample(String benchmark, String file) {
        String huge = "ሀ".repeat(10 << 20);
        data.write(file, switch (benchmark) {
            case "global-mmlu" -> HEADER + "\nx,ሀ,1,2,3,4,A\ny,\"" + huge;
            case "mdolly" -> "{\"prompt\":\"x\"}\n{\"prompt\":\"" + huge + "\"}";
            case String _ -> "ስንት?\t7\n" + huge + "\t7";
        });
        assertThat(complaint(benchmark)).startsWith(file + ", line ").contains("no sample").doesNotContain("ሀሀ");
    }

    @Test
    void aKeyMayHoldAnythingButAWayOutOfAFolder() {
        data.write("global-mmlu/am/test.csv", HEADER, "...,ሀ,1,2,3,4,A", "ሀ/🐦,ሀ,1,2,3,4,A", "\"a\nb\",ሀ,1,2,3,4,A", "a..b/c,ሀ,1,2,3,4,A");
        assertThat(DataDirectory.questions(data.open("global-mmlu"), "am")).extracting(q -> q.sample().id().toString()).containsExactly(
                "global-mmlu/am/%2E%2E%2E", "global-mmlu/am/%E1%88%80%2F%F0%9F%90%A6", "global-mmlu/am/a%0Ab", "global-mmlu/am/a..b%2Fc")
                .allSatisfy(id -> assertThat(SampleId.parse(id).toString()).isEqualTo(id));
        for (String key : List.of("..", "../../etc/passwd", "a/..", "a\\..\\b")) {
            data.write("global-mmlu/am/test.csv", HEADER, key + ",ሀ,1,2,3,4,A");
            assertThat(complaint("global-mmlu")).startsWith("global-mmlu/am/test.csv, line 2: the id '" + key + "' reads like a path");
        }
    }

    @Test
    void aKeyAsLongAsATextIsRefused() {
        data.write("global-mmlu/am/test.csv", HEADER, "k".repeat(5000) + ",ሀ,1,2,3,4,A");
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/am/test.csv, line 2: a key of 5,000 characters, " + "k".repeat(40) + "…; 200 would do");
    }

    @Test
    void raggedRowsAreToldWithTheirLine() {
        data.write("global-mmlu/am/test.csv", HEADER, "a,ሀ,1,2,3,4,A", "b,ሀ, ሁ,1,2,3,4,A");
        assertThat(complaint("global-mmlu")).isEqualTo("global-mmlu/am/test.csv, line 3: 8 cells where the header has 7 columns; "
                + "a cell that holds a comma, a quote or a line end stands in double quotes");
        data.write("mgsm_th.tsv", "กี่ตัว?\t7", "กี่ตัว? 7");
        assertThat(complaint("global-mgsm")).isEqualTo("mgsm_th.tsv, line 2: 1 tab-separated cells where [question, answer] were expected");
    }

    @Test
    void aHeaderThatNamesAColumnTwiceIsRefused() {
        data.write("global-mmlu/am/test.csv", HEADER + ",answer", "a,ሀ,1,2,3,4,A,B");
        assertThat(complaint("global-mmlu")).startsWith("global-mmlu/am/test.csv, line 1: ").contains("answer").contains("duplicate");
    }

    @Test
    void aQuoteThatNobodyClosesIsTold() {
        data.write("global-mmlu/am/test.csv", HEADER, "a,ሀ,1,2,3,4,A", "b,\"ሁ,1,2,3,4,A", "c,ሂ,1,2,3,4,A");
        assertThat(complaint("global-mmlu")).startsWith("global-mmlu/am/test.csv, line ");
    }

    @ParameterizedTest
    @CsvSource({"mgsm_th.tsv.gz, global-mgsm", "dolly-machine-translated-v2/th/test.jsonl.gz, mdolly", "global-mmlu/th/test.csv.gz, global-mmlu"})
    void anArchiveThatIsCutOffIsNamed(String file, String benchmark) {
        StringBuilder text = new StringBuilder(benchmark.equals("global-mmlu") ? HEADER + "\n" : "");
        for (int i = 0; i < 4000; i++) {
            int noise = i * 0x9E3779B9;
            text.append(switch (benchmark) {
                case "global-mmlu" -> i + ",กี่ตัว " + noise + ",1,2,3,4,A\n";
                case "mdolly" -> "{\"prompt\":\"กี่ตัว " + noise + "\"}\n";
                case String _ -> "กี่ตัว " + noise + "?\t7\n";
            });
        }
        byte[] whole = DataDirectory.gzip(text.toString());
        data.bytes(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(complaint(benchmark)).startsWith(file + ", line ").endsWith("the gzip file is damaged or cut off here; fetch it again");
        data.bytes(file, Arrays.copyOf(whole, 5));
        assertThat(complaint(benchmark)).startsWith(file).contains("damaged or cut off");
        data.bytes(file, text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(complaint(benchmark)).startsWith(file).contains("not a readable gzip file");
    }

    @Test
    void aLineThatIsNoJsonObjectIsTold() {
        data.write("dolly-machine-translated-v2/ur/test.jsonl", "{\"prompt\":\"سلام\"}", "{\"prompt\":\"سلام\"");
        assertThat(complaint("mdolly")).startsWith("dolly-machine-translated-v2/ur/test.jsonl, line 2: not JSON: ");
        data.write("dolly-machine-translated-v2/ur/test.jsonl", "[1, 2]");
        assertThat(complaint("mdolly")).startsWith("dolly-machine-translated-v2/ur/test.jsonl, line 1: a JSON object was expected");
        data.write("dolly-machine-translated-v2/ur/test.jsonl", "{\"prompt\":" + "[".repeat(100_000));
        assertThat(complaint("mdolly")).startsWith("dolly-machine-translated-v2/ur/test.jsonl, line 1: not JSON: ");
    }

    @Test
    void sourceAndTargetOfDifferentLengthAreToldWhereTheyPart() {
        data.write("devtest/eng_Latn.devtest", "One.", "Two.", "Three.").write("devtest/khm_Khmr.devtest", "មួយ។", "ពីរ។");
        assertThat(complaint("flores")).isEqualTo("devtest/khm_Khmr.devtest, line 2 is the last sentence there, but devtest/eng_Latn.devtest, line 3 goes on; "
                + "source and target must be of one release");
        data.write("devtest/khm_Khmr.devtest", "មួយ។", "ពីរ។", "បី។", "បួន។");
        assertThat(complaint("flores")).startsWith("devtest/eng_Latn.devtest, line 3 is the last sentence there, but devtest/khm_Khmr.devtest, line 4 goes on");
    }

    @Test
    void sentencesThatAreNotEachOthersTranslationAreToldByTheirIds() {
        data.write("flores_plus/devtest/eng_Latn.jsonl", "{\"id\":1,\"text\":\"One.\"}", "{\"id\":2,\"text\":\"Two.\"}")
                .write("flores_plus/devtest/amh_Ethi.jsonl", "{\"id\":1,\"text\":\"አንድ።\"}", "{\"id\":3,\"text\":\"ሦስት።\"}");
        assertThat(complaint("flores")).startsWith("flores_plus/devtest/amh_Ethi.jsonl, line 2: id 3 stands beside id 2 of the source");
    }

    @Test
    void translationsWithoutEnglishOrWithEnglishAloneAreRefused() {
        data.write("devtest/khm_Khmr.devtest", "មួយ។");
        assertThat(complaint("flores")).startsWith("flores: the English sentences (eng_Latn) are missing beside devtest/khm_Khmr.devtest");
        data.write("devtest/eng_Latn.devtest", "One.");
        assertThat(data.open("flores").languages()).hasSize(1);
        data.write("devtest/khm_Khmr.devtest", "");
        assertThat(complaint("flores")).isEqualTo("devtest/khm_Khmr.devtest, line 1: column 'line' is empty; a sample needs it");
    }

    @Test
    void anOptionThatABenchmarkLacksIsToldWithThoseItHas() {
        data.write("mgsm_th.tsv", "กี่ตัว?\t7");
        assertThat(catchThrowable(() -> data.open("global-mmlu", Map.of("editon", "lite")))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("global-mmlu has no option 'editon'; did you mean 'edition'? there are {edition=full (the protocol's) or lite}");
        assertThat(catchThrowable(() -> data.open("flores", Map.of("split", "test")))).hasMessage("flores: no split 'test'; there are [dev, devtest]");
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

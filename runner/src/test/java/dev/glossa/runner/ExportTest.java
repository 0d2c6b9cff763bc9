package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run in the forms of lm-eval 0.4 and Inspect (log version 2), field by field as their readers require.
class ExportTest {
    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void aScoredRun() throws Exception {
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), """
                {"id":"flores/am/0001","text":"ሰላም 😀"}
                {"id":"flores/am/0002","text":"ደህና","finish":"length"}
                {"id":"global-mmlu/am/high_school_geography%2Ftest%2F0","likelihoods":[-1,-2,-3,-4]}
                """);
        run = folder.resolve("run");
        glossa("run", "--model", "replay:" + answers, "--name", "አንድ/model", "--data", "bundled", "--benchmark", "flores,global-mmlu", "--languages", "am",
                "--out", run.toString());
        assertThat(glossa("score", run.toString()).code()).isZero();
    }

    @Test
    void lmEvalsResultsHoldEveryNumberWithItsErrorOrNone() throws Exception {
        Path file = folder.resolve("results.json");
        Outcome outcome = glossa("export", run.toString(), "--to", "lm-eval", "--out", file.toString());
        assertThat(outcome.err()).contains("2 tasks; questions and references are left out");
        ObjectNode root = Json.object(Files.readString(file), "results");
        assertThat(root.propertyNames()).contains("results", "group_subtasks", "configs", "versions", "n-shot", "higher_is_better", "n-samples", "config",
                "git_hash", "date", "model_name", "model_name_sanitized");
        JsonNode flores = root.path("results").path("flores_am");
        assertThat(flores.path("alias").asString()).isEqualTo("flores_am");
        assertThat(flores.path("chrf,none").isNumber()).isTrue();
        assertThat(flores.path("chrf_stderr,none").asString()).isEqualTo("N/A");
        assertThat(flores.path("chrf_unscored,none").asInt()).isEqualTo(6);
        JsonNode mmlu = root.path("results").path("global-mmlu_am");
        assertThat(mmlu.path("accuracy,none").asDouble(-1)).isIn(0.0, 1.0);
        assertThat(root.path("n-samples").path("flores_am").path("original").asInt()).isEqualTo(8);
        assertThat(root.path("higher_is_better").path("flores_am").path("chrf").asBoolean()).isTrue();
        assertThat(root.path("configs").path("flores_am").path("metadata").path("chrf").asString()).contains("metric:chrf");
        assertThat(root.path("model_name_sanitized").asString()).matches("[A-Za-z0-9._-]+");
    }

    /// Greedy answers said four times are no more certain than once.
    @Test
    void repeatsOfASampleAreOneSampleToAStandardError() throws Exception {
        double[] errors = new double[2];
        for (int repeats = 1; repeats <= 4; repeats += 3) {
            StringBuilder lines = new StringBuilder();
            for (int i = 1; i <= 8; i++) {
                for (int r = 0; r < repeats; r++) {
                    lines.append("{\"id\":\"global-mgsm/am/%04d\",\"repeat\":%d,\"text\":\"መልስ: %d\"}\n".formatted(i, r, i * 7));
                }
            }
            Path answers = Files.writeString(folder.resolve("repeated" + repeats + ".jsonl"), lines);
            Path repeated = folder.resolve("repeated" + repeats);
            assertThat(glossa("run", "--model", "replay:" + answers, "--data", "bundled", "--benchmark", "global-mgsm", "--languages", "am", "--repeat", Integer.toString(repeats),
                    "--out", repeated.toString()).code()).isZero();
            // Half of them are made right, so that there is a spread.
            assertThat(glossa("score", repeated.toString()).code()).isZero();
            Files.writeString(repeated.resolve("scores.jsonl"), Files.readString(repeated.resolve("scores.jsonl")).replaceAll("(\"id\":\"global-mgsm/am/000[1-4]\".*?\"value\":)[01](?:\\.0)?,\"statistics\":\\[[^\\]]*\\]", "$11,\"statistics\":[1,1]"));
            Path file = folder.resolve("results" + repeats + ".json");
            assertThat(glossa("export", repeated.toString(), "--to", "lm-eval", "--out", file.toString()).code()).isZero();
            ObjectNode root = Json.object(Files.readString(file), "results");
            errors[repeats / 4] = root.path("results").path("global-mgsm_am").path("strict_stderr,none").asDouble(Double.NaN);
            assertThat(root.path("n-samples").path("global-mgsm_am").path("original").asInt()).isEqualTo(8);
        }
        assertThat(errors[0]).isPositive();
        assertThat(errors[1]).isEqualTo(errors[0]);
    }

    @Test
    void anInspectLogHoldsWhatItsReaderAsksFor() throws Exception {
        Path logs = folder.resolve("logs");
        assertThat(glossa("export", run.toString(), "--to", "inspect", "--out", logs.toString()).code()).isZero();
        Map<String, JsonNode> log = entries(logs.resolve("flores_am.eval"));
        assertThat(log.keySet()).contains("_journal/start.json", "summaries.json", "header.json", "samples/0001_epoch_1.json").hasSize(3 + 8);
        JsonNode header = log.get("header.json");
        assertThat(header.path("version").asInt()).isEqualTo(2);
        assertThat(header.path("status").asString()).isEqualTo("success");
        for (JsonNode eval : List.of(header.path("eval"), log.get("_journal/start.json").path("eval"))) {
            assertThat(eval.path("created").asString()).matches("\\d{4}-\\d\\d-\\d\\dT00:00:00\\+00:00");
            assertThat(eval.path("task").asString()).isEqualTo("flores_am");
            assertThat(eval.path("model").asString()).isEqualTo("አንድ/model");
            assertThat(eval.path("dataset").path("sample_ids")).hasSize(8);
            assertThat(eval.path("config").path("epochs").asInt()).isEqualTo(1);
        }
        JsonNode score = header.path("results").path("scores").path(0);
        assertThat(score.path("name").asString()).isEqualTo("chrf");
        assertThat(score.path("scored_samples").asInt()).isEqualTo(2);
        assertThat(score.path("unscored_samples").asInt()).isEqualTo(6);
        assertThat(score.path("metrics").path("pooled").path("value").isNumber()).isTrue();
        JsonNode first = log.get("samples/0001_epoch_1.json");
        assertThat(first.path("id").asString()).isEqualTo("0001");
        assertThat(first.path("epoch").asInt()).isEqualTo(1);
        assertThat(first.path("output").path("choices").path(0).path("message").path("content").asString()).isEqualTo("ሰላም 😀");
        assertThat(first.path("scores").path("chrf").path("value").isNumber()).isTrue();
        assertThat(log.get("samples/0002_epoch_1.json").path("output").path("choices").path(0).path("stop_reason").asString()).isEqualTo("max_tokens");
        JsonNode failed = log.get("samples/0003_epoch_1.json");
        assertThat(failed.path("error").propertyNames()).containsExactly("message", "traceback", "traceback_ansi");
        assertThat(failed.path("scores")).isEmpty();
        assertThat(log.get("summaries.json")).hasSize(8);
        assertThat(entries(logs.resolve("global-mmlu_am.eval")).get("samples/high_school_geography%2Ftest%2F0_epoch_1.json")
                .path("metadata").path("likelihoods")).hasSize(4);
    }

    @Test
    void noQuestionAndNoReferenceLeavesTheRun() throws Exception {
        Path logs = folder.resolve("logs");
        glossa("export", run.toString(), "--to", "inspect", "--out", logs.toString());
        Path samples = Path.of("../benchmarks/src/main/resources/dev/glossa/benchmarks/samples/flores/devtest");
        String all = entries(logs.resolve("flores_am.eval")).toString();
        for (String file : List.of("eng_Latn.devtest", "amh_Ethi.devtest")) {
            assertThat(Files.readAllLines(samples.resolve(file))).isNotEmpty().noneMatch(all::contains);
        }
    }

    @Test
    void equalRunsMakeEqualBytes() throws Exception {
        glossa("export", run.toString(), "--to", "inspect", "--out", folder.resolve("one").toString());
        glossa("export", run.toString(), "--to", "inspect", "--out", folder.resolve("two").toString());
        assertThat(folder.resolve("two/flores_am.eval")).hasSameBinaryContentAs(folder.resolve("one/flores_am.eval"));
    }

    @Test
    void whatCannotBeWrittenIsToldInALine() {
        assertThat(glossa("export", run.toString(), "--to", "helm", "--out", "o").err()).contains("there are lm-eval, inspect and hub");
        assertThat(glossa("export", run.toString(), "--to", "inspect", "--out", run.toString()).err()).contains("is there already");
    }

    private static Map<String, JsonNode> entries(Path file) throws Exception {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), Json.MAPPER.readTree(new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }
}

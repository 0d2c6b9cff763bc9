package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Other harnesses' files, through `replay:` into a run.
class ImportTest {
    @TempDir
    Path folder;

    private Outcome imported(String format, String lines, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("theirs"), lines);
        String[] words = {"import", format, file.toString(), "--out", folder.resolve("ours.jsonl").toString()};
        return glossa(java.util.stream.Stream.of(words, more).flatMap(java.util.stream.Stream::of).toArray(String[]::new));
    }

    @Test
    void generationsOfLmEvalAreScoredAsOurs() throws Exception {
        String line = "{\"doc_id\":%d,\"doc\":{\"question\":\"ጥያቄ\"},\"target\":\"4\",\"arguments\":[],\"resps\":[[\"%s 😀\"]],\"filtered_resps\":[\"4\"],\"filter\":\"%s\"}\n";
        String sources = Files.readAllLines(Path.of("../benchmarks/src/main/resources/dev/glossa/benchmarks/samples/global-mgsm/am/test.jsonl")).getFirst();
        var gold = dev.glossa.harness.io.Json.object(sources, "sample");
        String right = gold.get("answer_prefix").asString() + ": " + gold.get("answer").asString();
        Outcome outcome = imported("lm-eval", line.formatted(0, right, "strict") + line.formatted(0, right, "flexible") + line.formatted(1, "ምንም", "strict"),
                "--as", "global-mgsm/am");
        assertThat(outcome.err()).contains("2 lines for 2 samples");
        Path run = folder.resolve("run");
        assertThat(glossa("run", "--model", "replay:" + folder.resolve("ours.jsonl"), "--data", "bundled", "--benchmark", "global-mgsm", "--languages", "am",
                "--out", run.toString()).err()).contains("2 answered, 6 failed");
        glossa("score", run.toString());
        assertThat(Files.readString(run.resolve("scores.jsonl"))).contains("\"id\":\"global-mgsm/am/0001\",\"repeat\":0,\"metric\":\"strict\",\"state\":\"scored\",\"truncated\":false,\"value\":1.0");
    }

    @Test
    void rankingsOfLmEvalKeepTheirLogLikelihoods() throws Exception {
        imported("lm-eval", "{\"doc_id\":0,\"doc\":{\"sample_id\":\"law/test/3\"},\"resps\":[[[\"-1.5\",\"True\"]],[[\"-2\",\"False\"]],[[-3.25,false]]],\"filter\":\"none\"}\n",
                "--as", "global-mmlu/km");
        assertThat(Files.readString(folder.resolve("ours.jsonl"))).isEqualTo("{\"id\":\"global-mmlu/km/law%2Ftest%2F3\",\"repeat\":0,\"likelihoods\":[-1.5,-2.0,-3.25]}\n");
    }

    @Test
    void judgmentsOfArenaHardKeepTheWholeReplyOfEachGame() throws Exception {
        Outcome outcome = imported("arena-hard-judgments", """
                {"uid":"ab","model":"m","games":[{"score":"A>>B","judgment":{"answer":"My final verdict is: [[A>>B]]"}},{"score":null,"judgment":null}]}
                {"question_id":"cd","games":[{"score":"A=B"}]}
                """);
        assertThat(outcome.err()).contains("3 lines for 2 samples, verdicts {A=B=1, A>>B=1, none=1}");
        assertThat(Files.readAllLines(folder.resolve("ours.jsonl"))).containsExactly(
                "{\"id\":\"marenahard/en/ab\",\"repeat\":0,\"role\":\"arena-hard:1\",\"text\":\"My final verdict is: [[A>>B]]\",\"finish\":\"stop\"}",
                "{\"id\":\"marenahard/en/ab\",\"repeat\":0,\"role\":\"arena-hard:2\",\"failed\":\"the judge gave no verdict\"}",
                "{\"id\":\"marenahard/en/cd\",\"repeat\":0,\"role\":\"arena-hard:1\",\"text\":\"[[A=B]]\",\"finish\":\"stop\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "lm-eval ~ {\"doc_id\":0,\"resps\":[[\"a\"]]} ~ say it: --as global-mmlu/sw ~ ''",
        "lm-eval ~ {\"doc_id\":-1,\"resps\":[[\"a\"]]} ~ line 1: doc_id is the document's number from 0; there is -1 ~ --as flores/sw",
        "lm-eval ~ {\"doc_id\":0,\"resps\":[]} ~ line 1: resps is a list of lists of answers; there is [] ~ --as flores/sw",
        "lm-eval ~ {\"doc_id\":0,\"resps\":[[[\"NaN\",\"x\"]]]} ~ line 1: a continuation's answer begins with its log-likelihood ~ --as flores/sw",
        "lm-eval ~ [1] ~ line 1 ~ --as flores/sw",
        "lm-eval ~ {\"doc_id\":0, ~ line 1 ~ --as flores/sw",
        "lm-eval ~ {\"doc_id\":0,\"resps\":[[\"a\"]]} ~ reads BENCHMARK/LANGUAGE ~ --as flores",
        "arena-hard ~ {\"uid\":\"\",\"messages\":[]} ~ line 1: none of [uid, question_id] holds text ~ ''",
        "arena-hard ~ {\"uid\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]} ~ line 1: the last message is not an assistant's answer ~ ''",
        "arena-hard-judgments ~ {\"uid\":\"x\",\"games\":[{\"score\":\"C>A\"}]} ~ line 1, game 1: a score is one of A>>B ~ ''",
        "arena-hard-judgments ~ {\"uid\":\"x\"} ~ line 1: games is a list of verdicts; there is none ~ ''",
        "alpaca-eval ~ {} ~ are one JSON array ~ ''",
        "alpaca-eval ~ [{\"preference\":1.5},{\"preference\":3}] ~ row 2: a preference is a number from 1 to 2, or null; there is 3 ~ ''",
        "alpaca-eval ~ [{\"preference\":1.5}, ~ row ~ ''",
        "alpaca-evil ~ [] ~ did you mean 'alpaca-eval'? ~ ''",
    })
    void aLineThatCannotBeReadIsNamed(String format, String lines, String expected, String more) throws Exception {
        Outcome outcome = imported(format, lines + "\n", more.isEmpty() ? new String[0] : more.split(" "));
        assertThat(outcome.code()).isIn(1, 2);
        assertThat(outcome.err()).contains(expected).doesNotContain("\tat ");
        assertThat(folder.resolve("ours.jsonl")).doesNotExist();
        assertThat(folder.resolve("ours.jsonl.part")).doesNotExist();
    }

    @Test
    void oneAnswerTwiceIsRefused() throws Exception {
        String line = "{\"uid\":\"x\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"},{\"role\":\"assistant\",\"content\":\"አዎ\"}]}\n";
        assertThat(imported("arena-hard", line + line).err()).contains("line 2: marenahard/en/x has an answer already");
    }

    @Test
    void recordedAnswersOfArenaHardReplayAsModels() {
        Path data = shared("arena-hard/v0.1");
        for (String model : List.of("gpt-3.5-turbo-0125", "gpt-4-0314", "gpt-4-0613")) {
            Path answers = folder.resolve(model + ".jsonl");
            assertThat(glossa("import", "arena-hard", data.resolve("model_answer/" + model + ".jsonl.gz").toString(), "--out", answers.toString()).err())
                    .contains("500 lines for 500 samples");
            Outcome run = glossa("run", "--model", "replay:" + answers, "--benchmark", "marenahard", "--data", data.toString(),
                    "--out", folder.resolve(model).toString());
            assertThat(run.err()).contains("500 answered").doesNotContain("failed");
        }
    }

    @Test
    void judgmentsOfAlpacaEvalComeToTheLeaderboardsNumbers() throws Exception {
        Path data = shared("alpaca-eval");
        List<String> leaderboard = Files.readAllLines(data.resolve("leaderboard.csv"));
        assertThat(leaderboard).hasSize(7);
        for (String row : leaderboard.subList(1, 7)) {
            String[] cells = row.split(",");
            Outcome outcome = glossa("import", "alpaca-eval", data.resolve(cells[0] + ".json.gz").toString(), "--out", folder.resolve(cells[0] + ".jsonl").toString());
            assertThat(outcome.err()).contains(String.format(Locale.ROOT, "win rate %.4f, standard error %.4f",
                    Double.parseDouble(cells[1]), Double.parseDouble(cells[2])));
            // By NumPy, the same regression; the leaderboard's own, with a term for each instruction, says 25.6, 17.7, 4.2, 4.0, 50, 10.4.
            String atEqualLength = java.util.Map.of("claude-instant-1.2", "33.2781", "gpt35_turbo_instruct", "18.8533", "pythia-12b-mix-sft", "5.1774",
                    "falcon-7b-instruct", "6.4331", "gpt4_1106_preview", "50.0000", "gemma-7b-it", "12.9727").get(cells[0]);
            assertThat(outcome.err()).contains(", at equal length " + atEqualLength);
            assertThat(outcome.err()).contains(cells[6] + " lines for " + cells[6] + " samples");
        }
    }

    /// The leaderboard's estimator beside two real models in place of the baseline's shorter and longer self, which are not in the
    /// data: by scikit-learn 1.9.1, liblinear and five folds.
    @Test
    void theLeaderboardsLengthControlIsFittedBesideItsTable() throws Exception {
        Path data = shared("alpaca-eval");
        StringBuilder table = new StringBuilder(",index,preference,std_delta_len,instruction_difficulty,not_gamed_baseline,model\n");
        for (String model : List.of("gemma-7b-it", "gpt35_turbo_instruct")) {
            JsonNode rows;
            try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(data.resolve(model + ".json.gz")))) {
                rows = Json.MAPPER.readTree(in);
            }
            double[] less = rows.valueStream().mapToDouble(row -> row.get("len_1").asDouble() - row.get("len_2").asDouble()).toArray();
            double mean = Arrays.stream(less).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(less).map(x -> (x - mean) * (x - mean)).sum() / (less.length - 1));
            for (int i = 0; i < less.length; i++) {
                JsonNode preference = rows.get(i).path("preference");
                table.append("%d,%d,%s,%s,%s,False,%s\n".formatted(i, i, preference.isNumber() ? preference.asDouble() - 1 : "", less[i] / deviation,
                        ((i * 37) % 101 - 50) / 25.0, model));
            }
        }
        Path gamed = Files.writeString(folder.resolve("df_gamed.csv"), table);
        java.util.Map<String, Double> gold = java.util.Map.of("claude-instant-1.2", 35.7221, "pythia-12b-mix-sft", 6.2743, "falcon-7b-instruct", 7.2848);
        for (String model : gold.keySet()) {
            String err = glossa("import", "alpaca-eval", data.resolve(model + ".json.gz").toString(), "--gamed", gamed.toString(),
                    "--out", folder.resolve(model + ".jsonl").toString()).err();
            assertThat(err).contains(", length-controlled ");
            assertThat(Double.parseDouble(err.strip().replaceFirst("(?s).*length-controlled ", ""))).isCloseTo(gold.get(model), within(0.02));
        }
        Path torn = Files.writeString(folder.resolve("torn.csv"), table.substring(0, table.indexOf("\n40,40,") + 6));
        assertThat(glossa("import", "alpaca-eval", data.resolve("claude-instant-1.2.json.gz").toString(), "--gamed", torn.toString(), "--out", folder.resolve("x").toString()).err())
                .contains("torn.csv, line").doesNotContain("\tat ");
        assertThat(glossa("import", "arena-hard", "x", "--gamed", torn.toString(), "--out", folder.resolve("x").toString()).err()).contains("--gamed is AlpacaEval's");
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/data").resolve(name))) {
                return at.resolve("shared/data").resolve(name);
            }
        }
        assumeTrue(false, "no shared/data/" + name + " beside the repository: nothing to read");
        throw new IllegalStateException();
    }
}

package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Prompt;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.TaskRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenBudgetsTest {
    private static final String MEASURED = "group_kind,group,script,languages,tokenizer,lines,characters,tokens,tokens_per_character,premium_over_english\n"
            + "script,Ethi,Ethi,1,tiny,,,,1.9,\nlanguage,am,Ethi,1,tiny,10,100,190,1.9,4.128\nlanguage,sw,Latn,1,tiny,10,100,30,0.3,0.8\n";

    @TempDir
    Path folder;

    private String said;

    private Path table(String text) throws Exception {
        return Files.writeString(folder.resolve("tokens.csv"), text);
    }

    private int glossa(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = Main.execute(out, out, arguments);
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private String[] run(String languages, String... more) throws Exception {
        Path replay = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"flores/am/0001\",\"text\":\"ሰላም\"}\n");
        List<String> line = new ArrayList<>(List.of("run", "--model", "replay:" + replay, "--data", "bundled", "--benchmark", "flores,global-mmlu", "--languages", languages,
                "--date", "2026-08-23", "--out", folder.resolve("run").toString()));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    @Test
    void theLimitGrowsWithTheLanguagesPremiumAndNeverShrinks() throws Exception {
        AskingOptions asking = new AskingOptions();
        asking.benchmarks = List.of("flores", "global-mmlu");
        asking.languages = "am,sw";
        asking.data = "bundled";
        asking.suite = "full";
        asking.repeat = 1;
        asking.tokenBudgets = table(MEASURED);
        List<TaskRun> tasks = asking.plan().tasks();

        for (var language : tasks.getFirst().languages()) {
            try (var questions = tasks.getFirst().task().questions(language)) {
                assertThat(questions.map(question -> ((Prompt.Generation) question.prompt()).decoding().maxTokens()).distinct())
                        .containsExactly(language.code().equals("am") ? (int) Math.ceil(512 * 4.13) : 512);
            }
        }
        assertThat(tasks.getFirst().task().signature().toString()).contains("|budgets:");
        assertThat(tasks.getLast().task().signature().toString()).doesNotContain("budgets");
    }

    @Test
    void theManifestHoldsTheFactorsAndARunUnderOthersIsRefused() throws Exception {
        assertThat(glossa(run("am,sw", "--token-budgets", table(MEASURED).toString()))).as(said).isZero();
        assertThat(Json.object(Files.readString(folder.resolve("run/run.json")), "run").get("tasks").get(0).get("options").get("token_budgets").asString())
                .isEqualTo("{am=4.13, sw=1.0}");
        assertThat(glossa("score", folder.resolve("run").toString())).as(said).isZero();

        assertThat(glossa(run("am,sw", "--token-budgets", table("language,factor\nam,3\nsw,1\n").toString(), "--explain-cache"))).isEqualTo(1);
        assertThat(said).contains("decoding\tchanged\tflores budgets: ").contains("model\tsame").contains("prompts\tsame").contains("another run's and not kept");
        assertThat(glossa(run("am,sw", "--token-budgets", table(MEASURED).toString(), "--explain-cache"))).as(said).isZero();
        assertThat(said).contains("decoding\tsame").contains("kept where each prompt is the same to the byte");
        // What no part of an answer depends on is the manifest's all the same.
        String[] renamed = Stream.concat(Stream.of(run("am,sw", "--token-budgets", table(MEASURED).toString(), "--explain-cache")), Stream.of("--name", "other")).toArray(String[]::new);
        assertThat(glossa(renamed)).isEqualTo(1);
        assertThat(said).contains("decoding\tsame").contains("run.json\tchanged\tname: ").contains("another run's and not kept");
    }

    @Test
    void aTableThatSaysTooLittleIsRefused() throws Exception {
        assertThat(glossa(run("am,km", "--token-budgets", table(MEASURED).toString()))).isEqualTo(1);
        assertThat(said).contains("no row for km, which flores asks");
        assertThatThrownBy(() -> TokenBudgets.read(table("a,b\n1,2\n"))).hasMessageContaining("the columns language,factor; there are [a, b]");
        assertThatThrownBy(() -> TokenBudgets.read(table("language,factor\nam,ten\n"))).hasMessageContaining("line 2: 'ten' is no factor");
        assertThatThrownBy(() -> TokenBudgets.read(table("language,factor\n"))).hasMessageContaining("holds no language's premium");
        assertThatThrownBy(() -> TokenBudgets.read(table(MEASURED + "language,am,Ethi,1,other,10,100,190,1.9,4\n"))).hasMessageContaining("budgets are of one tokenizer");
    }
}

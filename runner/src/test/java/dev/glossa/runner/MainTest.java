package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    @TempDir
    Path folder;

    /// What a command line printed and returned.
    record Outcome(int code, String out, String err) {}

    static Outcome glossa(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.execute(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "; no command",
        "runn; Did you mean: glossa run",
        "run; Missing required options",
        "run --model llama:x.gguf --out o --benchmark flors; did you mean 'flores'",
        "run --model reply:x.jsonl --out o; did you mean 'replay'",
        "run --model llama:x.gguf --out o --languages xx; no language 'xx'",
        "run --model llama:x.gguf --out o --limit 0; 1 is the least",
        "run --model llama:x.gguf --out o --shard 5/4; of 4 shards there are 1/4 to 4/4",
        "run --model llama:x.gguf --out o --chat --plain; exclude each other",
        "run --model https://h/v1?key=sk-1 --out o; key_env",
        "run --model llama:x.gguf --out o --option split=dev; flores.split=dev",
        "score R --metric chrff; no metric named 'chrff'; did you mean 'chrf'",
        "languages region:atlantis; region:africa"})
    void wrongUsageIsOneLineAndExitCode2(String arguments, String message) {
        Outcome outcome = glossa(arguments == null ? new String[0] : arguments.strip().split(" "));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("glossa: ").contains(message.strip());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsOneLineAndExitCode1() {
        Outcome outcome = glossa("score", folder.resolve("none").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no run").hasLineCount(1);
    }

    @Test
    void aReadOnlyFolderAndAFileInTheWayAreToldBeforeAnyQuestion() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path replay = Files.writeString(folder.resolve("r.jsonl"), "{\"id\":\"flores/sw/0001\",\"text\":\"x\"}\n");
        Outcome outcome = glossa("run", "--model", "replay:" + replay, "--data", "bundled", "--benchmark", "flores", "--languages", "sw",
                "--out", file.resolve("run").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("cannot be written").contains("--out").hasLineCount(1);
    }

    @Test
    void languagesPrintsTheTable() {
        Outcome outcome = glossa("languages", "ur,zh_Hant");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("ur\turd\tUrdu\tArab\tSouth Asia\t").contains("اردو").hasLineCount(3);
        assertThat(glossa("languages", "am", "--json").out()).contains("\"own_name\" : \"አማርኛ\"").contains("\"flores200\" : \"amh_Ethi\"");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(glossa("--version").out()).startsWith("glossa ").doesNotContain("$");
    }

    /// FLORES+ holds languages that the paper does not ask and some that the table does not know.
    @Test
    void withoutASelectorThePapersLanguagesAreAsked() throws Exception {
        Path data = Files.createDirectories(folder.resolve("flores/devtest")).getParent();
        for (String code : List.of("eng_Latn", "swh_Latn", "zho_Hans", "zho_Hant", "npi_Deva", "aar_Latn", "quy_Latn")) {
            Files.writeString(data.resolve("devtest/" + code + ".devtest"), code + "\n");
        }
        Outcome usual = glossa("run", "--benchmark", "flores", "--data", data.toString(), "--dry-run");
        assertThat(usual.out()).contains("--- flores/sw/0001", "--- flores/zh/0001", "--- flores/zh_Hant/0001").doesNotContain("flores/ne/", "aar_Latn/0001");
        assertThat(usual.err()).contains("flores: asked in 3 languages, those of the paper; the data holds 3 more, which --languages all asks too");
        assertThat(glossa("run", "--benchmark", "flores", "--data", data.toString(), "--dry-run", "--languages", "all,-sw,-quy_Latn").out())
                .contains("--- flores/ne/0001", "--- flores/aar_Latn/0001").doesNotContain("flores/sw/", "flores/quy_Latn/");
        Files.writeString(folder.resolve("rows.csv"), "code,name,iso639_3,script,flores200\nqu,Quechua,quy,Latn,quy_Latn\n");
        Outcome own = glossa("run", "--benchmark", "flores", "--data", data.toString(), "--dry-run", "--languages-file", folder.resolve("rows.csv").toString());
        assertThat(own.out()).as(own.err()).contains("--- flores/qu/0001", "--- flores/sw/0001").doesNotContain("flores/ne/");
        Files.delete(data.resolve("devtest/swh_Latn.devtest"));
        Files.delete(data.resolve("devtest/zho_Hans.devtest"));
        Files.delete(data.resolve("devtest/zho_Hant.devtest"));
        assertThat(glossa("run", "--benchmark", "flores", "--data", data.toString(), "--dry-run").out()).contains("--- flores/ne/0001", "--- flores/aar_Latn/0001");
    }
}

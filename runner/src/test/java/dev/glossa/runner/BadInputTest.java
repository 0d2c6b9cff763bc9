package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.runner.MainTest.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Broken and hostile files through the command line: one line that says where and what, exit code 1 or 2, and nothing that
/// was written before is lost.
class BadInputTest {
    private static final String GOOD = "{\"question\":\"ሁለት ፖም?\",\"answer\":\"2\",\"instruction\":\"ፍታ\",\"answer_prefix\":\"መልስ\"}\n";

    @TempDir
    Path folder;

    static Stream<Arguments> brokenData() {
        return Stream.of(
                Arguments.of("wrong columns", "{\"frage\":\"x\",\"answer\":\"2\"}\n".getBytes(StandardCharsets.UTF_8), List.of("test.jsonl", "question")),
                Arguments.of("invalid UTF-8", join(GOOD, new byte[] {'{', '"', (byte) 0xff, '"', '\n'}), List.of("test.jsonl", "line 2", "UTF-8")),
                Arguments.of("an empty file", new byte[0], List.of("test.jsonl", "empty")),
                Arguments.of("half a line", GOOD.substring(0, 30).getBytes(StandardCharsets.UTF_8), List.of("test.jsonl", "line 1")),
                Arguments.of("a right answer that is no number", GOOD.replace("\"2\"", "\"two\"").getBytes(StandardCharsets.UTF_8),
                        List.of("global-mgsm/am/0001", "two")),
                Arguments.of("a right answer that its own reading misses", GOOD.replace("\"2\"", "\"2.0\"").getBytes(StandardCharsets.UTF_8),
                        List.of("global-mgsm/am/0001", "መልስ: 2.0", "strict")),
                Arguments.of("duplicate ids", (withId("a") + withId("a")).getBytes(StandardCharsets.UTF_8), List.of("line 2", "'a'", "line 1 already")),
                Arguments.of("a path as an id", withId("../../etc/passwd").getBytes(StandardCharsets.UTF_8), List.of("line 1", "../../etc/passwd")));
    }

    private static String withId(String id) {
        return "{\"question_id\":\"" + id + "\",\"prompt\":\"ሰላም?\",\"cluster\":\"c\",\"category\":\"hard\"}\n";
    }

    private static byte[] join(String before, byte[] after) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + after.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(after, 0, all, first.length, after.length);
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenData")
    void brokenDataAreNamed(String what, byte[] bytes, List<String> said) throws Exception {
        boolean ids = what.equals("duplicate ids") || what.equals("a path as an id");
        Path file = folder.resolve(ids ? "data/CohereLabs/m-ArenaHard-v2.1/am/test.jsonl" : "data/CohereLabs/global-mgsm/am/test.jsonl");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        refused(said, "--benchmark", ids ? "marenahard" : "global-mgsm", "--data", folder.resolve("data").toString(), "--languages", "am");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreRead() throws Exception {
        Path file = Files.createDirectories(folder.resolve("data/CohereLabs/global-mgsm/am")).resolve("test.jsonl");
        Files.writeString(file, "\ufeff" + GOOD.replace("\n", "\r\n") + GOOD.replace("2", "3").replace("\n", "\r\n"));
        Outcome outcome = run("--benchmark", "global-mgsm", "--data", folder.resolve("data").toString(), "--languages", "am");
        // Read, and asked of a model that knows neither.
        assertThat(outcome.err()).contains("0 answered, 2 failed");
    }

    @Test
    void aLineOfTenMegabytesIsRefused() throws Exception {
        Path file = Files.createDirectories(folder.resolve("data/CohereLabs/global-mgsm/am")).resolve("test.jsonl");
        Files.writeString(file, GOOD + GOOD.replace("ፖም", "ፖም".repeat(10 << 20 >> 2)));
        refused(List.of("test.jsonl", "line 2"), "--benchmark", "global-mgsm", "--data", folder.resolve("data").toString(), "--languages", "am");
    }

    @Test
    void aLanguageWithoutDataIsNamed() {
        refused(List.of("no data for", "wo"), "--benchmark", "global-mgsm", "--data", "bundled", "--languages", "wo");
    }

    @Test
    void brokenModelsAreRefusedBeforeTheEngineSeesThem() throws Exception {
        byte[] whole = Files.readAllBytes(TinyModels.write(folder.resolve("whole.gguf"), TinyModels.Architecture.LLAMA, 1));
        Path model = folder.resolve("model.gguf");
        List<byte[]> broken = new ArrayList<>(List.of(new byte[0], "<html>404</html>".getBytes(StandardCharsets.UTF_8),
                java.util.Arrays.copyOf(whole, 20), java.util.Arrays.copyOf(whole, 5_000), java.util.Arrays.copyOf(whole, whole.length - 1)));
        byte[] huge = whole.clone();
        // The number of keys: more than any file has.
        java.util.Arrays.fill(huge, 16, 24, (byte) 0x7f);
        broken.add(huge);
        for (byte[] bytes : broken) {
            Files.write(model, bytes);
            Outcome outcome = glossa("run", "--model", "llama:" + model, "--benchmark", "flores", "--data", "bundled", "--languages", "am",
                    "--out", folder.resolve("run").toString());
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("model.gguf").hasLineCount(1);
        }
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aPageInPlaceOfAServerIsTold() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            byte[] page = "<html><title>Sign in</title></html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            Outcome outcome = glossa("run", "--model", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=m&attempts=1",
                    "--benchmark", "flores", "--data", "bundled", "--languages", "am", "--limit", "1", "--out", folder.resolve("run").toString());
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("nothing was answered: flores/am/").contains("HTML");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aBrokenLineInAJournalIsNamedAndTheOthersStay() throws Exception {
        assertThat(run("--benchmark", "flores", "--data", "bundled", "--languages", "am").code()).isZero();
        Path journal = folder.resolve("run/completions.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(1, "{\"id\": nonsense");
        Files.write(journal, lines);
        Outcome outcome = glossa("score", folder.resolve("run").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("completions.jsonl").contains("line 2").hasLineCount(1);
        assertThat(Files.readAllLines(journal)).isEqualTo(lines);
    }

    private void refused(List<String> said, String... arguments) {
        Outcome outcome = run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isIn(1, 2);
        assertThat(outcome.err()).startsWith("glossa: ").contains(said).hasLineCount(1);
        assertThat(folder.resolve("run/completions.jsonl")).doesNotExist();
    }

    private Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "--model", "replay:" + replay(), "--out", folder.resolve("run").toString()));
        all.addAll(List.of(arguments));
        return glossa(all.toArray(String[]::new));
    }

    private Path replay() {
        try {
            return Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"flores/am/0001\",\"text\":\"ሰላም\"}\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Failed;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeBackendTest {
    @TempDir
    private Path folder;

    @Test
    void aServerIsStartedUsedAndStopped() throws Exception {
        long pid;
        try (Backend served = open("tiny", "")) {
            assertThat(served.identity().name()).isEqualTo("tiny");
            assertThat(served.identity().details()).containsEntry("server", "vllm").doesNotContainKey("port");
            assertThat(served.parallelism()).isEqualTo(7);
            assertThat(ask(served, "ሰላም")).isInstanceOf(Text.class);
            assertThat(log()).contains("loading tiny for ሰላም");
            pid = child();
        }

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aServerThatDiesIsStartedAgainAndItsPromptAskedAgain() throws Exception {
        try (Backend served = open("tiny", "")) {
            assertThat(ask(served, "one")).isInstanceOf(Text.class);
            assertThat(ask(served, "stumble")).isInstanceOf(Text.class);
            assertThat(starts()).isEqualTo(2);
        }
    }

    @Test
    void aPromptThatTheServerDiesOfFailsAndTheOthersAreAnswered() throws Exception {
        Map<String, Completion> answers = new ConcurrentHashMap<>();
        try (Backend served = open("tiny", "restarts: 5")) {
            List<Thread> threads = List.of("a", "b", "die", "c", "d").stream().map(prompt -> Thread.ofVirtual().start(() -> {
                try {
                    answers.put(prompt, ask(served, prompt));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            })).toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(answers.remove("die")).isEqualTo(new Failed("the server dies of this prompt"));
        assertThat(answers).hasSize(4).allSatisfy((_, completion) -> assertThat(completion).isInstanceOf(Text.class));
    }

    @Test
    void aServerIsStartedABoundedNumberOfTimes() throws Exception {
        try (Backend served = open("tiny", "restarts: 1")) {
            assertThatThrownBy(() -> ask(served, "die")).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the server died 2 times, and restarts: 1 is all it gets").hasMessageContaining(folder.resolve("server.log").toString());
        }
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsToldWithItsLastWords() {
        assertThatThrownBy(() -> open("broken", "")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ended before it was ready, with exit code 3").hasMessageContaining("out of memory: ሞዴል");
    }

    @Test
    void aServerThatIsNeverReadyIsStopped() {
        assertThatThrownBy(() -> open("never", "ready_within: 1")).hasMessageContaining("was not ready after 1 s (ready_within)");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "comand: x                                  | did you mean 'command'?",
        "model: x                                   | one reads vllm serve {model} --port {port}",
        "command: serve {model}                     | the command says no {port}",
        "command: serve {model} {port}              | nothing says what {model} is",
        "command: serve 'a {port}                   | without its pair",
        "{command: 'x {port}', restarts: many}      | a whole number from 0 would do",
        "a: [                                       | not YAML",
        "{command: '/nowhere/serve {port}'}         | the server cannot be started",
        "{command: 'x {port}', options: {paralel: 3}} | did you mean 'parallel'?"
    })
    void aFileThatStartsNothingIsRefusedWithWhatWouldWork(String yaml, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), yaml + "\n");

        assertThatThrownBy(() -> Registry.open(ModelUri.parse("serve:" + file), Backend.Settings.on(LocalDate.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void theCommandIsCutIntoWordsAndFilledIn() throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), """
                command: vllm serve '{model}' --port={port} --name "my model" --x ''
                model: a
                """);

        assertThat(ServeFile.read(file, Optional.of("/data/step 1")).command(81))
                .containsExactly("vllm", "serve", "/data/step 1", "--port=81", "--name", "my model", "--x", "");
        assertThat(ServeFile.read(file, Optional.empty()).ready()).isEqualTo(Duration.ofSeconds(900));
    }

    private Backend open(String model, String more) throws IOException {
        Path file = folder.resolve("serve.yaml");
        Files.writeString(file, """
                command: ["%s", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", "%s", "%s", "{port}", "{model}", "%s"]
                environment: {GREETING: ሰላም}
                log: %s
                options: {parallel: 7}
                %s
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"), StubServer.class.getName(),
                folder.resolve("starts"), folder.resolve("server.log"), more));
        return Registry.open(ModelUri.parse("serve:" + file + "?model=" + model), Backend.Settings.on(LocalDate.EPOCH));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    private int starts() throws IOException {
        return Files.readString(folder.resolve("starts")).length();
    }

    private static long child() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).findFirst().orElseThrow().pid();
    }

    private static Completion ask(Backend backend, String question) throws InterruptedException {
        return backend.complete(new Request(new Key("flores/am/0001", 0, ""), new Prompt.Generation(Prompt.user(question), Decoding.greedy(8))));
    }
}

package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.harness.gguf.TinyModels.Architecture;

/// What a dead engine costs: the prompts in flight are asked again, and nothing else happens.
class WorkerDeathTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void installed() {
        TinyBackend.library();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "ABRT", "SEGV"})
    void aWorkerThatDiesIsReplacedAndItsPromptsAreAskedAgain(String signal) throws Exception {
        try (TinyBackend tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=4");
             ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Completion> expected = prompts().stream().map(tiny::ask).toList();
            WorkerProcess first = tiny.worker();
            List<Future<Completion>> answers = new ArrayList<>();
            for (Prompt prompt : prompts()) {
                answers.add(threads.submit(() -> tiny.ask(prompt)));
            }
            while (first.inFlight() == 0) {
                Thread.onSpinWait();
            }
            signal(first.pid(), signal);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(expected.get(i));
            }
            assertThat(ProcessHandle.of(first.pid()).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(tiny.worker().pid()).isNotEqualTo(first.pid());
        }
    }

    @Test
    void aWorkerThatHangsIsEnded() throws Exception {
        try (TinyBackend tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=2&hang=2")) {
            Completion expected = tiny.ask(prompts().getFirst());
            signal(tiny.worker().pid(), "STOP");
            assertThat(tiny.ask(prompts().getFirst())).isEqualTo(expected);
        }
    }

    /// Its grammar is nested so deeply that llama.cpp's reader runs out of stack.
    @Test
    void thePromptThatKillsEnginesFailsAndTheOthersAreAnswered() {
        Prompt poison = new Prompt.Generation(Prompt.user("x"), Decoding.greedy(3)
                .withFormat(new Decoding.Format.Grammar("root ::= " + "(".repeat(2_000_000) + "\"a\"" + ")".repeat(2_000_000))));
        try (TinyBackend tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=4")) {
            List<Completion> expected = prompts().stream().map(tiny::ask).toList();
            List<Prompt> mixed = new ArrayList<>(prompts());
            mixed.add(5, poison);
            List<Completion> answers = new ArrayList<>(tiny.askAll(mixed));
            assertThat(answers.remove(5)).isInstanceOfSatisfying(Completion.Failed.class,
                    failed -> assertThat(failed.reason()).startsWith("engine died: "));
            assertThat(answers).isEqualTo(expected);
        }
    }

    @Test
    void anInterruptedCallerGivesItsPromptUp() throws Exception {
        try (TinyBackend tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=1");
             ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Decoding endless = Decoding.greedy(8000).withFormat(new Decoding.Format.Grammar("root ::= \"a\"*"));
            Future<Completion> asking = threads.submit(() -> tiny.backend().complete(
                    new Request(new Key("t/sw/1", 0, ""), new Prompt.Generation(Prompt.user("x"), endless))));
            while (tiny.worker().inFlight() == 0) {
                Thread.onSpinWait();
            }
            long pid = tiny.worker().pid();
            asking.cancel(true);
            // The only sequence is free again: the next prompt is answered by the same worker.
            assertThat(tiny.ask(prompts().getFirst())).isInstanceOf(Completion.Text.class);
            assertThat(tiny.worker().pid()).isEqualTo(pid);
            assertThat(tiny.worker().inFlight()).isZero();
        }
    }

    @Test
    void aWorkerDiesWithItsParent() throws Exception {
        Path model = TinyModels.write(folder.resolve("child.gguf"), Architecture.LLAMA, 1);
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Parent.class.getName(), model.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long worker = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle handle = ProcessHandle.of(worker).orElseThrow();
        parent.destroyForcibly().waitFor();
        handle.onExit().get(10, TimeUnit.SECONDS);
        assertThat(handle.isAlive()).isFalse();
    }

    /// Opens a backend, says which process its worker is, and waits to be killed.
    static final class Parent {
        public static void main(String... arguments) throws InterruptedException {
            TinyBackend tiny = TinyBackend.open(Path.of(arguments[0]), "parallel=1");
            System.out.println(tiny.worker().pid());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void severalWorkersShareTheWorkAndOneDeathDoesNotStopTheOther() throws Exception {
        try (TinyBackend tiny = TinyBackend.open(folder, Architecture.LLAMA, "parallel=2&workers=2")) {
            assertThat(tiny.backend().parallelism()).isEqualTo(8);
            List<Completion> expected = prompts().stream().map(tiny::ask).toList();
            signal(tiny.backend().lanes().get(1).worker().pid(), "KILL");
            assertThat(tiny.askAll(prompts())).isEqualTo(expected);
        }
    }

    @Test
    void aHostileModelIsRefusedInOneSentence() throws IOException {
        byte[] good = Files.readAllBytes(TinyModels.write(folder.resolve("hostile.gguf"), Architecture.COHERE2, 3));
        SplittableRandom random = new SplittableRandom(17);
        int refused = 0;
        for (int round = 0; round < 6; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 40; i++) {
                bad[random.nextInt(40_000)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("hostile.gguf"), bad);
            try (TinyBackend tiny = TinyBackend.open(file, "parallel=1")) {
                assertThat(tiny.backend().identity().name()).isEqualTo("hostile");
            } catch (IllegalArgumentException e) {
                refused++;
                assertThat(e).hasMessageContaining("hostile.gguf");
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
        assertThat(refused).isPositive();
        Path empty = Files.write(folder.resolve("empty.gguf"), new byte[0]);
        assertThatThrownBy(() -> TinyBackend.open(empty, "")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("empty.gguf: at byte 0");
    }

    private static List<Prompt> prompts() {
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            prompts.add(new Prompt.Generation(Prompt.user("ጥያቄ " + i), Decoding.greedy(24)));
        }
        return prompts;
    }

    private static void signal(long pid, String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor()).isZero();
    }
}

package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Checkpoints asked one after the other, each on a real process that a server file starts.
@Timeout(120)
class SweepTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(folder.resolve("serve.yaml"), """
                command: ["%s", "-XX:TieredStopAtLevel=1", "-cp", "%s", "%s", "{port}", "{model}", "%s"]
                options: {parallel: 2}
                """.formatted(Path.of(System.getProperty("java.home"), "bin", "java"), System.getProperty("java.class.path"),
                StubModelServer.class.getName(), folder.resolve("starts")));
    }

    private void checkpoint(String name) throws Exception {
        Files.createDirectories(folder.resolve("checkpoints").resolve(name));
        Files.writeString(folder.resolve("checkpoints").resolve(name).resolve("config.json"), "{\"step\":\"" + name + "\"}");
    }

    private String[] arguments(String... more) {
        List<String> line = new ArrayList<>(List.of("sweep", folder.resolve("checkpoints").toString(), "--serve", folder.resolve("serve.yaml").toString(),
                "--data", "bundled", "--benchmark", "flores", "--languages", "am,km,ur", "--out", folder.resolve("runs").toString()));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    private int sweep(String... more) {
        err.reset();
        PrintStream quiet = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.execute(quiet, quiet, arguments(more));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Checkpoints in the order in which servers were started for them.
    private List<String> started() throws Exception {
        return Files.readAllLines(folder.resolve("starts")).stream().map(line -> line.split(" ")[1]).toList();
    }

    @Test
    void everyCheckpointIsAskedOnAServerOfItsOwnAndOneThatBreaksStopsNoOther() throws Exception {
        for (String name : List.of("step-1000", "broken", "step-200")) {
            checkpoint(name);
        }
        Files.createDirectories(folder.resolve("checkpoints/logs"));

        assertThat(sweep("--score")).isEqualTo(1);
        assertThat(said()).contains("[1/3] broken: the server ended before it was ready, with exit code 3").contains("no weights in broken")
                .contains("1 of 3 checkpoints are not done: broken");
        assertThat(started()).containsExactly("broken", "step-200", "step-1000");
        for (String name : List.of("step-200", "step-1000")) {
            assertThat(answers(name).values()).hasSize(24).allMatch(text -> text.startsWith("ሰላም " + name + " "));
            assertThat(folder.resolve("runs").resolve(name).resolve("scores.jsonl")).exists();
            assertThat(Json.object(Files.readString(folder.resolve("runs").resolve(name).resolve("run.json")), "run").get("name").asString()).isEqualTo(name);
            assertThat(folder.resolve("runs/.servers").resolve(name + ".log")).exists();
        }

        // What is complete needs no server to be known as such; other weights under its name do.
        Files.writeString(folder.resolve("checkpoints/step-200/config.json"), "{\"step\":\"another\"}");
        assertThat(sweep()).isEqualTo(1);
        assertThat(said()).contains("[3/3] step-1000: complete").contains("holds a run that was asked otherwise").contains("model.digest");
        assertThat(started()).containsExactly("broken", "step-200", "step-1000", "broken", "step-200");
    }

    @Test
    void aSweepThatIsKilledGoesOnAndEndsTheServerThatWasLeftBehind() throws Exception {
        for (String name : List.of("step-1", "step-2")) {
            checkpoint(name);
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "dev.glossa.runner.Main"));
        command.addAll(List.of(arguments()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("sweep.log").toFile()).start();
        Path journal = folder.resolve("runs/step-2/completions.jsonl");
        while (Files.notExists(journal) || Files.readAllLines(journal).size() < 5) {
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("sweep.log"))).isTrue();
            Thread.sleep(5);
        }
        process.destroyForcibly().waitFor();
        ProcessHandle left = ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("starts")).getLast().split(" ")[0])).orElseThrow();
        assertThat(left.isAlive()).isTrue();

        assertThat(sweep()).as(said()).isZero();
        assertThat(left.isAlive()).isFalse();
        assertThat(said()).contains("[1/2] step-1: complete").contains("kept from before");
        assertThat(started()).containsExactly("step-1", "step-2", "step-2");
        assertThat(answers("step-2")).hasSize(24);
        try (Stream<Path> files = Files.list(folder.resolve("runs/.servers"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("step-1.log", "step-2.log");
        }
    }

    @Test
    void machinesShareTheCheckpointsByPart() throws Exception {
        for (int i = 1; i <= 3; i++) {
            checkpoint("step-" + i);
        }
        assertThat(sweep("--part", "2/2")).isZero();
        assertThat(started()).containsExactly("step-2");
    }

    @Test
    void checkpointsAreCountedAndPartsOfOneFileAreOne() throws Exception {
        Path some = Files.createDirectories(folder.resolve("some"));
        for (String name : List.of("s-10.gguf", "s-9.gguf", "big-00001-of-00002.gguf", "big-00002-of-00002.gguf", "notes.txt")) {
            Files.writeString(some.resolve(name), "");
        }
        assertThat(Checkpoint.in(some).stream().map(Checkpoint::name)).containsExactly("big", "s-9", "s-10");
        assertThatThrownBy(() -> Checkpoint.in(Files.createDirectories(folder.resolve("none")))).hasMessageContaining("no checkpoint; one is a folder with a config.json, or a .gguf file");
    }

    private Map<String, String> answers(String name) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("runs").resolve(name).resolve("completions.jsonl"))) {
            var tree = Json.object(line, "completion");
            assertThat(answers.put(tree.get("id").asString(), tree.get("text").asString())).isNull();
        }
        return answers;
    }
}

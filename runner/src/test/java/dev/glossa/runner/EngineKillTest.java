package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.TinyModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run on the embedded engine, killed, or bereft of its worker, at moments drawn by seed.
@Timeout(600)
class EngineKillTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatIsKilledOrLosesItsWorkerEqualsAnUnbrokenOne() throws Exception {
        killAndCompare(6, 20260823);
    }

    @Test
    @Tag("slow")
    @Timeout(3600)
    void aRunThatIsKilledOrLosesItsWorkerFortyTimesEqualsAnUnbrokenOne() throws Exception {
        killAndCompare(40, 7);
    }

    private void killAndCompare(int kills, long seed) throws Exception {
        Assumptions.assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
        TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 5);
        Path unbroken = folder.resolve("unbroken/run");
        finish(unbroken);
        int size = Files.readAllLines(unbroken.resolve("completions.jsonl")).size();
        Path broken = folder.resolve("broken/run");
        Path journal = broken.resolve("completions.jsonl");
        Random random = new Random(seed);
        Process process = null;
        for (int i = 0; i < kills; i++) {
            if (process == null || !process.isAlive()) {
                process = KillTest.start(List.of(), run(broken));
            }
            long wanted = Math.min(size - 1, (long) size * (i + 1) / (kills + 1) + random.nextInt(3));
            while (process.isAlive() && (Files.notExists(journal) || Files.readAllLines(journal).size() < wanted)) {
                Thread.sleep(2);
            }
            if (i % 2 == 0) {
                process.destroyForcibly().waitFor();
            } else {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
        process.destroyForcibly().waitFor();
        finish(broken);
        assertThat(Files.readAllLines(journal)).hasSize(size);
        assertThat(Files.readString(broken.resolve("scores.jsonl"))).isEqualTo(Files.readString(unbroken.resolve("scores.jsonl")));
        assertThat(KillTest.files(broken.resolveSibling("report"))).isEqualTo(KillTest.files(unbroken.resolveSibling("report")));
    }

    private String[] run(Path run) {
        return new String[] {"run", "--model", "llama:" + folder.resolve("tiny.gguf") + "?parallel=1&threads=1", "--data", "bundled", "--benchmark", "flores,global-mmlu",
            "--languages", "am,km,ur,sw,zh", "--max-tokens", "24", "--date", "2026-08-23", "--out", run.toString()};
    }

    private void finish(Path run) throws Exception {
        for (String[] arguments : List.of(run(run), new String[] {"score", run.toString()},
                new String[] {"report", run.toString(), "--draws", "200", "--out", run.resolveSibling("report").toString()})) {
            Process process = KillTest.start(List.of(), arguments);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(err).isZero();
        }
    }
}

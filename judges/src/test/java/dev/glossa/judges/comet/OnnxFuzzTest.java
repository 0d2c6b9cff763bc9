package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged graphs in a process of its own, whose end is watched: native code that dies of one takes its process along.
class OnnxFuzzTest {
    @TempDir
    Path folder;

    @Test
    void damagedGraphsAreRefusedInOneLineAndKillNothing() throws Exception {
        run(60, 1);
    }

    @Test
    @Tag("slow")
    void aThousandDamagedGraphsKillNothing() throws Exception {
        run(1000, 5);
    }

    private void run(int graphs, long seed) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m", "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStderr", "-cp", System.getProperty("java.class.path"), OnnxFuzz.class.getName(), folder.resolve("model").toString(), "" + graphs, "" + seed))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(500, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        int peak = Integer.parseInt(said.strip().replaceFirst("(?s).*peak (\\d+) MB.*", "$1"));
        System.out.printf("%d damaged graphs: %s, at most %d MB%n", graphs, said.strip().replaceFirst("(?s).*refused", "refused"), peak);
        assertThat(peak).as("megabytes, those of the JVM included").isBetween(1, 900);
        assertThat(Integer.parseInt(said.strip().replaceFirst("(?s).*refused ", ""))).isGreaterThan(graphs / 2);
    }
}

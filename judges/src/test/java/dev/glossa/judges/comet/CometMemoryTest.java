package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The memory of a process that scores thousands of new segments, the runtime's own included.
@Tag("slow")
class CometMemoryTest {
    @TempDir
    Path folder;

    @Test
    void sixteenTimesTheSegmentsTakeNoMoreMemory() throws Exception {
        Path model = new RandomComet(2, 96, 4, "fp32").write(folder.resolve("model"));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m", "-cp", System.getProperty("java.class.path"),
                CometMemory.class.getName(), model.toString(), "2", "1024", "4096", "16384")).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(500, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);
        System.out.print(said);
        assertThat(process.exitValue()).as(said).isZero();
        long[] peaks = said.lines().filter(line -> line.startsWith("segments")).mapToLong(line -> Long.parseLong(line.replaceFirst(".*peak (\\d+) MB.*", "$1"))).toArray();
        assertThat(peaks).hasSize(3);
        // what may still fill is the heap, the kept vectors' 64 MB in it: 195, 232 and 257 MB were seen
        assertThat(peaks[2] - peaks[0]).as(said).isLessThan(110);
        assertThat(peaks[2]).as(said).isLessThan(350);
    }
}

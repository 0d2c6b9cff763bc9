package dev.glossa.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.benchmarks.ParquetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Parquet file with some bytes changed is read, or refused with its name; never more than that.
class DamagedParquetTest {
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed"})
    @Timeout(300)
    void flippedBytesAreNeverMoreThanARefusal(String codec) throws IOException {
        Path file = folder.resolve("test.parquet");
        ParquetFile.write(file, "SELECT i AS question_id, 'ሰላም 🌍 ' || i AS prompt, CASE WHEN i % 3 = 0 THEN [i, 2] END AS turns FROM range(200) t(i)",
                "CODEC '" + codec + "'");
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(20260823);
        int refused = 0;
        for (int round = 0; round < 100; round++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            refused += refused(file) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    private static boolean refused(Path file) throws IOException {
        try (Cursor rows = ParquetCursor.open(new DataFile.OnDisk(file), Columns.all(List.of("prompt")), IMPATIENT)) {
            while (rows.next().isPresent()) { }
            return false;
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            return true;
        }
    }
}

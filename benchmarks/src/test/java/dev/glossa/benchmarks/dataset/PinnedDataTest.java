package dev.glossa.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Benchmark.Data;
import dev.glossa.harness.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which of a cache's snapshots is read.
class PinnedDataTest {
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);
    private static final String THREE = "3".repeat(40);

    @TempDir
    Path cache;

    @BeforeEach
    void snapshots() throws IOException {
        for (String commit : List.of(ONE, TWO, THREE)) {
            Files.writeString(Files.createDirectories(cache.resolve("datasets--o--quiz/snapshots/" + commit)).resolve("am.txt"), commit + "\n");
        }
        reference("main", ONE);
    }

    private void reference(String name, String commit) throws IOException {
        Path file = cache.resolve("datasets--o--quiz/refs").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, commit);
    }

    private Optional<String> read(Optional<String> revision, String registered) {
        return DataFolder.of(new Data.Folder(cache), "o/quiz", List.of(), revision, registered)
                .first(Columns.of(List.of(), List.of()), search -> {
                    List<DataFile> found = search.find(List.of("am.txt"));
                    return found.isEmpty() ? Map.of() : Map.of(Languages.bundled().get("am"), found);
                })
                .map(DataFolder.Found::source);
    }

    @Test
    void theRegistrysCommitGoesBeforeEveryReference() throws IOException {
        reference("glossa", TWO);
        assertThat(read(Optional.empty(), THREE)).contains("o/quiz@" + THREE);
        assertThat(read(Optional.empty(), "4".repeat(40))).as("another commit is not taken for it").isEmpty();
    }

    @Test
    void thePinGoesBeforeWhatABranchMeansNow() throws IOException {
        assertThat(read(Optional.empty(), "main")).contains("o/quiz@" + ONE);
        reference("glossa", TWO);
        assertThat(read(Optional.empty(), "main")).contains("o/quiz@" + TWO);
    }

    @Test
    void theRegistrysBranchGoesBeforeMain() throws IOException {
        reference("refs/convert/parquet", THREE);
        assertThat(read(Optional.empty(), "refs/convert/parquet")).contains("o/quiz@" + THREE);
    }

    @Test
    void aTasksCommitGoesBeforeAll() throws IOException {
        reference("glossa", TWO);
        assertThat(read(Optional.of("333"), "main")).contains("o/quiz@" + THREE);
    }
}

package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    @TempDir
    private Path folder;

    @Test
    void aCheckpointIsToldFromAnother() throws Exception {
        Path one = checkpoint("step-1", 3_000_000, (byte) 1);
        Path same = checkpoint("step-1-copy", 3_000_000, (byte) 1);
        Path next = checkpoint("step-2", 3_000_000, (byte) 2);
        Path longer = checkpoint("step-3", 3_000_001, (byte) 1);

        assertThat(Weights.digest(one)).isPresent().isEqualTo(Weights.digest(same));
        assertThat(Weights.digest(one)).isNotEqualTo(Weights.digest(next)).isNotEqualTo(Weights.digest(longer));
        assertThat(Weights.digest(one.resolve("model.safetensors"))).isPresent().isNotEqualTo(Weights.digest(one));
    }

    @Test
    void aLinkToACheckpointIsThatCheckpoint() throws Exception {
        Path checkpoint = checkpoint("step-1", 10, (byte) 1);

        assertThat(Weights.digest(Files.createSymbolicLink(folder.resolve("latest"), checkpoint))).isPresent().isEqualTo(Weights.digest(checkpoint));
    }

    @Test
    void smallAndEmptyFilesCountToo() throws Exception {
        Path one = checkpoint("a", 10, (byte) 1);
        Path two = checkpoint("b", 10, (byte) 1);
        Files.writeString(two.resolve("config.json"), "");

        assertThat(Weights.digest(one)).isNotEqualTo(Weights.digest(two));
    }

    @Test
    void aNameOnAHubIsNoFile() {
        assertThat(Weights.digest(Path.of("no-such-org/no-such-model"))).isEmpty();
    }

    private Path checkpoint(String name, int size, byte value) throws Exception {
        Path checkpoint = Files.createDirectory(folder.resolve(name));
        byte[] bytes = new byte[size];
        java.util.Arrays.fill(bytes, value);
        Files.write(checkpoint.resolve("model.safetensors"), bytes);
        return checkpoint;
    }
}

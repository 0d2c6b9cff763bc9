package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingStoreTest {
    private static final long LIMIT = 1 << 20;
    private static final EmbeddingKey FIRST = EmbeddingKey.of(new int[] {0, 7, 2});
    private static final EmbeddingKey SECOND = EmbeddingKey.of(new int[] {0, 8, 2});

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void twoEmbeddings() throws IOException {
        file = folder.resolve("a/b.embeddings");
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            store.add(FIRST, new float[] {1, 2, 3});
            store.add(SECOND, new float[] {4, 5, 6});
        }
    }

    @Test
    void whatOneRunAddedTheNextOneFinds() throws IOException {
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            assertThat(store.find(FIRST)).hasValue(new float[] {1, 2, 3});
            assertThat(store.find(SECOND)).hasValue(new float[] {4, 5, 6});
            assertThat(store.find(EmbeddingKey.of(new int[] {0, 9, 2}))).isEmpty();
        }
    }

    @Test
    void aTornRecordIsCutOffAndWrittenAgain() throws IOException {
        Files.write(file, new byte[] {1, 2, 3, 4, 5}, StandardOpenOption.APPEND);
        EmbeddingKey third = EmbeddingKey.of(new int[] {3});
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            store.add(third, new float[] {7, 8, 9});
        }
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            assertThat(store.find(third)).hasValue(new float[] {7, 8, 9});
            assertThat(store.find(SECOND)).hasValue(new float[] {4, 5, 6});
        }
    }

    @Test
    void aDamagedRecordIsAsGoodAsNone() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[16 + 16 + 1] ^= 4;
        Files.write(file, bytes);
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            assertThat(store.find(FIRST)).isEmpty();
            assertThat(store.find(SECOND)).isPresent();
        }
    }

    /// Where a file system's locks do not hold.
    @Test
    void aRecordThatAnotherProcessWroteInItsPlaceIsNotTaken() throws IOException {
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            byte[] bytes = Files.readAllBytes(file);
            int record = 16 + 3 * 4 + 4;
            System.arraycopy(bytes, 16 + record, bytes, 16, record);
            Files.write(file, bytes);
            assertThat(store.find(FIRST)).isEmpty();
            assertThat(store.find(SECOND)).hasValue(new float[] {4, 5, 6});
        }
    }

    @Test
    void aFileOfAnotherWidthOrKindStartsAnew() throws IOException {
        try (EmbeddingStore store = EmbeddingStore.open(file, 4, LIMIT)) {
            assertThat(store.find(FIRST)).isEmpty();
            store.add(FIRST, new float[] {1, 2, 3, 4});
            assertThat(store.find(FIRST)).isPresent();
        }
        Files.writeString(file, "something else altogether, longer than a header");
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, LIMIT)) {
            assertThat(store.find(FIRST)).isEmpty();
        }
    }

    @Test
    void aSecondOpenerReadsButDoesNotWrite() throws IOException {
        EmbeddingKey third = EmbeddingKey.of(new int[] {3});
        try (EmbeddingStore _ = EmbeddingStore.open(file, 3, LIMIT); EmbeddingStore second = EmbeddingStore.open(file, 3, LIMIT)) {
            assertThat(second.find(FIRST)).isPresent();
            second.add(third, new float[] {7, 8, 9});
            assertThat(second.find(third)).isEmpty();
        }
    }

    @Test
    void theFileStopsGrowingAtItsLimit() throws IOException {
        long size = Files.size(file);
        try (EmbeddingStore store = EmbeddingStore.open(file, 3, size)) {
            for (int i = 0; i < 100; i++) {
                store.add(EmbeddingKey.of(new int[] {i}), new float[3]);
            }
        }
        assertThat(Files.size(file)).isEqualTo(size);
    }
}

package dev.glossa.judges.fasttext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Expected values: fastText 0.9.2, top 3 of 200 lines under four tiny models trained with it.
class FastTextTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"softmax.bin", "softmax.ftz", "hierarchical.bin", "hierarchical.ftz"})
    void everyLineGetsFastTextsThreeBestLabels(String name) throws IOException {
        FastText model = model(name);
        int lines = 0;
        for (JsonNode row : expected()) {
            List<Prediction> got = model.predict(row.get("text").asString(), 3);
            JsonNode want = row.get(name);
            assertThat(got).as(row.get("text").asString()).hasSize(want.size());
            for (int i = 0; i < got.size(); i++) {
                double probability = want.get(i).get(1).asDouble();
                assertThat(got.get(i).probability()).isCloseTo(probability, within(TOLERANCE));
                if (!tied(want, i)) {
                    assertThat("__label__" + got.get(i).label()).as(row.toString()).isEqualTo(want.get(i).get(0).asString());
                }
            }
            lines++;
        }
        assertThat(lines).isEqualTo(200);
    }

    /// Labels whose probabilities differ by less than the tolerance may change places.
    private static boolean tied(JsonNode want, int i) {
        double own = want.get(i).get(1).asDouble();
        return i > 0 && want.get(i - 1).get(1).asDouble() - own < TOLERANCE
                || i + 1 < want.size() && own - want.get(i + 1).get(1).asDouble() < TOLERANCE
                || i + 1 == want.size() && own < 2 * TOLERANCE;
    }

    @Test
    void textAfterALineBreakIsNotRead() throws IOException {
        FastText model = model("softmax.bin");
        assertThat(model.predict("ሰላም ዓለም\nhello world", 1)).isEqualTo(model.predict("ሰላም ዓለም", 1));
    }

    @Test
    void anEmptyLineIsStillALine() throws IOException {
        assertThat(model("softmax.bin").predict("", 1)).hasSize(1);
    }

    @Test
    void askingForMoreLabelsThanThereAreGivesThemAll() throws IOException {
        FastText model = model("softmax.bin");
        assertThat(model.predict("ʻōlelo Hawaiʻi 😀", 1000)).hasSize(model.labels().size()).hasSize(26);
    }

    @ParameterizedTest
    @CsvSource({"softmax.bin, 0.7", "softmax.ftz, 0.5", "hierarchical.bin, 0.001", "hierarchical.ftz, 0.99"})
    void aTruncatedModelIsRefusedInOneLine(String name, double share) throws IOException {
        byte[] whole = bytes(name);
        Path file = write(Arrays.copyOf(whole, (int) (whole.length * share)));
        assertThatIllegalArgumentException().isThrownBy(() -> FastText.load(file))
                .withMessageStartingWith(file + " is not a fastText model: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax.bin", "softmax.ftz", "hierarchical.bin", "hierarchical.ftz"})
    void flippedBytesNeverDoMoreThanRefuse(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(3);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            byte[] broken = i % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            // half of the flips hit the header and the dictionary, where the counts are
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                broken[random.nextInt(random.nextBoolean() ? Math.min(200, broken.length) : broken.length)] = (byte) random.nextInt();
            }
            Path file = write(broken);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                FastText.load(file).predict("ሰላም ជំរាបសួរ سلام 😀 __label__x </s>", 3);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).as("bytes for a file of %d", broken.length).isLessThan(64L << 20);
        }
    }

    @ParameterizedTest
    @CsvSource({"softmax.bin, 40, 268435455", "softmax.ftz, 40, 268435455", "softmax.bin, 8, 2000000000", "softmax.ftz, 64, 134217727", "hierarchical.ftz, 68, 2147483647"})
    void absurdCountsTakeNoMemory(String name, int at, int count) throws IOException {
        byte[] bytes = bytes(name);
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(at, count);
        Path file = write(bytes);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            FastText.load(file); // a pruned model may have as many buckets as it says
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith(file + " is not a fastText model: ");
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
    }

    /// Only an entry's least size tells that a hundred million labels cannot stand in what is left.
    @Test
    void aDictionaryOfLabelsAloneTakesNoMoreMemoryThanItsFile() throws IOException {
        byte[] bytes = bytes("softmax.bin");
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(64, 1 << 27).putInt(68, 0).putInt(72, 1 << 27);
        Path file = write(bytes);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> FastText.load(file)).withMessageStartingWith(file + " is not a fastText model: ");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
    }

    @Test
    void anotherFileIsNoModel() throws IOException {
        Path text = write("hello".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException().isThrownBy(() -> FastText.load(text))
                .withMessage(text + " is not a fastText model: it does not begin as one");
        Path empty = write(new byte[0]);
        assertThatIllegalArgumentException().isThrownBy(() -> FastText.load(empty))
                .withMessage(empty + " is not a fastText model: 4 bytes wanted at byte 0, 0 bytes left");
    }

    private static FastText model(String name) throws IOException {
        return FastText.load(write(bytes(name)));
    }

    private static Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "model", ".bin"), bytes);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = FastTextTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        new String(bytes("expected.jsonl"), StandardCharsets.UTF_8).lines().forEach(line -> rows.add(JsonMapper.shared().readTree(line)));
        return rows;
    }
}

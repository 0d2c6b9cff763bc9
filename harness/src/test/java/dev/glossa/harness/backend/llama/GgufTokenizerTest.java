package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.harness.gguf.TinyModels;

class GgufTokenizerTest {
    private static final List<String> TEXTS = List.of("ፈጽሞ በፍጥነት ያነባል", "ខ្ញុំចូលចិត្ត", "خبر", "", "I ❤ 🍕 <|im_end|>", "the cat sat on the mat");

    @TempDir
    Path folder;

    /// llama.cpp's own fixtures: a text in `.inp`, the ids of its tokens in a line of `.out`.
    @ParameterizedTest
    @ValueSource(strings = {"command-r", "gemma-4", "gpt-2", "llama-bpe", "llama-spm", "qwen35"})
    void vocabulariesWithoutWeightsCountAsTheirFixturesSay(String name) throws Exception {
        Path file = Path.of("../../shared/data/vocab/ggml-vocab-" + name + ".gguf");
        assumeThat(file).exists();
        List<String> texts = List.of(Files.readString(Path.of(file + ".inp")).split("\n__ggml_vocab_test__\n", -1));
        List<Integer> expected = Files.readAllLines(Path.of(file + ".out")).stream()
                .map(line -> (int) Arrays.stream(line.strip().split(" +")).filter(id -> !id.isEmpty()).count()).toList();
        try (GgufTokenizer tokenizer = GgufTokenizer.open(file, TinyBackend.library())) {
            assertThat(tokenizer.counts(texts).subList(0, expected.size())).isEqualTo(expected);
            assertThat(tokenizer.size()).isGreaterThan(30_000);
        }
    }

    @Test
    void aWholeModelCountsLikeItsBackend() throws Exception {
        Path file = TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 7);
        try (GgufTokenizer tokenizer = GgufTokenizer.open(file, TinyBackend.library()); TinyBackend tiny = TinyBackend.open(file, "parallel=1")) {
            assertThat(tokenizer.counts(TEXTS)).isEqualTo(TEXTS.stream().map(text -> tiny.backend().countTokens(text).orElseThrow()).toList());
            List<String> many = IntStream.range(0, 3000).mapToObj(i -> "አ".repeat(1000)).toList();
            assertThat(tokenizer.counts(many)).hasSize(3000).containsOnly(tokenizer.count(many.getFirst()));
        }
    }

    @Test
    void damagedFilesAreRefusedInOneLine() throws Exception {
        fuzz(10, 1);
    }

    @Test
    @Tag("slow")
    void twoHundredDamagedFilesNeverDoMoreThanRefuse() throws Exception {
        fuzz(200, 2);
    }

    /// Half of the files keep their length and have bytes changed in the vocabulary, which only native code reads; the others
    /// are cut.
    private void fuzz(int files, long seed) throws Exception {
        byte[] whole = Files.readAllBytes(TinyModels.write(folder.resolve("whole.gguf"), TinyModels.Architecture.COHERE2, 7));
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < files; i++) {
            byte[] broken = i % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int flips = 1 + random.nextInt(6); i % 2 == 0 && flips > 0; flips--) {
                int at = random.nextInt(40_000);
                broken[at % broken.length] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            Path file = write(broken);
            try (GgufTokenizer tokenizer = GgufTokenizer.open(file, TinyBackend.library())) {
                tokenizer.counts(TEXTS);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThanOrEqualTo(files / 2);
    }

    @Test
    void anAbsurdLengthIsRefusedBeforeNativeCodeReadsIt() throws Exception {
        byte[] bytes = Files.readAllBytes(TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 7));
        Arrays.fill(bytes, 16, 24, (byte) 0x7F);
        Path file = write(bytes);
        assertThatIllegalArgumentException().isThrownBy(() -> GgufTokenizer.open(file, TinyBackend.library()))
                .withMessageStartingWith(file + ": at byte 16: number of metadata keys is 9187201950435737471");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "model", ".gguf"), bytes);
    }
}

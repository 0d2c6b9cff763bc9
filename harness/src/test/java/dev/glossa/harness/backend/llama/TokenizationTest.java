package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// llama.cpp's own fixtures: texts in `.inp`, their token ids in `.out`.
class TokenizationTest {
    @ParameterizedTest
    @ValueSource(strings = {"command-r", "gemma-4", "gpt-2", "llama-bpe", "llama-spm", "qwen35"})
    void textsBecomeTheTokensOfTheFixture(String name) throws IOException {
        Path file = Path.of("../../shared/data/vocab/ggml-vocab-" + name + ".gguf");
        assumeThat(file).exists();
        List<String> texts = List.of(Files.readString(Path.of(file + ".inp")).split("\n__ggml_vocab_test__\n", -1));
        List<String> tokens = Files.readAllLines(Path.of(file + ".out"));
        LibLlama library = LibLlama.load(TinyBackend.library());
        try (LlamaModel model = LlamaModel.loadVocabulary(library, file)) {
            assertThat(tokens.size()).isGreaterThanOrEqualTo(40);
            for (int i = 0; i < tokens.size(); i++) {
                int[] expected = Arrays.stream(tokens.get(i).strip().split(" +")).filter(id -> !id.isEmpty())
                        .mapToInt(Integer::parseInt).toArray();
                assertThat(model.vocabulary().tokens(texts.get(i), false, false)).as("text %d of %s", i, name).isEqualTo(expected);
            }
        }
    }
}

package dev.glossa.harness.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufTest {
    @TempDir
    Path folder;

    private Path file;
    private byte[] good;

    @BeforeEach
    void aWholeModel() throws IOException {
        file = TinyModels.write(folder.resolve("ሞዴል 🙂.gguf"), TinyModels.Architecture.COHERE2, 7);
        good = Files.readAllBytes(file);
    }

    @ParameterizedTest
    @EnumSource
    void aTinyModelSaysWhatItIs(TinyModels.Architecture architecture) throws IOException {
        Gguf head = Gguf.read(TinyModels.write(folder.resolve("tiny.gguf"), architecture, 1));
        assertThat(head.architecture()).hasValue(architecture.name().toLowerCase(Locale.ROOT));
        assertThat(head.contextLength()).hasValue(8192);
        assertThat(head.chatTemplate().orElseThrow()).contains("message['content']");
        assertThat(head.size()).isLessThan(1 << 20);
        assertThat(head.metadata().get("tokenizer.ggml.tokens")).isInstanceOfSatisfying(GgufValue.Array.class,
                tokens -> assertThat(tokens.count()).isGreaterThan(256));
    }

    @Test
    void theSameSeedWritesTheSameBytesAndAnotherSeedOtherWeights() throws IOException {
        byte[] again = Files.readAllBytes(TinyModels.write(folder.resolve("again"), TinyModels.Architecture.COHERE2, 7));
        byte[] other = Files.readAllBytes(TinyModels.write(folder.resolve("other"), TinyModels.Architecture.COHERE2, 8));
        assertThat(again).isEqualTo(good);
        assertThat(other).hasSameSizeAs(good).isNotEqualTo(good);
    }

    @Test
    void aFileThatIsMissingOrAFolderIsRefused() {
        assertThatThrownBy(() -> Gguf.read(folder.resolve("absent.gguf"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no model file").hasMessageContaining("absent.gguf");
        assertThatThrownBy(() -> Gguf.read(folder)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no file");
    }

    @Test
    void somethingElseIsNoModel() throws IOException {
        refused(0, "no GGUF file", "<html><body>404</body></html>".getBytes(StandardCharsets.UTF_8));
        refused(0, "the file ends where the magic", new byte[0]);
        refused(4, "GGUF version 1;", with(4, 4, 1));
        refused(4, "big-endian", with(4, 4, 3 << 24));
    }

    @Test
    void absurdCountsAreRefusedBeforeAnythingIsAllocated() throws IOException {
        refused(8, "number of tensors is 18446744073709551615; at most 65536", with(8, 8, -1));
        refused(16, "number of metadata keys is 4611686018427387904", with(16, 8, 1L << 62));
        refused(24, "the file ends after", with(24, 8, Long.MAX_VALUE));
        int tokens = find("tokenizer.ggml.tokens") + "tokenizer.ggml.tokens".length();
        refused(tokens + 8, "length of array 'tokenizer.ggml.tokens' is 9223372036854775807", with(tokens + 8, 8, Long.MAX_VALUE));
        refused(tokens + 4, "elements of type 99", with(tokens + 4, 4, 99));
        refused(tokens, "value type 77 of 'tokenizer.ggml.tokens'", with(tokens, 4, 77));
    }

    @Test
    void aTensorThatCannotBeInTheFileIsRefused() throws IOException {
        int tensor = find("output_norm.weight") + "output_norm.weight".length();
        refused(tensor, "5 dimensions; at most 4", with(tensor, 4, 5));
        refused(tensor, "a dimension of 0", with(tensor + 4, 8, 0));
        refused(tensor, "has 9223372036854775807 values", with(tensor + 4, 8, Long.MAX_VALUE));
        refused(tensor + 16, "is no multiple of 32", with(tensor + 16, 8, 33));
        refused(good.length, "tensor 'output_norm.weight' ends at byte", with(tensor + 16, 8, 1L << 40));
    }

    /// A length that swallows what follows makes a name of 3,000 bytes of whatever is there.
    @Test
    void aNameOfRubbishIsToldInOneShortLine() throws IOException {
        int at = find("blk.0.attn_q.weight");
        byte[] broken = with(at - 8, 8, 3_000);
        Files.write(file, broken);
        assertThatThrownBy(() -> Gguf.read(file)).satisfies(e -> assertThat(e.getMessage().substring(e.getMessage().indexOf("at byte")))
                .hasSizeLessThan(500).doesNotContain("\n", "\u0000", "\r"));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (int length = 0; length < good.length; length += length < 4000 ? 37 : 9973) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> Gguf.read(file)).as("%d bytes", length).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(file + ": at byte ");
        }
        refused(good.length - 1, "a download that stopped", Arrays.copyOf(good, good.length - 1));
    }

    @Test
    void aFlippedByteIsReadOrRefusedButNothingElse() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        int head = find("blk.3.ffn_down.weight") + 60;
        for (int round = 0; round < 3000; round++) {
            byte[] bad = Arrays.copyOf(good, head);
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bad[random.nextInt(head)] ^= (byte) (1 << random.nextInt(8));
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(bad));
            }
            try {
                assertThat(Gguf.read(file).metadata()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith(file + ": at byte ");
            }
        }
    }

    @Test
    void realVocabulariesAreRead() {
        Path vocabulary = Path.of("../../shared/data/vocab/ggml-vocab-command-r.gguf");
        assumeThat(vocabulary).exists();
        Gguf head = Gguf.read(vocabulary);
        assertThat(head.architecture()).hasValue("command-r");
        assertThat(head.text("tokenizer.ggml.pre")).hasValue("command-r");
        assertThat(head.tensors()).isZero();
        assertThat(head.metadata().get("tokenizer.ggml.tokens")).isInstanceOfSatisfying(GgufValue.Array.class,
                tokens -> assertThat(tokens.count()).isEqualTo(256_000));
    }

    private void refused(long at, String reason, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> Gguf.read(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": at byte " + at + ": ").hasMessageContaining(reason);
    }

    private byte[] with(int at, int bytes, long value) {
        byte[] bad = good.clone();
        ByteBuffer patch = ByteBuffer.wrap(bad).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes == 4) {
            patch.putInt(at, (int) value);
        } else {
            patch.putLong(at, value);
        }
        return bad;
    }

    private int find(String text) {
        int at = new String(good, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).as(text).isPositive();
        return at;
    }
}

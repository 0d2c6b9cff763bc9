package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class FramesTest {
    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(read(bytes("ሰላም", "", "🙂 שלום"))).containsExactly("ሰላም", "", "🙂 שלום");
    }

    @Test
    void aStreamThatEndsInsideAFrameEndsBeforeIt() throws IOException {
        byte[] two = bytes("first", "second");
        int one = bytes("first").length;
        for (int length = one; length < two.length; length++) {
            assertThat(read(Arrays.copyOf(two, length))).as("%d bytes", length).containsExactly("first");
        }
    }

    @Test
    void whatIsPrintedBetweenFramesIsSkipped() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : List.of("a", "b", "c")) {
            all.write("ggml_something: loaded\n".getBytes(StandardCharsets.UTF_8));
            all.write(bytes(text));
        }
        Frames.In in = new Frames.In(new ByteArrayInputStream(all.toByteArray()));
        assertThat(texts(in)).containsExactly("a", "b", "c");
        assertThat(in.skipped()).isEqualTo(3 * "ggml_something: loaded\n".length());
    }

    @Test
    void aTornFrameCostsItselfOnly() throws IOException {
        byte[] torn = bytes("a text that is torn in the middle");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes("before"));
        all.write(torn, 0, torn.length / 2);
        all.write(bytes("after", "and after"));
        assertThat(read(all.toByteArray())).containsExactly("before", "after", "and after");
    }

    @Test
    void noDamageMakesAMessageThatWasNotSent() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> sent = List.of("one", "two ሁለት", "three", "four", "five");
        byte[] good = bytes(sent.toArray(String[]::new));
        for (int round = 0; round < 2000; round++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(sent).containsAll(read(bad));
        }
    }

    private static byte[] bytes(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Frames.Out out = new Frames.Out(bytes);
        for (String text : texts) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> read(byte[] bytes) throws IOException {
        return texts(new Frames.In(new ByteArrayInputStream(bytes)));
    }

    private static List<String> texts(Frames.In in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<byte[]> message = in.read(); message.isPresent(); message = in.read()) {
            texts.add(new String(message.get(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}

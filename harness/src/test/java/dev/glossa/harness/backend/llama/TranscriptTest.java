package dev.glossa.harness.backend.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void aStopStringIsFoundHoweverItsBytesAreCutIntoTokens() {
        String text = "ውሃ ሰላም። ነገ";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            Transcript transcript = new Transcript(List.of("absent", "ም።", "።"));
            boolean stopped = false;
            for (int at = 0; at < bytes.length && !stopped; ) {
                int length = Math.min(bytes.length - at, random.nextInt(0, 5));
                stopped = transcript.add(Arrays.copyOfRange(bytes, at, at + length));
                at += length;
            }
            assertThat(stopped).isTrue();
            assertThat(transcript.text(false)).isEqualTo("ውሃ ሰላ");
        }
    }

    @Test
    void halfAStopStringIsText() {
        Transcript transcript = new Transcript(List.of("።።"));
        assertThat(transcript.add("ሀ።ለ።".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(transcript.text(false)).isEqualTo("ሀ።ለ።");
    }

    @Test
    void aCharacterThatTheLimitCutInHalfIsLeftOut() {
        byte[] bytes = "ok🙂".getBytes(StandardCharsets.UTF_8);
        for (int missing = 1; missing <= 3; missing++) {
            Transcript transcript = new Transcript(List.of());
            transcript.add(Arrays.copyOf(bytes, bytes.length - missing));
            assertThat(transcript.text(true)).isEqualTo("ok");
            assertThat(transcript.text(false)).isEqualTo("ok\ufffd");
        }
        Transcript whole = new Transcript(List.of());
        whole.add(bytes);
        assertThat(whole.text(true)).isEqualTo("ok🙂");
    }

    @Test
    void bytesThatAreNoTextBecomeReplacementCharacters() {
        Transcript transcript = new Transcript(List.of());
        transcript.add(new byte[] {'a', (byte) 0xff, (byte) 0x80, 'b'});
        assertThat(transcript.text(true)).isEqualTo("a\ufffd\ufffdb");
    }
}

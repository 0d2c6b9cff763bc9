package dev.glossa.harness.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void aMarkAndCarriageReturnsAreNoPartOfALine() {
        assertThat(read("x.txt", "\uFEFFአንድ\r\nدو\n\nខ្មែរ 😀".getBytes(StandardCharsets.UTF_8))).containsExactly("አንድ", "دو", "", "ខ្មែរ 😀");
    }

    @Test
    void otherLineSeparatorsAreText() {
        assertThat(read("x.txt", "a\u2028b\u0085c\u000Bd\n".getBytes(StandardCharsets.UTF_8))).containsExactly("a\u2028b\u0085c\u000Bd");
    }

    @Test
    void anEmptyFileHasNoLine() {
        assertThat(read("x.txt", new byte[0])).isEmpty();
    }

    /// What is read at once ends anywhere: inside a character, before a line's end, between its two characters.
    @Test
    void aLineMayLieAcrossWhatIsReadAtOnce() {
        for (int length = (1 << 16) - 5; length < (1 << 16) + 5; length++) {
            String first = "x".repeat(length);
            assertThat(read("x.txt", (first + "\r\nሰላም 😀\n\n" + first + "\nend").getBytes(StandardCharsets.UTF_8))).containsExactly(first, "ሰላም 😀", "", first, "end");
            assertThat(read("x.txt", ("x".repeat(length - 3) + "ሰ\nለ").getBytes(StandardCharsets.UTF_8))).containsExactly("x".repeat(length - 3) + "ሰ", "ለ");
        }
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        assertThat(read("x.txt.gz", gzip("uno\ndos\n"))).containsExactly("uno", "dos");
    }

    @Test
    void aCutArchiveSaysAfterWhichLine() throws Exception {
        byte[] whole = gzip("uno\n" + "dos ".repeat(20_000) + "\n");
        assertThatThrownBy(() -> read("x.txt.gz", Arrays.copyOf(whole, whole.length - 12))).hasMessageContaining("x.txt.gz, line").hasMessageContaining("cut off");
        assertThatThrownBy(() -> read("x.txt.gz", "not gzip".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("not a readable gzip file");
    }

    @Test
    void bytesThatAreNotUtf8NameTheirLine() {
        assertThatThrownBy(() -> read("x.txt", new byte[] {'o', 'k', '\n', (byte) 0xC3, 0x28, '\n'})).hasMessageContaining("x.txt, line 2").hasMessageContaining("iconv");
    }

    @Test
    void aLineBeyondTheLimitIsRefusedBeforeItFillsMemory() {
        byte[] long10 = new byte[10 << 20];
        Arrays.fill(long10, (byte) 'x');
        assertThatThrownBy(() -> read("x.txt", long10)).hasMessageContaining("x.txt, line 1").hasMessageContaining("4,194,304 bytes");
    }

    @Test
    void aMissingFileIsOneClearLine() {
        assertThatThrownBy(() -> Lines.of(Path.of("no", "such.txt"))).hasMessageContaining("no such file");
    }

    private static List<String> read(String name, byte[] bytes) {
        List<String> found = new ArrayList<>();
        try (Lines lines = Lines.of(name, new ByteArrayInputStream(bytes), Lines.LONGEST)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                found.add(line.get());
            }
        }
        return found;
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

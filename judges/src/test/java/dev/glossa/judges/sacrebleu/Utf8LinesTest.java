package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Utf8LinesTest {

    /// What the rules of 13a look at, every white space of Python's, and what only looks like it.
    private static final String[] PIECES = {"a", "Z", "é", " ", " ", "  ", ".", ",", "-", "...", "1", "23", "3.5", "4,000", "1-2", "٣", "½", "&quot;", "&amp;",
        "<", ">", "<skipped>", "'", "€", "。", "「", "國", "𠮷", "😀", "𝟏", "ሰላም", "ខ្មែរ", "یہ", "؟", "۔", "%", "~", "(", "\0", "\t", "\u000b", "\u001c", "\u001f",
        "\u0085", "\u00a0", "\u1680", "\u180e", "\u2000", "\u200a", "\u200b", "\u2028", "\u2029", "\u202f", "\u205f", "\u2060", "\u3000", "\u3001", "\ufeff",
        "verylongwordwithoutend", "verylongwordwithoutEnd", "Straßenbahnhaltestelle"};

    @TempDir
    Path folder;

    @Test
    void linesAreThoseOfTheDecodedText() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(30); left > 0; left--) {
                text.append(random.nextInt(4) == 0 ? List.of("\n", "\r", "\r\n", "\n\n").get(random.nextInt(4)) : PIECES[random.nextInt(PIECES.length)]);
            }
            assertThat(read(text.toString(), false)).as("%s", text).isEqualTo(plain(text.toString()));
            assertThat(read(text.toString(), true)).as("%s", text).isEqualTo(plain(text.toString().replace("\r\n", "\n").replace('\r', '\n')));
        }
    }

    private static List<String> plain(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        lines.replaceAll(PythonText::stripEnd);
        return lines;
    }

    @Test
    void whatTheDecoderRefusesIsRefusedAtTheSamePlace() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = ("ሰaé" + PIECES[random.nextInt(PIECES.length)] + "😀\nb").getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0x70 + random.nextInt(0x90));
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            try {
                StandardCharsets.UTF_8.newDecoder().decode(buffer);
                assertThat(lines(bytes, false)).isNotEmpty();
            } catch (CharacterCodingException _) {
                refused++;
                assertThatIllegalArgumentException().isThrownBy(() -> lines(bytes, false))
                        .withMessage("x: byte 0x%02x at position %d is not UTF-8", bytes[buffer.position()], buffer.position());
            }
        }
        assertThat(refused).isBetween(10_000, 19_900);
    }

    static Stream<CorpusMetric> metrics() {
        return PropertiesTest.metrics();
    }

    /// For BLEU with 13a these are the words counted as bytes and, as their plain twin, those that the tokenizer writes.
    @ParameterizedTest
    @MethodSource("metrics")
    void statisticsDoNotDependOnWhereTheLinesComeFrom(CorpusMetric metric) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int references = 1; references <= 3; references++) {
            List<List<String>> given = new ArrayList<>();
            List<List<String>> read = new ArrayList<>();
            for (int stream = 0; stream <= references; stream++) {
                List<String> lines = new ArrayList<>();
                for (int line = 0; line < 700; line++) {
                    lines.add(PythonText.stripEnd(line(random)));
                }
                given.add(lines);
                read.add(read(String.join("\n", lines) + "\n", false));
            }
            SegmentStatistics ofStrings = SegmentStatistics.of(metric, given.getFirst(), given.subList(1, references + 1));
            SegmentStatistics ofBytes = SegmentStatistics.of(metric, read.getFirst(), read.subList(1, references + 1));
            for (int segment = 0; segment < 700; segment++) {
                assertThat(ofBytes.row(segment)).as("segment %d: %s", segment, read.getFirst().get(segment)).isEqualTo(ofStrings.row(segment));
            }
        }
    }

    /// Mostly short, so that words are shared; some longer than the fast way counts.
    private static String line(SplittableRandom random) {
        StringBuilder line = new StringBuilder();
        int kinds = random.nextInt(8) == 0 ? PIECES.length : 20;
        for (int left = random.nextInt(100) == 0 ? 2_000 : random.nextInt(14); left > 0; left--) {
            line.append(PIECES[random.nextInt(kinds)]);
            if (kinds == PIECES.length && random.nextInt(20) == 0) {
                line.append(random.nextInt());
            }
        }
        return line.toString();
    }

    @Test
    void endingsAreCountedWithoutDecoding() throws IOException {
        List<String> lines = List.of("a .", "b.", " .", ".", "", "ሰ .");
        assertThat(Lines.endingIn(" .", read(String.join("\n", lines), false))).isEqualTo(3).isEqualTo(Lines.endingIn(" .", lines));
    }

    @Test
    void severalFilesAreReadInTheirOrder() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "ሰላም\n");
        Path two = Files.writeString(folder.resolve("two"), "a\nb ");
        Path none = folder.resolve("none");
        assertThat(Lines.ofAll(List.of(one, two, one), StandardCharsets.UTF_8)).containsExactly(List.of("ሰላም"), List.of("a", "b"), List.of("ሰላም"));
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Lines.ofAll(List.of(one, none, folder.resolve("nor")), StandardCharsets.UTF_8)).withMessage(none.toString());
    }

    private static List<String> read(String text, boolean universal) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8), universal);
    }

    private static List<String> lines(byte[] bytes, boolean universal) throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return Utf8Lines.read(in, 0, universal, "x");
        }
    }
}

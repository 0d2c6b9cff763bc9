package dev.glossa.judges.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Expected values: sentencepiece 0.1.97, recorded by `src/test/python/sentencepiece_expected.py`.
class SentencePieceTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bytes", "suffix"})
    void everyLineIsCutAsTheLibraryCutsIt(String name) throws IOException {
        SentencePiece model = model(name);
        int lines = 0;
        for (JsonNode row : expected()) {
            JsonNode want = row.get(name);
            String text = row.get("in").asString();
            assertThat(model.encode(text)).as(text).containsExactly(ints(want.get("ids")));
            assertThat(model.pieces(text)).as(text).isEqualTo(strings(want.get("pieces")));
            assertThat(model.count(text)).isEqualTo(want.get("ids").size());
            lines++;
        }
        assertThat(lines).isEqualTo(514);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bytes", "suffix"})
    void everyPieceKnowsItsCodePoints(String name) throws IOException {
        SentencePiece model = model(name);
        for (JsonNode row : expected()) {
            JsonNode want = row.get(name);
            Segmentation got = model.segment(row.get("in").asString());
            assertThat(got.ids()).containsExactly(ints(want.get("ids")));
            assertThat(got.begins()).as(row.toString()).containsExactly(ints(want.get("begins")));
            assertThat(got.ends()).as(row.toString()).containsExactly(ints(want.get("ends")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bytes", "suffix"})
    void piecesSpellTheTextThatTheLibrarySpells(String name) throws IOException {
        SentencePiece model = model(name);
        for (JsonNode row : expected()) {
            JsonNode want = row.get(name);
            assertThat(model.decode(ints(want.get("ids")))).as(row.get("in").asString()).isEqualTo(want.get("decoded").asString());
        }
    }

    @Test
    void sacrebleuSeesTheSamePieces() throws IOException {
        Path recorded = Path.of("../../shared/parity/expected/tokenize.jsonl");
        assumeTrue(Files.exists(recorded), "no recorded sacreBLEU outputs at " + recorded);
        SentencePiece model = model("tiny");
        int lines = 0;
        for (String line : Files.readAllLines(recorded)) {
            JsonNode row = JSON.readTree(line);
            if (!row.has("flores101")) {
                continue;
            }
            String text = stripTrailing(row.get("in").asString());
            assertThat(String.join(" ", model.pieces(text))).as(text).isEqualTo(row.get("flores101").asString());
            lines++;
        }
        assertThat(lines).isEqualTo(514);
    }

    @Test
    void halfASurrogatePairIsOneBrokenCharacter() throws IOException {
        SentencePiece model = model("bytes");
        assertThat(model.encode("a\uD83Db")).isEqualTo(model.encode("a\uFFFDb"));
        assertThat(model.encode("\uDE00")).isEqualTo(model.encode("\uFFFD"));
    }

    @Test
    void aVeryLongLineTakesLinearTime() throws IOException {
        for (String name : List.of("tiny", "bytes", "suffix")) {
            SentencePiece model = model(name);
            String text = "ሰላም ជំរាបសួរ سلام 😀 ".repeat(50_000);
            assertThat(model.count(text)).isGreaterThan(100_000);
            assertThat(model.count("a".repeat(500_000))).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bytes", "suffix"})
    void aTruncatedModelIsRefusedInOneLine(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
            refusesOrWorks(cut);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SentencePiece.read(new byte[0], "empty.model"))
                .withMessage("empty.model is not a SentencePiece model: no pieces");
        assertThatIllegalArgumentException().isThrownBy(() -> SentencePiece.read(Arrays.copyOf(whole, whole.length / 2), "half.model"))
                .withMessageStartingWith("half.model is not a SentencePiece model: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "bytes", "suffix"})
    void flippedBytesNeverDoMoreThanRefuse(String name) throws IOException {
        byte[] whole = bytes(name);
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            refusesOrWorks(broken);
        }
    }

    @Test
    void anAbsurdLengthIsRefusedBeforeMemoryIsTaken() {
        byte[] twoGigabytes = {10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
        assertThatIllegalArgumentException().isThrownBy(() -> SentencePiece.read(twoGigabytes, "x.model"))
                .withMessage("x.model is not a SentencePiece model: 2147483647 bytes wanted at byte 6, 0 left");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.model");
        try (java.io.RandomAccessFile sparse = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(65L << 20);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SentencePiece.load(file)).withMessageContaining("68157440 bytes");
    }

    @Test
    void piecesThatNeedGigabytesAreRefused() throws IOException {
        java.io.ByteArrayOutputStream model = new java.io.ByteArrayOutputStream();
        // the unknown piece
        model.writeBytes(new byte[] {10, 5, 10, 1, '?', 24, 2});
        byte[] piece = new byte[ModelFile.LONGEST_PIECE];
        for (int i = 0; i < 4200; i++) {
            java.util.Arrays.fill(piece, (byte) 'a');
            piece[0] = (byte) (1 + i / 100);
            piece[1] = (byte) (1 + i % 100);
            // a piece of 4,096 bytes: field 1 within field 1, each with its length in two bytes
            model.writeBytes(new byte[] {10, (byte) 0x83, 0x20, 10, (byte) 0x80, 0x20});
            model.writeBytes(piece);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SentencePiece.read(model.toByteArray(), "x.model"))
                .withMessage("x.model is not a SentencePiece model: pieces that need more than 16777216 nodes; XLM-R's need 700,000");
    }

    @Test
    void aRuleThatWritesMegabytesIsRefused() throws IOException {
        byte[] block = ModelFile.read(bytes("tiny")).characterMap();
        for (int i = 4 + java.nio.ByteBuffer.wrap(block).order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(0); i < block.length - 1; i++) {
            block[i] = block[i] == 0 ? (byte) 'a' : block[i];
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> CharacterMap.read(block)).hasMessage("a character map rule that writes more than 256 bytes");
    }

    private static void refusesOrWorks(byte[] model) {
        try {
            SentencePiece read = SentencePiece.read(model, "broken.model");
            read.decode(read.encode("Hello ሰላም ｱｲｳ ﬁ ½ 😀 the <mask>"));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("broken.model is not a SentencePiece model: ").doesNotContain("\n");
        }
    }

    private static SentencePiece model(String name) throws IOException {
        return SentencePiece.read(bytes(name), name + ".model");
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = SentencePieceTest.class.getResourceAsStream(name + ".model")) {
            return in.readAllBytes();
        }
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (InputStream in = SentencePieceTest.class.getResourceAsStream("expected.jsonl")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> rows.add(JSON.readTree(line)));
        }
        return rows;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asString()));
        return values;
    }

    /// Python's `rstrip`, as far as the recorded lines need it.
    private static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && (Character.isWhitespace(text.charAt(end - 1)) || Character.isSpaceChar(text.charAt(end - 1)) || text.charAt(end - 1) == 0x85)) {
            end--;
        }
        return text.substring(0, end);
    }
}

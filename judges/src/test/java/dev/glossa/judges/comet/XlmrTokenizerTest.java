package dev.glossa.judges.comet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.judges.sentencepiece.Dialect;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class XlmrTokenizerTest {
    /// Composed and decomposed lines of many scripts, and special tokens spelled out: `hugging_face_expected.py`.
    @Test
    void idsAreThoseOfTokenizers() throws IOException {
        XlmrTokenizer tokenizer = tokenizer(512);
        List<String> different = new ArrayList<>();
        int lines = 0;
        for (String line : new String(bytes("/dev/glossa/judges/comet/hugging-face.jsonl"), StandardCharsets.UTF_8).lines().toList()) {
            JsonNode row = JsonMapper.shared().readTree(line);
            int[] ids = tokenizer.encode(row.get("in").asString()).ids();
            int[] expected = row.get("ids").valueStream().mapToInt(JsonNode::asInt).limit(508).toArray();
            if (!Arrays.equals(Arrays.copyOfRange(ids, 1, ids.length - 1), expected)) {
                different.add(line + " but " + Arrays.toString(ids));
            }
            lines++;
        }
        assertThat(different).as("of %d", lines).isEmpty();
        assertThat(lines).isGreaterThan(600);
    }

    @Test
    void aSpecialTokenHasItsPlaceInTheText() throws IOException {
        Tokens tokens = tokenizer(512).encode("😀 <mask>ሰ</s>");
        int n = tokens.ids().length;
        assertThat(tokens.ids()).startsWith(XlmrTokenizer.BEGIN).endsWith(XlmrTokenizer.END, XlmrTokenizer.END).contains(3001);
        assertThat(tokens.begins()[n - 2]).isEqualTo(9);
        assertThat(tokens.ends()[n - 2]).isEqualTo(13);
    }

    @Test
    void aLongTextLosesItsEndAndPaddingIsNotJoined() throws IOException {
        XlmrTokenizer tokenizer = tokenizer(20);
        assertThat(tokenizer.encode("<s>".repeat(30)).ids()).hasSize(18).endsWith(XlmrTokenizer.END);
        assertThat(tokenizer.encode("በፍጥነት ያነባል ".repeat(30)).ids()).hasSize(18).endsWith(XlmrTokenizer.END);
        assertThat(Tokens.join(20, tokenizer.encode("<pad></s>"), tokenizer.encode("<pad>"))).containsExactly(0, 2, 2, 2, 2);
    }

    private static XlmrTokenizer tokenizer(int most) throws IOException {
        return new XlmrTokenizer(SentencePiece.read(bytes("/dev/glossa/judges/sentencepiece/tiny.model"), "tiny.model").with(Dialect.HUGGING_FACE), most);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = XlmrTokenizerTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}

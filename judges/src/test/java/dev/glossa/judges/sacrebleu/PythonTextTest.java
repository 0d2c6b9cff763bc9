package dev.glossa.judges.sacrebleu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PythonTextTest {

    @Test
    void everyRecordedLineIsStrippedSplitAndLoweredAsPythonDoes() {
        List<JsonNode> records = Parity.records("pystr");
        for (JsonNode record : records) {
            String in = record.get("in").asString();
            String end = PythonText.stripEnd(in);
            assertThat(end.codePointCount(0, end.length())).as(in).isEqualTo(record.get("rstrip").asInt());
            assertThat(PythonText.lower(in)).isEqualTo(record.has("lower") ? record.get("lower").asString() : in);
            if (record.has("strip")) {
                assertThat(PythonText.strip(in)).isEqualTo(record.get("strip").asString());
            }
            if (record.has("split")) {
                assertThat(PythonText.split(in)).isEqualTo(record.get("split").valueStream().map(JsonNode::asString).toList());
            }
        }
        assertThat(records).hasSize(719);
    }

    @Test
    void aSplitNeedsNoMoreThanOneBlank() {
        assertThat(PythonText.split("ሰላም  ለዓለም")).isEqualTo(Arrays.asList("ሰላም  ለዓለም".split(" +")));
        assertThat(PythonText.split(" \u3000\u0085")).isEmpty();
        assertThat(PythonText.split("a\u200bb\ufeff")).containsExactly("a\u200bb\ufeff");
    }

    @Test
    void aLetterBeyondTheBasicPlaneIsLoweredWhole() {
        assertThat(PythonText.lower("\ud801\udc00😀Ⴀ")).isEqualTo("\ud801\udc28😀ⴀ");
    }
}

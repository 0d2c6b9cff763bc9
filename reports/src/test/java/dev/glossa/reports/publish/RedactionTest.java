package dev.glossa.reports.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Languages;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Target;
import dev.glossa.harness.io.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RedactionTest {
    private static final String SOURCE = "ឆ្មាលើកន្ទេល និងឆ្កែនៅក្រោមតុ 😀🙂 បានដេកលក់";
    private static final String REFERENCE = "بلی چٹائی پر ہے اور کتا میز کے نیچے سو رہا ہے";
    private static final Redaction REDACTION = Redaction.of(Stream.of(new Sample("flores", Languages.bundled().get("ur"), "0001", SOURCE, new Target.References(List.of(REFERENCE)))));

    private static ObjectNode line(String text) {
        return Json.object().put("id", "flores/ur/0001").put("text", text);
    }

    @Test
    void whatALineRepeatsIsTakenOutAndPutBack() {
        ObjectNode line = line("😀 before " + SOURCE.substring(3) + " between " + REFERENCE + REFERENCE + " after");
        ObjectNode redacted = REDACTION.redacted(line);
        assertThat(redacted.get("text").asString()).isEqualTo("😀 before …[" + SOURCE.substring(3).codePointCount(0, SOURCE.length() - 3) + "]… between …[45]……[45]… after");
        assertThat(REDACTION.completed(redacted, "line 1")).isEqualTo(line);
    }

    @Test
    void whatALineDoesNotRepeatStaysAsItIs() {
        for (String text : List.of("", "…[45]…", REFERENCE.substring(0, 15), "own words, altogether")) {
            assertThat(REDACTION.redacted(line(text))).isEqualTo(line(text));
        }
    }

    @Test
    void whateverIsMixedComesBackAsItWas() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(6); part >= 0; part--) {
                String from = random.nextBoolean() ? SOURCE : REFERENCE;
                int[] points = from.codePoints().toArray();
                int start = random.nextInt(points.length);
                text.append(new String(points, start, random.nextInt(points.length - start + 1))).append(random.nextBoolean() ? "" : "👩🏾‍🚀 ");
            }
            ObjectNode redacted = REDACTION.redacted(line(text.toString()));
            assertThat(REDACTION.completed(redacted, "")).isEqualTo(line(text.toString()));
            for (String secret : List.of(SOURCE, REFERENCE)) {
                int[] points = secret.codePoints().toArray();
                for (int at = 0; at + Redaction.LEAST <= points.length; at++) {
                    assertThat(redacted.toString()).doesNotContain(new String(points, at, Redaction.LEAST));
                }
            }
        }
    }

    @Test
    void aPointerThatLeadsNowhereIsRefused() {
        ObjectNode forged = line("x");
        forged.putObject("redacted").putArray("text").addArray().add("0001").add("reference").add(40).add(100);
        assertThatThrownBy(() -> REDACTION.completed(forged, "completions.jsonl, line 3")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("completions.jsonl, line 3: leads to a text that this data does not have");
    }
}

package dev.glossa.judges.comet;

import dev.glossa.harness.io.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/// Error spans as the note of a score: a JSON array of `start`, `end` (code points), `severity`, `confidence`, `text`.
final class SpanNote {
    private SpanNote() {}

    static String write(List<ErrorSpan> spans) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (ErrorSpan span : spans) {
            array.addObject().put("start", span.start()).put("end", span.end()).put("severity", span.severity().name().toLowerCase(Locale.ROOT))
                    .put("confidence", Math.round(span.confidence() * 1e4) / 1e4).put("text", span.text());
        }
        return Json.MAPPER.writeValueAsString(array);
    }
}

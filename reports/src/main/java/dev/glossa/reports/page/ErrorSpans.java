package dev.glossa.reports.page;

import dev.glossa.harness.io.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Where a metric sees errors in an answer, as a score's note tells it: a JSON array of `start`, `end` (code points),
/// `severity` and `confidence` (docs/formats.md).
///
/// @param spans  `[start, end, severity, percent]` each, in order, none of them overlapping
/// @param counts by severity
record ErrorSpans(ArrayNode spans, Map<String, Integer> counts) {
    /// A longer note holds more spans than anybody looks at.
    static final int LONGEST = 40_000;
    private static final Set<String> SEVERITIES = Set.of("minor", "major", "critical");

    static boolean isLikely(String note) {
        return note.startsWith("[{") && note.length() <= LONGEST;
    }

    /// The spans of a note; empty for a note that tells of none.
    static Optional<ErrorSpans> of(String note) {
        if (!isLikely(note)) {
            return Optional.empty();
        }
        try {
            ArrayNode spans = Json.MAPPER.createArrayNode();
            Map<String, Integer> counts = new LinkedHashMap<>();
            int before = 0;
            for (JsonNode span : Json.MAPPER.readTree(note)) {
                int start = span.path("start").asInt(-1);
                int end = span.path("end").asInt(-1);
                String severity = span.path("severity").asString("");
                if (start < before || end < start || !SEVERITIES.contains(severity)) {
                    return Optional.empty();
                }
                spans.addArray().add(start).add(end).add(severity).add(Math.round(100 * span.path("confidence").asDouble(0)));
                counts.merge(severity, 1, Integer::sum);
                before = end;
            }
            return Optional.of(new ErrorSpans(spans, counts));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Such as `2 minor errors, 1 critical error`.
    String told() {
        return counts.entrySet().stream().map(e -> String.format(Locale.ROOT, "%d %s %s", e.getValue(), e.getKey(), e.getValue() == 1 ? "error" : "errors"))
                .collect(Collectors.joining(", "));
    }
}

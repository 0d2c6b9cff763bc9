package dev.glossa.harness.jinja;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Recorded cases of the original, one JSON object a line.
final class JinjaCases {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};

    private JinjaCases() {}

    static List<Map<String, Object>> read(String resource) {
        try (InputStream packed = JinjaCases.class.getResourceAsStream(resource);
             InputStream lines = new GZIPInputStream(packed)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> JSON.readValue(line, ROW)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object value) {
        return (List<Map<String, Object>>) value;
    }
}

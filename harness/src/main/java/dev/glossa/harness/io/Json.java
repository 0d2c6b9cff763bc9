package dev.glossa.harness.io;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The project's one way with JSON: keys in snake case and in the order of the record, unknown keys ignored, finite numbers.
public final class Json {
    /// A text of this many characters is the longest that is read as one JSON string.
    private static final int LONGEST_STRING = 64 << 20;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING).maxNestingDepth(200).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .changeDefaultPropertyInclusion(v -> v.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Reads one JSON object.
    ///
    /// @param where what the error message begins with, such as `test.jsonl, line 7`
    public static ObjectNode object(String text, String where) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + ": not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        }
        throw new IllegalArgumentException(where + ": a JSON object was expected, {\"key\": value}; there is " + shortened(text));
    }

    /// A string under a key; an absent or null key is refused.
    public static String text(ObjectNode object, String key, String where) {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException(where + ": no \"" + key + "\"; there are " + object.propertyNames());
        }
        if (!value.isString()) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is " + shortened(value.toString()) + " where text was expected");
        }
        return value.stringValue();
    }

    /// A string under a key; empty where it is absent or null.
    public static Optional<String> optionalText(ObjectNode object, String key, String where) {
        return isAbsent(object, key) ? Optional.empty() : Optional.of(text(object, key, where));
    }

    /// A whole number under a key, from 0 to 2147483647; 0 where it is absent or null.
    public static int count(ObjectNode object, String key, String where) {
        if (isAbsent(object, key)) {
            return 0;
        }
        JsonNode value = object.get(key);
        if (!value.isInt() || value.intValue() < 0) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is " + shortened(value.toString()) + " where a whole number was expected, not negative");
        }
        return value.intValue();
    }

    private static boolean isAbsent(ObjectNode object, String key) {
        return object.get(key) == null || object.get(key).isNull();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}

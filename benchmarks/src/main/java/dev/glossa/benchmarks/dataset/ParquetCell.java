package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Json;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of a Parquet file as text: as the same data would read in a JSONL file.
final class ParquetCell {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ParquetCell() {}

    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case byte[] bytes -> utf8(bytes);
            case PqStruct _, PqList _, PqMap _ -> node(value).toString();
            case BigDecimal number -> number.toPlainString();
            case Object other -> other.toString();
        };
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case PqStruct struct -> {
                ObjectNode object = Json.object();
                for (int i = 0; i < struct.getFieldCount(); i++) {
                    object.set(struct.getFieldName(i), struct.isNull(i) ? NODES.nullNode() : node(struct.getValue(i)));
                }
                yield object;
            }
            case PqList list -> {
                ArrayNode array = NODES.arrayNode(list.size());
                for (int i = 0; i < list.size(); i++) {
                    array.add(list.isNull(i) ? NODES.nullNode() : node(list.get(i)));
                }
                yield array;
            }
            case PqMap map -> {
                ObjectNode object = Json.object();
                for (PqMap.Entry entry : map.getEntries()) {
                    object.set(text(entry.getKey()), entry.isValueNull() ? NODES.nullNode() : node(entry.getValue()));
                }
                yield object;
            }
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case Object other -> NODES.stringNode(text(other));
        };
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }
}

package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A file with one JSON object on each line. The first one's keys are the file's columns; a null is an absent cell.
final class JsonCursor implements Cursor {
    private final Cursor lines;
    private final DataFile file;
    private final Columns columns;
    private boolean checked;

    JsonCursor(DataFile file, Columns columns) {
        this.file = file;
        this.columns = columns;
        this.lines = TextCursor.filledLines(file, this::cells);
    }

    private Map<String, String> cells(String line, String where) {
        ObjectNode object = Json.object(line, where);
        if (!checked) {
            columns.among(object.propertyNames(), file);
            checked = true;
        }
        return cells(object, columns);
    }

    /// An object's values as text, those of the columns that are wanted.
    static Map<String, String> cells(ObjectNode object, Columns columns) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        object.properties().forEach(property -> values.put(property.getKey(), property.getValue()));
        Map<String, String> cells = new LinkedHashMap<>();
        values.forEach((column, value) -> {
            if (columns.wants(column) && !value.isNull()) {
                cells.put(column, value.isString() ? value.stringValue() : value.toString());
            }
        });
        return cells;
    }

    @Override
    public Optional<Map<String, String>> next() throws IOException {
        return lines.next();
    }

    @Override
    public String where() {
        return lines.where();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

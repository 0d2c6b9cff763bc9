package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Json;
import dev.glossa.harness.io.Lines;
import dev.glossa.harness.io.Utf8;
import java.io.IOException;
import java.io.PushbackReader;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/// A file with one JSON array of objects, of which one is in memory at a time. The first one's keys are the file's columns.
final class ArrayCursor implements Cursor {
    private static final ObjectReader OBJECTS = Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final DataFile file;
    private final Columns columns;
    private final LimitedReader reader;
    private final JsonParser parser;
    private long number;

    private ArrayCursor(DataFile file, Columns columns, LimitedReader reader) {
        this.file = file;
        this.columns = columns;
        this.reader = reader;
        this.parser = Json.MAPPER.createParser(reader);
    }

    /// Files named `.json` hold an array, or an object on each line.
    static Cursor open(DataFile file, Columns columns) {
        try {
            PushbackReader text = new PushbackReader(Utf8.reader(Utf8.unpacked(file.name(), file.open())), 1);
            int first = text.read();
            while (first >= 0 && first <= ' ') {
                first = text.read();
            }
            if (first != '[') {
                text.close();
                return new JsonCursor(file, columns);
            }
            text.unread(first);
            return new ArrayCursor(file, columns, new LimitedReader(text, Lines.LONGEST));
        } catch (IOException e) {
            throw new IllegalArgumentException(file.name() + ": " + Utf8.complaint(e), e);
        }
    }

    @Override
    public Optional<Map<String, String>> next() throws IOException {
        reader.begin();
        try {
            if (number == 0) {
                parser.nextToken();
            }
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                return Optional.empty();
            }
            JsonNode node = OBJECTS.readTree(parser);
            if (!(node instanceof ObjectNode object)) {
                throw new IllegalArgumentException(file.name() + ", row " + (number + 1) + ": an object was expected, {\"column\": value}");
            }
            if (number++ == 0) {
                columns.among(object.propertyNames(), file);
            }
            return Optional.of(JsonCursor.cells(object, columns));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s, row %d: not JSON: %s".formatted(file.name(), number + 1, e.getOriginalMessage().lines().findFirst().orElse("")), e);
        }
    }

    @Override
    public String where() {
        return file.name() + ", row " + number;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

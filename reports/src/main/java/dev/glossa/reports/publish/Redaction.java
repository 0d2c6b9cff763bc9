package dev.glossa.reports.publish;

import dev.glossa.harness.Sample;
import dev.glossa.harness.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The texts of one benchmark in one language, and how they are taken out of journals and put back: wherever a line repeats
/// [#LEAST] code points or more of any question, reference or option, a pointer to that text stands instead. Whoever has the
/// data completes the line to what it was, and whoever has not sees what is left.
///
/// A line `"text":"Paris …[57]… today"` then has `"redacted":{"text":["Paris ",["0007","reference",12,57]," today"]}`: item,
/// part, first code point and number of code points.
public final class Redaction {
    /// The shortest run of code points that is taken out.
    public static final int LEAST = 16;
    /// The most characters of a completed text: pointers may repeat a text any number of times.
    public static final int LONGEST = 16 << 20;
    private static final List<String> TEXTS = List.of("text", "reasoning", "failed");
    private static final long PRIME = 0x100000001b3L;

    private record Source(String item, String part) {}

    private record Place(Source source, int start) {}

    private final Map<Source, int[]> texts = new LinkedHashMap<>();
    private final Map<Long, Place> windows = new HashMap<>();
    private final long lead;

    private Redaction() {
        long power = 1;
        for (int i = 1; i < LEAST; i++) {
            power *= PRIME;
        }
        lead = power;
    }

    /// The texts of these samples.
    public static Redaction of(Stream<Sample> samples) {
        Redaction redaction = new Redaction();
        samples.forEach(sample -> {
            redaction.add(new Source(sample.item(), "question"), sample.input());
            switch (sample.target()) {
                case Target.References(List<String> references) -> redaction.all(sample.item(), "reference", references);
                case Target.Choice(List<String> options, int _) -> redaction.all(sample.item(), "option", options);
                case Target.Label(String _, List<String> references) -> redaction.all(sample.item(), "reference", references);
                case Target.Answer(String gold, String _) -> redaction.all(sample.item(), "reference", List.of(gold));
                case Target.Open() -> { }
            }
        });
        return redaction;
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    private void all(String item, String part, List<String> each) {
        for (int i = 0; i < each.size(); i++) {
            add(new Source(item, i == 0 ? part : part + ":" + i), each.get(i));
        }
    }

    private void add(Source source, String text) {
        int[] points = text.codePoints().toArray();
        texts.put(source, points);
        long hash = 0;
        for (int i = 0; i < points.length; i++) {
            hash = rolled(hash, points, i, 0);
            if (i >= LEAST - 1) {
                windows.putIfAbsent(hash, new Place(source, i - LEAST + 1));
            }
        }
    }


    /// The hash of the last [#LEAST] code points up to `at`, of those from `from` on.
    private long rolled(long hash, int[] points, int at, int from) {
        long without = at - from >= LEAST ? hash - (points[at - LEAST] + 1) * lead : hash;
        return without * PRIME + points[at] + 1;
    }

    /// A journal's line without these texts; the same line where it repeats none.
    public ObjectNode redacted(ObjectNode line) {
        ObjectNode out = line.deepCopy();
        out.remove("redacted");
        // Tokens spell the text again, and no metric reads them.
        out.remove("tokens");
        ObjectNode found = out.objectNode();
        for (String key : TEXTS) {
            if (line.path(key).isString()) {
                ArrayNode parts = parts(line.get(key).asString(), out.arrayNode());
                if (!(parts.isEmpty() || parts.size() == 1 && parts.get(0).isString())) {
                    found.set(key, parts);
                    out.put(key, shown(parts));
                }
            }
        }
        if (!found.isEmpty()) {
            out.set("redacted", found);
        }
        return out;
    }

    private ArrayNode parts(String text, ArrayNode parts) {
        int[] points = text.codePoints().toArray();
        int literal = 0;
        long hash = 0;
        int from = 0;
        for (int i = 0; i < points.length; i++) {
            hash = rolled(hash, points, i, from);
            int start = i - LEAST + 1;
            if (i - from < LEAST - 1) {
                continue;
            }
            Place place = windows.get(hash);
            int length = place == null ? 0 : common(points, start, texts.get(place.source()), place.start());
            if (length >= LEAST) {
                if (start > literal) {
                    parts.add(new String(points, literal, start - literal));
                }
                parts.addArray().add(place.source().item()).add(place.source().part()).add(place.start()).add(length);
                literal = start + length;
                from = literal;
                i = literal - 1;
                hash = 0;
            }
        }
        if (literal < points.length) {
            parts.add(new String(points, literal, points.length - literal));
        }
        return parts;
    }

    private static int common(int[] one, int at, int[] other, int from) {
        int length = 0;
        while (at + length < one.length && from + length < other.length && one[at + length] == other[from + length]) {
            length++;
        }
        return length;
    }

    private static String shown(ArrayNode parts) {
        StringBuilder out = new StringBuilder();
        parts.forEach(part -> out.append(part.isString() ? part.asString() : "…[" + part.path(3).asInt() + "]…"));
        return out.toString();
    }

    /// The line as it was before it was redacted.
    ///
    /// @param where what an error message begins with
    /// @throws IllegalArgumentException when a pointer leads to no text of this data, or when its texts swell beyond [#LONGEST]
    public ObjectNode completed(ObjectNode line, String where) {
        ObjectNode out = line.deepCopy();
        out.remove("redacted");
        line.path("redacted").properties().forEach(entry -> {
            StringBuilder text = new StringBuilder();
            entry.getValue().forEach(part -> {
                text.append(part.isString() ? part.asString() : pointed(part, where));
                if (text.length() > LONGEST) {
                    throw new IllegalArgumentException("%s: swells to more than %,d characters, which no answer has".formatted(where, LONGEST));
                }
            });
            out.put(entry.getKey(), text.toString());
        });
        return out;
    }

    private String pointed(JsonNode pointer, String where) {
        int[] points = texts.get(new Source(pointer.path(0).asString(""), pointer.path(1).asString("")));
        int start = pointer.path(2).asInt(-1);
        int length = pointer.path(3).asInt(-1);
        if (points == null || start < 0 || length < 0 || (long) start + length > points.length) {
            throw new IllegalArgumentException(where + ": leads to a text that this data does not have: " + pointer
                    + "; name the data that the run was asked with: --data DIR");
        }
        return new String(points, start, length);
    }

    /// Whether a line has something to complete.
    public static boolean isRedacted(ObjectNode line) {
        return Optional.ofNullable(line.get("redacted")).filter(node -> !node.isEmpty()).isPresent();
    }

    /// The texts themselves, for those who search for them.
    public List<String> texts() {
        List<String> all = new ArrayList<>();
        texts.values().forEach(points -> all.add(new String(points, 0, points.length)));
        return all;
    }
}

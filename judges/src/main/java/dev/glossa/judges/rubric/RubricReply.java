package dev.glossa.judges.rubric;

import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a judge's reply says. Lenient about syntax alone: fences, prose around the object, line breaks inside strings,
/// numeric strings, digits of other scripts, quotation marks inside a rationale, a repeated key whose values agree. A score that is missing or outside 1 to 7 makes the whole reply unreadable;
/// nothing is clamped or guessed.
sealed interface RubricReply {
    /// @param scores from 1 to 7
    /// @param fired  which leniencies were needed, for the note
    record Rated(Map<Criterion, Double> scores, List<String> fired) implements RubricReply {}

    record Unreadable(String why) implements RubricReply {}

    Pattern NUMBER = Pattern.compile("\\s*([0-9]{1,3}(?:\\.[0-9]{1,10})?)\\s*(?:/\\s*7)?\\s*");
    Map<Criterion, Pattern> MENTIONS = Arrays.stream(Criterion.values()).collect(Collectors.toMap(c -> c,
            c -> Pattern.compile("[\"'“”]?" + c.scoreKey() + "[\"'“”]?\\s{0,8}:\\s{0,8}[\"'“”]?([^\\s,}\"'“”]{1,40})")));
    int LONGEST = 1 << 20;
    JsonMapper LENIENT = Json.MAPPER.rebuild()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static RubricReply of(String reply) {
        if (reply.length() > LONGEST) {
            return new Unreadable("a reply of " + reply.length() + " characters");
        }
        List<String> fired = new ArrayList<>();
        int from = reply.indexOf('{');
        int to = reply.lastIndexOf('}');
        if (from < 0 || to < from) {
            return new Unreadable("no JSON object");
        }
        String object = reply.substring(from, to + 1);
        if (!object.equals(reply.strip())) {
            fired.add(reply.contains("```") ? "fence" : "prose");
        }
        Map<Criterion, String> texts;
        try {
            texts = read(object, fired);
        } catch (JacksonException | IllegalArgumentException _) {
            texts = scanned(object, fired);
        }
        Map<Criterion, Double> scores = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            String text = texts.get(criterion);
            if (text == null) {
                return new Unreadable("no \"" + criterion.scoreKey() + "\"");
            }
            String plain = ascii(text);
            Matcher number = NUMBER.matcher(plain);
            double score = number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
            if (!(score >= 1 && score <= 7)) {
                return new Unreadable("\"" + criterion.scoreKey() + "\" is " + shortened(text) + (number.matches() ? ", outside 1 to 7" : ""));
            }
            if (!plain.equals(text)) {
                fired.add("other digits");
            }
            if (plain.indexOf('/') >= 0) {
                fired.add("out of seven");
            }
            scores.put(criterion, score);
        }
        return new Rated(scores, fired.stream().distinct().toList());
    }

    /// The scores of a JSON object as their texts.
    private static Map<Criterion, String> read(String object, List<String> fired) {
        ObjectNode tree;
        try {
            tree = Json.object(object, "");
        } catch (IllegalArgumentException _) {
            if (!(LENIENT.readTree(object) instanceof ObjectNode lenient)) {
                throw new IllegalArgumentException("not an object");
            }
            tree = lenient;
            fired.add("syntax");
        }
        Map<Criterion, String> texts = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            JsonNode value = tree.get(criterion.scoreKey());
            if (value != null && !value.isNull()) {
                if (value.isString()) {
                    fired.add("numeric string");
                }
                texts.put(criterion, value.isString() ? value.stringValue() : value.toString());
            }
        }
        return texts;
    }

    /// The scores of what is nearly JSON: quotation marks inside a rationale, a key that is repeated, an object that is. All
    /// mentions of a key must agree; if they do not, the text of the disagreement stands for the score and cannot be read.
    private static Map<Criterion, String> scanned(String object, List<String> fired) {
        fired.add("scanned");
        Map<Criterion, String> texts = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values()) {
            Matcher mention = MENTIONS.get(criterion).matcher(object);
            while (mention.find()) {
                texts.merge(criterion, mention.group(1), (before, now) -> {
                    fired.add("repeated key");
                    return ascii(before).equals(ascii(now)) ? before : before + " and " + now;
                });
            }
        }
        return texts;
    }

    private static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(
                Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(c, 10) : c));
        return out.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}

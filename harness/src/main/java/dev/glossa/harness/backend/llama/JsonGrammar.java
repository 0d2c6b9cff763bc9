package dev.glossa.harness.backend.llama;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.glossa.harness.io.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON schema as a GBNF grammar, for what judges ask of a reply: objects whose properties come in their order, arrays,
/// strings, numbers, enumerations. A keyword that this cannot promise is refused, never ignored.
///
/// White space is at most one blank, or one line break and an indent, so that no model can fill its budget with it.
final class JsonGrammar {
    private static final Set<String> SILENT = Set.of("title", "description", "$schema", "$id", "examples", "default", "name", "strict");
    private static final int DEEPEST = 32;
    /// llama.cpp repeats a rule at most so often.
    private static final int MOST_REPEATED = 2000;

    private final Map<String, String> rules = new LinkedHashMap<>();

    private JsonGrammar() {
        rules.put("root", "");
        rules.put("ws", "(\" \" | \"\\n\" [ ]{0,16})?");
        rules.put("char", "[^\"\\\\\\x00-\\x1F\\x7F] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" [0-9a-fA-F]{4})");
        rules.put("digits", "[0-9]{1,15}");
    }

    /// @throws IllegalArgumentException when the schema asks for more than can be promised
    static String of(String schema) {
        JsonGrammar grammar = new JsonGrammar();
        grammar.rules.put("root", grammar.value(Json.object(schema, "JSON schema"), "root", 0));
        StringBuilder out = new StringBuilder();
        grammar.rules.forEach((name, body) -> out.append(name).append(" ::= ").append(body).append('\n'));
        return out.toString();
    }

    /// The expression of one value; what is longer becomes rules of their own, named after the place.
    private String value(JsonNode node, String place, int depth) {
        if (!(node instanceof ObjectNode schema) || depth > DEEPEST) {
            throw refuse(place, "is no schema object within " + DEEPEST + " levels");
        }
        if (schema.has("const")) {
            allow(schema, place, Set.of("const", "type"));
            return literal(schema.get("const").toString());
        }
        if (schema.has("enum")) {
            allow(schema, place, Set.of("enum", "type"));
            return alternatives(schema.get("enum").values().stream().map(one -> literal(one.toString())).toList(), place);
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                allow(schema, place, Set.of(choice));
                List<String> options = new ArrayList<>();
                for (JsonNode option : schema.get(choice).values()) {
                    options.add(value(option, place + "-" + options.size(), depth + 1));
                }
                return alternatives(options, place);
            }
        }
        if (schema.path("type").isArray()) {
            List<String> options = new ArrayList<>();
            for (JsonNode type : schema.get("type").values()) {
                ObjectNode one = schema.deepCopy();
                one.set("type", type);
                options.add(value(one, place + "-" + options.size(), depth + 1));
            }
            return alternatives(options, place);
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, place, depth);
            case "array" -> array(schema, place, depth);
            case "string" -> string(schema, place);
            case "integer" -> integer(schema, place);
            case "number" -> number(schema, place);
            case "boolean" -> plain(schema, place, "(\"true\" | \"false\")");
            case "null" -> plain(schema, place, "\"null\"");
            default -> throw refuse(place, "has no type, enum, const or anyOf that is known: " + shortened(schema));
        };
    }

    private String object(ObjectNode schema, String place, int depth) {
        allow(schema, place, Set.of("type", "properties", "required", "additionalProperties"));
        if (schema.path("additionalProperties").isObject() || schema.path("additionalProperties").asBoolean(false)) {
            throw refuse(place, "allows additional properties; name them all");
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").values().forEach(name -> required.add(name.asString()));
        List<String> members = new ArrayList<>();
        List<Boolean> optional = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            String rule = rule(place + "-" + members.size(), value(property.getValue(), place + "-" + members.size(), depth + 1));
            members.add(literal(Json.MAPPER.writeValueAsString(property.getKey())) + " ws \":\" ws " + rule);
            optional.add(!required.remove(property.getKey()));
        });
        if (!required.isEmpty()) {
            throw refuse(place, "requires " + required + ", which are no properties of it");
        }
        // Behind the first member that is there, every other begins with a comma; before it, none does.
        String rest = "";
        String first = "";
        for (int i = members.size() - 1; i >= 0; i--) {
            String later = rest.isEmpty() ? "" : " " + rule(place + "-rest" + i, rest);
            String start = members.get(i) + later;
            String next = "ws \",\" ws " + members.get(i) + later;
            if (optional.get(i)) {
                first = first.isEmpty() ? "(" + start + ")?" : "(" + start + " | " + rule(place + "-first" + i, first) + ")";
                rest = later.isEmpty() ? "(" + next + ")?" : "(" + next + " |" + later + ")";
            } else {
                first = start;
                rest = next;
            }
        }
        return rule(place + "-object", "\"{\" ws " + (first.isEmpty() ? "" : first + " ws ") + "\"}\"");
    }

    private String array(ObjectNode schema, String place, int depth) {
        allow(schema, place, Set.of("type", "items", "minItems", "maxItems"));
        String item = rule(place + "-item", value(schema.path("items"), place + "-item", depth + 1));
        int least = count(schema, "minItems", 0, place);
        int most = count(schema, "maxItems", MOST_REPEATED, place);
        if (most < Math.max(1, least)) {
            if (least == 0 && most == 0) {
                return "\"[\" ws \"]\"";
            }
            throw refuse(place, "wants at least " + least + " and at most " + most + " items");
        }
        String items = item + " (ws \",\" ws " + item + "){" + Math.max(0, least - 1) + "," + (most - 1) + "}";
        return rule(place + "-array", "\"[\" ws " + (least == 0 ? "(" + items + ")?" : items) + " ws \"]\"");
    }

    private String string(ObjectNode schema, String place) {
        allow(schema, place, Set.of("type", "minLength", "maxLength"));
        int least = count(schema, "minLength", 0, place);
        boolean bounded = schema.has("maxLength");
        int most = count(schema, "maxLength", MOST_REPEATED, place);
        return "\"\\\"\" char" + (!bounded && least == 0 ? "*" : bounded ? "{" + least + "," + most + "}" : "{" + least + ",}") + " \"\\\"\"";
    }

    private String integer(ObjectNode schema, String place) {
        allow(schema, place, Set.of("type", "minimum", "maximum"));
        if (!schema.has("minimum") && !schema.has("maximum")) {
            return "\"-\"? (\"0\" | [1-9] [0-9]{0,15})";
        }
        long least = bound(schema, "minimum", -999_999_999_999_999L, place);
        long most = bound(schema, "maximum", 999_999_999_999_999L, place);
        if (least > most) {
            throw refuse(place, "wants a number from " + least + " to " + most);
        }
        List<String> options = new ArrayList<>();
        if (least < 0) {
            range(Math.max(1, -most), -least).forEach(one -> options.add("\"-\" " + one));
        }
        if (most >= 0) {
            options.addAll(range(Math.max(0, least), most));
        }
        return alternatives(options, place);
    }

    /// The decimal spellings of a range, one expression for each block of numbers that share their first digits.
    private static List<String> range(long least, long most) {
        List<String> options = new ArrayList<>();
        for (long from = least; from <= most; ) {
            // The largest block of 10^k numbers that begins here, keeps its number of digits and does not go too far.
            long block = 1;
            while (from % (block * 10) == 0 && from + block * 10 - 1 <= most && from >= block * 10) {
                block *= 10;
            }
            // As many neighbouring blocks as one digit can count.
            long digit = from / block % 10;
            long blocks = Math.min(9 - digit + 1, (most - from + 1) / block);
            String head = from / block / 10 == 0 ? "" : "\"" + from / block / 10 + "\" ";
            int free = Long.toString(block).length() - 1;
            options.add(head + "[" + digit + "-" + (digit + blocks - 1) + "]" + (free == 0 ? "" : " [0-9]{" + free + "}"));
            from += blocks * block;
        }
        return options;
    }

    private String number(ObjectNode schema, String place) {
        return plain(schema, place, "\"-\"? (\"0\" | [1-9] [0-9]{0,15}) (\".\" digits)? ([eE] [-+]? [0-9]{1,2})?");
    }

    private String plain(ObjectNode schema, String place, String expression) {
        allow(schema, place, Set.of("type"));
        return expression;
    }

    private String alternatives(List<String> options, String place) {
        if (options.isEmpty()) {
            throw refuse(place, "leaves no value to choose");
        }
        return "(" + String.join(" | ", options) + ")";
    }

    private String rule(String name, String body) {
        rules.put(name, body);
        return name;
    }

    private int count(ObjectNode schema, String key, int absent, String place) {
        long value = bound(schema, key, absent, place);
        if (value < 0 || value > MOST_REPEATED) {
            throw refuse(place, "has " + key + " " + value + "; 0 to " + MOST_REPEATED + " can be promised");
        }
        return (int) value;
    }

    private static long bound(ObjectNode schema, String key, long absent, String place) {
        JsonNode node = schema.get(key);
        if (node == null) {
            return absent;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > 999_999_999_999_999L) {
            throw refuse(place, "has " + key + " " + node + "; a whole number of at most 15 digits is expected");
        }
        return node.longValue();
    }

    private static void allow(ObjectNode schema, String place, Set<String> known) {
        for (String key : schema.propertyNames()) {
            if (!known.contains(key) && !SILENT.contains(key)) {
                throw refuse(place, "has '" + key + "', which no grammar of ours promises; known there are " + new TreeSet<>(known));
            }
        }
    }

    /// A value as it stands in JSON.
    private static String literal(String json) {
        return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static IllegalArgumentException refuse(String place, String reason) {
        return new IllegalArgumentException("JSON schema: " + place.replace('-', '/') + " " + reason);
    }
}

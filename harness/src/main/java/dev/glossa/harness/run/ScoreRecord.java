package dev.glossa.harness.run;

import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.io.Json;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One line of `scores.jsonl`: what one metric made of one completion.
///
/// @param metric     the metric's name
/// @param truncated  whether the scored completion was cut off at the token limit
/// @param facets     other readings of the same statistics, by name
/// @param attributes the sample's attributes, so that reports can group without the data
/// @param signature  id of a signature in `scoring.json`
public record ScoreRecord(
        Key key,
        String metric,
        Score score,
        boolean truncated,
        Map<String, Double> facets,
        Map<String, String> attributes,
        String signature) {
    /// The attribute that holds the value of a guess, see [dev.glossa.harness.Metric#chance].
    public static final String CHANCE = "chance";

    public ScoreRecord {
        facets = java.util.Collections.unmodifiableMap(new TreeMap<>(facets));
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public String line() {
        ObjectNode line = Json.object();
        line.put("id", key.sample()).put("repeat", key.repeat());
        if (!key.role().isEmpty()) {
            line.put("role", key.role());
        }
        line.put("metric", metric);
        switch (score) {
            case Score.Scored(double value, Statistics statistics, String note) -> {
                line.put("state", "scored").put("truncated", truncated).put("value", value);
                ArrayNode sums = line.putArray("statistics");
                for (int i = 0; i < statistics.size(); i++) {
                    double sum = statistics.get(i);
                    if (sum == Math.rint(sum) && Math.abs(sum) < 1L << 53) {
                        sums.add((long) sum);
                    } else {
                        sums.add(sum);
                    }
                }
                if (!facets.isEmpty()) {
                    facets.forEach(line.putObject("facets")::put);
                }
                putNote(line, note);
            }
            case Score.Unparsed(String reason) -> putNote(line.put("state", "unparsed"), reason);
            case Score.Failed(String reason) -> putNote(line.put("state", "failed"), reason);
        }
        if (!attributes.isEmpty()) {
            attributes.forEach(line.putObject("attributes")::put);
        }
        return Json.MAPPER.writeValueAsString(line.put("signature", signature));
    }

    /// @param where what the error message begins with, such as `scores.jsonl, line 7`
    public static ScoreRecord parse(String line, String where) {
        ObjectNode tree = Json.object(line, where);
        try {
            Map<String, Double> facets = new TreeMap<>();
            Map<String, String> attributes = new TreeMap<>();
            tree.path("attributes").properties().forEach(a -> attributes.put(a.getKey(), a.getValue().asString("")));
            Score score = score(tree, facets, where);
            return new ScoreRecord(CompletionRecord.key(tree, where), Json.text(tree, "metric", where), score, tree.path("truncated").asBoolean(false),
                    facets, attributes, Json.text(tree, "signature", where));
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(where) ? e : new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /// @param facets gets those of a scored line
    private static Score score(ObjectNode tree, Map<String, Double> facets, String where) {
        String note = Json.optionalText(tree, "note", where).orElse("");
        return switch (Json.text(tree, "state", where)) {
            case "scored" -> {
                JsonNode sums = tree.path("statistics");
                if (!sums.isArray() || sums.isEmpty() || tree.path("value").isMissingNode()) {
                    throw new IllegalArgumentException(where + ": a scored line has a value and statistics");
                }
                double[] statistics = new double[sums.size()];
                for (int i = 0; i < statistics.length; i++) {
                    statistics[i] = finite(sums.get(i), "statistics", where);
                }
                tree.path("facets").properties().forEach(f -> facets.put(f.getKey(), finite(f.getValue(), f.getKey(), where)));
                yield new Score.Scored(finite(tree.get("value"), "value", where), Statistics.of(statistics), note);
            }
            case "unparsed" -> new Score.Unparsed(note);
            case "failed" -> new Score.Failed(note);
            case String other -> throw new IllegalArgumentException(where + ": state is scored, unparsed or failed; there is '" + other + "'");
        };
    }

    private static double finite(JsonNode value, String what, String where) {
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException(where + ": " + what + ": a number was expected; there is " + value);
        }
        return value.doubleValue();
    }

    /// Whether it is a score of this metric, as far as its line tells.
    ///
    /// @param where see [#parse]
    /// @throws IllegalArgumentException when it is none
    void check(Metric of, String where) {
        if (!metric.equals(of.name())) {
            throw new IllegalArgumentException("%s: a score of '%s' under a signature of '%s'".formatted(where, metric, of.name()));
        }
        if (score instanceof Score.Scored scored && scored.statistics().size() != of.width()) {
            throw new IllegalArgumentException("%s: a score of '%s' has %d statistics; there are %d".formatted(where, metric, of.width(), scored.statistics().size()));
        }
    }

    private static void putNote(ObjectNode line, String note) {
        if (!note.isEmpty()) {
            line.put("note", note);
        }
    }
}

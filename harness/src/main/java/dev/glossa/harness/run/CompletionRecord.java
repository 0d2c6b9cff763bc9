package dev.glossa.harness.run;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One line of `completions.jsonl`, `judgments.jsonl` or a file for `replay:`.
///
/// @param millis       how long the answer took; empty where unknown
/// @param promptSha256 digest of the prompt that was asked, see [#digest]; empty where unknown
/// @param callSha256   digest of prompt, decoding and judge together; of calls of judges alone. Judges' lines of older journals have
///                     it for their `promptSha256`
public record CompletionRecord(Key key, Completion completion, OptionalLong millis, Optional<String> promptSha256, Optional<String> callSha256) {
    /// How JSON's writer spells the log-probabilities that are no numbers of JSON.
    private static final Set<String> NOT_FINITE = Set.of("-Infinity", "Infinity", "NaN");

    public CompletionRecord(Key key, Completion completion, OptionalLong millis, Optional<String> promptSha256) {
        this(key, completion, millis, promptSha256, Optional.empty());
    }

    /// The sha256 of a prompt's parts in a fixed JSON form.
    public static String digest(Prompt prompt) {
        ObjectNode tree = Json.object();
        switch (prompt.context()) {
            case Prompt.Context.Chat(List<Prompt.Message> messages) -> {
                ArrayNode turns = tree.putArray("messages");
                messages.forEach(m -> turns.addObject().put("role", m.role().name().toLowerCase(Locale.ROOT)).put("content", m.content()));
            }
            case Prompt.Context.Plain(String text) -> tree.put("text", text);
        }
        if (prompt instanceof Prompt.Ranking ranking) {
            ArrayNode continuations = tree.putArray("continuations");
            ranking.continuations().forEach(continuations::add);
        }
        return Signature.sha256(Json.MAPPER.writeValueAsBytes(tree));
    }

    public String line() {
        ObjectNode line = Json.object();
        line.put("id", key.sample()).put("repeat", key.repeat());
        if (!key.role().isEmpty()) {
            line.put("role", key.role());
        }
        switch (completion) {
            case Completion.Text text -> {
                line.put("text", text.text()).put("finish", text.finish().name().toLowerCase(Locale.ROOT));
                text.reasoning().ifPresent(r -> line.put("reasoning", r));
                putUsage(line, text.usage());
                if (!text.tokens().isEmpty()) {
                    ArrayNode tokens = line.putArray("tokens");
                    text.tokens().forEach(t -> tokens.addArray().add(t.text()).add(t.logProbability()));
                }
            }
            case Completion.Likelihoods likelihoods -> {
                ArrayNode values = line.putArray("likelihoods");
                likelihoods.values().forEach(values::add);
                putUsage(line, likelihoods.usage());
            }
            case Completion.Failed(String reason) -> line.put("failed", reason);
        }
        millis.ifPresent(m -> line.put("millis", m));
        promptSha256.ifPresent(digest -> line.put("prompt_sha256", digest));
        callSha256.ifPresent(digest -> line.put("call_sha256", digest));
        return Json.MAPPER.writeValueAsString(line);
    }

    /// Reads one line.
    ///
    /// @param where what the error message begins with, such as `completions.jsonl, line 7`
    public static CompletionRecord parse(String line, String where) {
        ObjectNode tree = Json.object(line, where);
        try {
            return new CompletionRecord(key(tree, where), completion(tree, where),
                    tree.path("millis").isIntegralNumber() ? OptionalLong.of(tree.get("millis").longValue()) : OptionalLong.empty(),
                    Json.optionalText(tree, "prompt_sha256", where), Json.optionalText(tree, "call_sha256", where));
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(where) ? e : new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /// What a line of any journal is about.
    static Key key(ObjectNode tree, String where) {
        return new Key(Json.text(tree, "id", where), Json.count(tree, "repeat", where), Json.optionalText(tree, "role", where).orElse(""));
    }

    private static Completion completion(ObjectNode tree, String where) {
        long answers = List.of("text", "likelihoods", "failed").stream().filter(tree::has).count();
        if (answers != 1) {
            throw new IllegalArgumentException(where + ": exactly one of \"text\", \"likelihoods\" and \"failed\" is an answer; there are "
                    + tree.propertyNames());
        }
        if (tree.has("failed")) {
            return new Completion.Failed(Json.text(tree, "failed", where));
        }
        Usage usage = new Usage(count(tree, "prompt_tokens"), count(tree, "completion_tokens"));
        if (tree.has("likelihoods")) {
            List<Double> values = new ArrayList<>();
            for (JsonNode value : array(tree, "likelihoods", where)) {
                if (!value.isNumber()) {
                    throw new IllegalArgumentException(where + ": likelihoods are numbers; there is " + value);
                }
                values.add(value.doubleValue());
            }
            return new Completion.Likelihoods(values, usage);
        }
        List<Completion.Token> tokens = new ArrayList<>();
        for (JsonNode token : array(tree, "tokens", where)) {
            tokens.add(token(token, where));
        }
        return new Completion.Text(Json.text(tree, "text", where), finish(Json.optionalText(tree, "finish", where).orElse("stop"), where),
                Json.optionalText(tree, "reasoning", where), usage, tokens);
    }

    /// The values of an array; none where it is absent or null.
    private static Iterable<JsonNode> array(ObjectNode tree, String key, String where) {
        JsonNode values = tree.path(key);
        if (!values.isArray() && !values.isMissingNode() && !values.isNull()) {
            throw new IllegalArgumentException(where + ": \"" + key + "\" is no array");
        }
        return values;
    }

    private static Completion.Token token(JsonNode token, String where) {
        JsonNode value = token.path(1);
        if (token.isArray() && token.path(0).isString() && (value.isNumber() || value.isString() && NOT_FINITE.contains(value.stringValue()))) {
            return new Completion.Token(token.get(0).stringValue(), value.isNumber() ? value.doubleValue() : Double.parseDouble(value.stringValue()));
        }
        throw new IllegalArgumentException(where + ": a token is [text, log-probability]; there is " + token);
    }

    private static FinishReason finish(String name, String where) {
        return switch (name) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "filter" -> FinishReason.FILTER;
            default -> throw new IllegalArgumentException(where + ": finish is stop, length or filter; there is '" + name + "'");
        };
    }

    private static void putUsage(ObjectNode line, Usage usage) {
        usage.promptTokens().ifPresent(n -> line.put("prompt_tokens", n));
        usage.completionTokens().ifPresent(n -> line.put("completion_tokens", n));
    }

    private static OptionalInt count(ObjectNode tree, String key) {
        return tree.path(key).isInt() ? OptionalInt.of(tree.get(key).intValue()) : OptionalInt.empty();
    }
}

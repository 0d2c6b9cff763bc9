package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.say;

import dev.glossa.harness.backend.http.FaultServer.Act;
import dev.glossa.harness.backend.http.FaultServer.Request;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A language model whose every number follows from its tokens, behind the interface that vLLM and SGLang have: prompts
/// echoed with log-probabilities, named tokens, a tokenizer.
final class FakeModel implements FaultServer.Script {
    /// Cuts a text into tokens.
    interface Cut {
        List<String> tokens(String text);
    }

    /// A space and the word after it are one token, as is every other character.
    static final Cut WORDS = text -> {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int end = i + Character.charCount(text.codePointAt(i));
            while (end < text.length() && Character.isLetter(text.charAt(end)) && (Character.isLetter(text.charAt(i)) || text.charAt(i) == ' ')) {
                end++;
            }
            tokens.add(text.substring(i, end));
            i = end;
        }
        return tokens;
    };

    /// As [#WORDS], but with colon and letter after it in one token.
    static final Cut COLON = text -> {
        List<String> tokens = new ArrayList<>();
        for (String token : WORDS.tokens(text)) {
            boolean joins = !tokens.isEmpty() && tokens.getLast().equals(":") && token.equals("A");
            if (joins) {
                tokens.set(tokens.size() - 1, ":A");
            } else {
                tokens.add(token);
            }
        }
        return tokens;
    };

    /// What becomes of a request that this server knows nothing of.
    private static final Act UNKNOWN = say(400, "{\"error\":{\"message\":\"unknown field\"}}");

    private final Cut cut;
    private UnaryOperator<String> shown = UnaryOperator.identity();
    private String begin = "<s>";
    private boolean lists = true;
    private boolean zero = true;
    private boolean named = true;
    private final Map<String, Integer> ids = new HashMap<>();

    FakeModel(Cut cut) {
        this.cut = cut;
    }

    /// How a token's text is given back.
    FakeModel showing(UnaryOperator<String> form) {
        shown = form;
        return this;
    }

    FakeModel beginningWith(String mark) {
        begin = mark;
        return this;
    }

    FakeModel withoutLists() {
        lists = false;
        return this;
    }

    /// At least one token must be generated.
    FakeModel withoutZero() {
        zero = false;
        return this;
    }

    FakeModel withoutNamedTokens() {
        named = false;
        return this;
    }

    /// What the model thinks of a continuation: the truth that rankings are held against.
    double likelihood(String context, String continuation) {
        List<String> before = tokens(context);
        List<String> all = tokens(context + continuation);
        double sum = 0;
        for (int i = before.size(); i < all.size(); i++) {
            sum += logProbability(all, i);
        }
        return sum;
    }

    private List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>(begin.isEmpty() ? List.of() : List.of(begin));
        tokens.addAll(cut.tokens(text));
        return tokens;
    }

    private static double logProbability(List<String> tokens, int i) {
        return -0.1 - (tokens.subList(0, i + 1).hashCode() & 1023) / 128.0;
    }

    private synchronized int id(String token) {
        return ids.computeIfAbsent(token, _ -> ids.size() + 1);
    }

    private synchronized String text(int id) {
        return ids.entrySet().stream().filter(entry -> entry.getValue() == id).findFirst().orElseThrow().getKey();
    }

    @Override
    public Act of(Request request) {
        ObjectNode body = request.json();
        return switch (request.path()) {
            case "/tokenize" -> tokenize(body);
            case "/generate" -> named ? generate(body) : say(404, "{}");
            case "/v1/completions" -> completions(body);
            default -> say(404, "{}");
        };
    }

    private Act tokenize(ObjectNode body) {
        ArrayNode out = Json.MAPPER.createArrayNode();
        List<String> all = body.get("add_special_tokens").booleanValue() ? tokens(body.get("prompt").stringValue()) : cut.tokens(body.get("prompt").stringValue());
        all.forEach(token -> out.add(id(token)));
        return say(200, Json.object().set("tokens", out).toString());
    }

    private Act completions(ObjectNode body) {
        JsonNode prompt = body.get("prompt");
        if (body.has("logprob_token_ids")) {
            return named ? named(body) : UNKNOWN;
        }
        int newTokens = body.get("max_tokens").intValue();
        if (prompt.isArray() && !lists || newTokens == 0 && !zero) {
            return UNKNOWN;
        }
        ObjectNode reply = Json.object();
        ArrayNode choices = reply.putArray("choices");
        List<String> prompts = new ArrayList<>();
        if (prompt.isArray()) {
            prompt.forEach(one -> prompts.add(one.stringValue()));
        } else {
            prompts.add(prompt.stringValue());
        }
        int read = 0;
        for (int p = prompts.size() - 1; p >= 0; p--) {
            List<String> tokens = tokens(prompts.get(p));
            read += tokens.size();
            ObjectNode choice = choices.addObject().put("index", p).put("text", prompts.get(p)).put("finish_reason", "length");
            ObjectNode logprobs = choice.putObject("logprobs");
            ArrayNode texts = logprobs.putArray("tokens");
            ArrayNode values = logprobs.putArray("token_logprobs");
            for (int i = 0; i < tokens.size(); i++) {
                texts.add(shown.apply(tokens.get(i)));
                if (i == 0) {
                    values.addNull();
                } else {
                    values.add(logProbability(tokens, i));
                }
            }
            for (int i = 0; i < newTokens; i++) {
                texts.add(" new");
                values.add(-0.25);
            }
        }
        reply.putObject("usage").put("prompt_tokens", read).put("completion_tokens", newTokens);
        return say(200, reply.toString());
    }

    private Act named(ObjectNode body) {
        ObjectNode reply = Json.object();
        ObjectNode top = reply.putArray("choices").addObject().putObject("logprobs").putArray("top_logprobs").addObject();
        top.put("token_id:0", -0.01);
        body.get("logprob_token_ids").forEach(id -> top.put("token_id:" + id.intValue(), next(body.get("prompt").stringValue(), id.intValue())));
        reply.putObject("usage").put("prompt_tokens", tokens(body.get("prompt").stringValue()).size());
        return say(200, reply.toString());
    }

    private Act generate(ObjectNode body) {
        ObjectNode reply = Json.object();
        ArrayNode first = reply.putObject("meta_info").put("prompt_tokens", 3).putArray("output_token_ids_logprobs").addArray();
        body.get("token_ids_logprob").forEach(id -> first.addArray().add(next(body.get("text").stringValue(), id.intValue())).add(id.intValue()).addNull());
        return say(200, reply.toString());
    }

    private double next(String prompt, int id) {
        List<String> tokens = new ArrayList<>(tokens(prompt));
        tokens.add(text(id));
        return logProbability(tokens, tokens.size() - 1);
    }
}

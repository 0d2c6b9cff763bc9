package dev.glossa.harness.backend.http;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.backend.Thinking;
import dev.glossa.harness.io.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A server's reply read as a completion.
///
/// | reply | becomes |
/// |---|---|
/// | text, also an empty one | the answer; `length` marks it truncated |
/// | `null` text after reasoning, or at the token limit | an empty answer: the model did write, only no answer |
/// | `null` text otherwise | failed |
/// | a refusal in place of text | the answer: the model's own words |
/// | a content filter, with text | the answer, marked `filter` |
/// | a content filter, without text | failed |
/// | a tool call without text | failed |
/// | not JSON, no choice or several, an error under status 200, an aborted answer | unreadable, and asked again |
final class Answer {
    private final ApiKey key;
    private final Optional<String> end;

    Answer(ApiKey key) {
        this(key, Optional.empty());
    }

    /// @param end how the token that ends a turn is spelled: llama.cpp's server leaves Cohere's at the end of a chat's text
    Answer(ApiKey key, Optional<String> end) {
        this.key = key;
        this.end = end;
    }

    Completion chat(JsonNode reply, Decoding decoding) throws Unreadable {
        JsonNode choice = onlyChoice(reply);
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw new Unreadable("a reply whose choice holds no message");
        }
        StringBuilder thoughts = new StringBuilder();
        for (String field : new String[] {"reasoning_content", "reasoning"}) {
            if (thoughts.isEmpty() && message.path(field).isString()) {
                thoughts.append(message.get(field).stringValue());
            }
        }
        Optional<String> content = content(message.path("content"), thoughts);
        if (content.isEmpty() && message.path("refusal").isString()) {
            content = Optional.of(message.get("refusal").stringValue());
        }
        boolean called = message.path("tool_calls").size() > 0 || message.path("function_call").isObject();
        return completion(reply, choice, content, thoughts.isEmpty() ? Optional.empty() : Optional.of(thoughts.toString()), called, decoding);
    }

    Completion completion(JsonNode reply, Decoding decoding) throws Unreadable {
        JsonNode choice = onlyChoice(reply);
        JsonNode text = choice.path("text");
        return completion(reply, choice, text.isString() ? Optional.of(text.stringValue()) : Optional.empty(), Optional.empty(), false, decoding);
    }

    /// A reply as a tree, its errors thrown.
    static JsonNode reply(String body) throws Unreadable {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new Unreadable(body.stripLeading().startsWith("<") ? "an HTML page in place of an answer"
                    : body.isBlank() ? "an empty reply" : "a reply that is not JSON, or not all of it");
        }
        JsonNode error = tree.path("error");
        if (error.isObject() || error.isString()) {
            throw new Unreadable("an error in place of an answer: "
                    + (error.isString() ? error.stringValue() : error.path("message").asString(error.toString())));
        }
        return tree;
    }

    private static JsonNode onlyChoice(JsonNode reply) throws Unreadable {
        JsonNode choices = reply.path("choices");
        if (choices.size() != 1 || !choices.isArray()) {
            throw new Unreadable(choices.isArray() ? "a reply with " + choices.size() + " answers, where one was asked for" : "a reply without choices");
        }
        return choices.get(0);
    }

    /// Text is a string, or a list of parts of which some may be thoughts.
    private static Optional<String> content(JsonNode content, StringBuilder thoughts) {
        if (content.isString()) {
            return Optional.of(content.stringValue());
        }
        if (!content.isArray()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asString(""));
            JsonNode thinking = part.path("thinking");
            if (thinking.isString()) {
                thoughts.append(thinking.stringValue());
            }
            for (JsonNode thought : thinking) {
                thoughts.append(thought.path("text").asString(""));
            }
        }
        return Optional.of(text.toString());
    }

    private Completion completion(JsonNode reply, JsonNode choice, Optional<String> content, Optional<String> reasoning, boolean called,
            Decoding decoding) throws Unreadable {
        Usage usage = usage(reply.path("usage"));
        String word = choice.path("finish_reason").asString("").toLowerCase(Locale.ROOT);
        FinishReason finish;
        switch (word) {
            case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "complete" -> finish = FinishReason.STOP;
            case "length", "max_tokens", "max_length", "model_length" -> finish = FinishReason.LENGTH;
            case "content_filter", "content_filtered", "safety", "recitation" -> finish = FinishReason.FILTER;
            case "tool_calls", "function_call" -> {
                called = true;
                finish = FinishReason.STOP;
            }
            case "abort", "aborted", "error", "cancel", "cancelled", "timeout" -> throw new Unreadable("an answer that the server broke off (" + word + ")");
            case "" -> finish = usage.completionTokens().orElse(0) >= decoding.maxTokens() ? FinishReason.LENGTH : FinishReason.STOP;
            default -> {
                return new Completion.Failed("an answer that ended for a reason nobody knows: finish_reason '" + Outcome.oneLine(key.removedFrom(word)) + "'");
            }
        }
        if (content.isEmpty() || content.get().isEmpty()) {
            if (finish == FinishReason.FILTER) {
                return new Completion.Failed("content filter, no text");
            }
            if (called) {
                return new Completion.Failed("a tool call in place of an answer");
            }
        }
        if (content.isEmpty() && reasoning.isEmpty() && finish != FinishReason.LENGTH) {
            return new Completion.Failed("no text (null) in the answer");
        }
        Thinking thinking = Thinking.in(finish == FinishReason.STOP ? withoutEnd(content.orElse("")) : content.orElse(""));
        Optional<String> thoughts = reasoning.isPresent() ? reasoning : thinking.reasoning();
        String text = cut(thinking.answer(), decoding.stop());
        return new Completion.Text(kept(text), text.length() < thinking.answer().length() ? FinishReason.STOP : finish,
                thoughts.map(this::kept), usage, decoding.logProbability() ? tokens(choice.path("logprobs")) : List.of());
    }

    private String withoutEnd(String text) {
        return end.filter(text::endsWith).map(token -> text.substring(0, text.length() - token.length())).orElse(text);
    }

    /// A text up to its first stop string. Servers that honour them have cut it already; the others take only a few.
    static String cut(String text, List<String> stops) {
        int end = text.length();
        for (String stop : stops) {
            int at = text.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end);
    }

    /// Without the key, and with U+FFFD for half a surrogate pair, which no file can hold.
    private String kept(String text) {
        String own = key.removedFromAnswer(text);
        return isWellFormed(own) ? own : own.codePoints().map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static Usage usage(JsonNode usage) {
        return new Usage(count(usage.path("prompt_tokens")), count(usage.path("completion_tokens")));
    }

    private static OptionalInt count(JsonNode number) {
        return number.isInt() && number.intValue() >= 0 ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    /// Both forms: a list under `content` in chats, parallel lists in completions.
    private List<Completion.Token> tokens(JsonNode logprobs) throws Unreadable {
        List<Completion.Token> tokens = new ArrayList<>();
        if (logprobs.path("content").isArray()) {
            for (JsonNode token : logprobs.get("content")) {
                tokens.add(token(token.path("token"), token.path("logprob")));
            }
        } else {
            JsonNode values = logprobs.path("token_logprobs");
            JsonNode texts = logprobs.path("tokens");
            if (values.size() != texts.size()) {
                throw new Unreadable("a reply with " + texts.size() + " tokens and " + values.size() + " log-probabilities");
            }
            for (int i = 0; i < values.size(); i++) {
                tokens.add(token(texts.get(i), values.get(i)));
            }
        }
        return tokens;
    }

    private Completion.Token token(JsonNode text, JsonNode value) throws Unreadable {
        if (!text.isString() || !value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new Unreadable("a reply with a token whose log-probability is " + value);
        }
        return new Completion.Token(kept(text.stringValue()), value.doubleValue());
    }
}

package dev.glossa.harness.backend.http;

import dev.glossa.harness.io.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A streamed answer (server-sent events, WHATWG HTML section 9.2) put together to the reply that would have come in one
/// piece, so that both are read by the same rules. A stream that breaks off before its end is no answer.
final class EventStream {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ArrayNode chatTokens = Json.MAPPER.createArrayNode();
    private final ArrayNode tokens = Json.MAPPER.createArrayNode();
    private final ArrayNode values = Json.MAPPER.createArrayNode();
    private boolean hasText;
    private boolean called;
    private JsonNode finish;
    private JsonNode usage;
    private boolean done;

    private EventStream() {}

    /// The reply in one piece. A body that is no event stream, as of a server that does not stream, is read as it is.
    static JsonNode reply(String body) throws Unreadable {
        if (body.isBlank() || body.stripLeading().startsWith("{") || body.stripLeading().startsWith("<")) {
            return Answer.reply(body);
        }
        EventStream stream = new EventStream();
        StringBuilder data = new StringBuilder();
        for (int start = 0; start < body.length(); ) {
            int end = start;
            while (end < body.length() && body.charAt(end) != '\n' && body.charAt(end) != '\r') {
                end++;
            }
            if (end == start) {
                stream.event(data);
            } else if (body.startsWith("data:", start)) {
                int from = start + 5 + (start + 5 < end && body.charAt(start + 5) == ' ' ? 1 : 0);
                data.append(data.isEmpty() ? "" : "\n").append(body, from, end);
            }
            start = end + (body.startsWith("\r\n", end) ? 2 : 1);
        }
        stream.event(data);
        return stream.reply();
    }

    private void event(StringBuilder data) throws Unreadable {
        String event = data.toString();
        data.setLength(0);
        if (event.isBlank()) {
            return;
        }
        if (event.strip().equals("[DONE]")) {
            done = true;
            return;
        }
        JsonNode chunk = Answer.reply(event);
        if (chunk.path("usage").isObject()) {
            usage = chunk.get("usage");
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) != 0) {
                throw new Unreadable("a reply with several answers, where one was asked for");
            }
            JsonNode delta = choice.path("delta");
            hasText |= append(text, delta.path("content")) | append(text, choice.path("text"));
            if (!append(reasoning, delta.path("reasoning_content"))) {
                append(reasoning, delta.path("reasoning"));
            }
            append(refusal, delta.path("refusal"));
            called |= delta.path("tool_calls").size() > 0;
            choice.path("logprobs").path("content").forEach(chatTokens::add);
            choice.path("logprobs").path("tokens").forEach(tokens::add);
            choice.path("logprobs").path("token_logprobs").forEach(values::add);
            if (choice.path("finish_reason").isString()) {
                finish = choice.get("finish_reason");
            }
        }
    }

    private static boolean append(StringBuilder out, JsonNode piece) {
        if (piece.isString()) {
            out.append(piece.stringValue());
        }
        return piece.isString();
    }

    private JsonNode reply() throws Unreadable {
        if (finish == null) {
            throw new Unreadable(done ? "a streamed answer that does not say why it ended" : "a streamed answer that breaks off");
        }
        ObjectNode reply = Json.object();
        ObjectNode choice = reply.putArray("choices").addObject();
        ObjectNode message = choice.putObject("message");
        if (hasText) {
            message.put("content", text.toString());
            choice.put("text", text.toString());
        }
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        if (!refusal.isEmpty()) {
            message.put("refusal", refusal.toString());
        }
        if (called) {
            message.putArray("tool_calls").addObject();
        }
        choice.set("finish_reason", finish);
        ObjectNode logprobs = choice.putObject("logprobs");
        if (chatTokens.isEmpty()) {
            logprobs.set("tokens", tokens);
            logprobs.set("token_logprobs", values);
        } else {
            logprobs.set("content", chatTokens);
        }
        if (usage != null) {
            reply.set("usage", usage);
        }
        return reply;
    }
}

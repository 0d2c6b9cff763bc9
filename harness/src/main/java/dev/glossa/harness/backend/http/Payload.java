package dev.glossa.harness.backend.http;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.Decoding.Format;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.backend.http.ServerKind.Grammar;
import dev.glossa.harness.backend.http.ServerKind.Trait;
import dev.glossa.harness.io.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is sent to a server, in its dialect. It depends on the model's kind of server and never on the model's name.
///
/// Whatever a server would otherwise take from the model's own generation settings is said: a repetition penalty of 1.1
/// that a repository suggests would be another decoding under the same signature.
record Payload(String model, ServerKind kind, Optional<Boolean> thinking, Set<String> omit) {
    byte[] chat(Prompt.Context.Chat chat, Decoding decoding, boolean stream) {
        ObjectNode body = Json.object().put("model", model);
        messages(body, chat);
        body.put(kind.has(Trait.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens", decoding.maxTokens());
        decode(body, decoding);
        if (decoding.logProbability()) {
            body.put("logprobs", true);
        }
        format(body, decoding.format());
        think(body);
        return finish(body, stream);
    }

    byte[] completion(String prompt, Decoding decoding, boolean stream) {
        ObjectNode body = Json.object().put("model", model).put("prompt", prompt).put("max_tokens", decoding.maxTokens());
        decode(body, decoding);
        if (decoding.logProbability()) {
            // 1, because llama.cpp's server reads 0 as none.
            body.put("logprobs", 1);
        }
        format(body, decoding.format());
        return finish(body, stream);
    }

    /// A request for prompts with the log-probabilities of their tokens.
    ///
    /// @param newTokens generated along
    byte[] echo(List<String> prompts, int newTokens) {
        ObjectNode body = Json.object().put("model", model);
        if (prompts.size() == 1) {
            body.put("prompt", prompts.getFirst());
        } else {
            prompts.forEach(body.putArray("prompt")::add);
        }
        return finish(body.put("max_tokens", newTokens).put("temperature", 0.0).put("echo", true).put("logprobs", 1), false);
    }

    /// A request for the log-probabilities of some tokens as the next one, at `/completions` (vLLM) or `/generate` (SGLang).
    byte[] nextTokens(String prompt, int[] ids) {
        ObjectNode body = Json.object();
        if (kind == ServerKind.SGLANG) {
            body.put("text", prompt).put("return_logprob", true);
            body.putObject("sampling_params").put("max_new_tokens", 1).put("temperature", 0.0);
        } else {
            body.put("model", model).put("prompt", prompt).put("max_tokens", 1).put("temperature", 0.0).put("logprobs", 1)
                    .put("return_tokens_as_token_ids", true);
        }
        ArrayNode wanted = body.putArray(kind == ServerKind.SGLANG ? "token_ids_logprob" : "logprob_token_ids");
        for (int id : ids) {
            wanted.add(id);
        }
        return finish(body, false);
    }

    /// A request for the most likely next tokens.
    ///
    /// @param most how many
    byte[] likeliest(Prompt.Context context, int most) {
        ObjectNode body = Json.object().put("model", model);
        switch (context) {
            case Prompt.Context.Chat chat -> {
                messages(body, chat);
                body.put(kind.has(Trait.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens", 1);
                body.put("temperature", 0.0).put("logprobs", true).put("top_logprobs", most);
                think(body);
            }
            case Prompt.Context.Plain(String text) -> body.put("prompt", text).put("max_tokens", 1).put("temperature", 0.0).put("logprobs", most);
        }
        return finish(body, false);
    }

    /// A request for a text's tokens, at `/tokenize`.
    ///
    /// @param special whether with the tokens that a prompt begins with
    byte[] tokenize(String text, boolean special) {
        ObjectNode body = kind == ServerKind.LLAMA_CPP ? Json.object().put("content", text).put("add_special", special).put("with_pieces", true)
                : Json.object().put("model", model).put("prompt", text).put("add_special_tokens", special).put("return_token_strs", true);
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// A request for the tokens of a chat behind its template, at vLLM's `/tokenize`, with what each spells.
    byte[] tokenize(Prompt.Context.Chat chat) {
        ObjectNode body = Json.object().put("model", model).put("add_generation_prompt", true).put("return_token_strs", true);
        messages(body, chat);
        think(body);
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// A request for a chat as the text behind its template, at llama.cpp's `/apply-template`.
    byte[] template(Prompt.Context.Chat chat) {
        ObjectNode body = Json.object();
        messages(body, chat);
        think(body);
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// Why what is asked for cannot be said in this dialect; empty where it can.
    static Optional<String> refusal(ServerKind kind, Prompt.Context context, Decoding decoding) {
        boolean plain = context instanceof Prompt.Context.Plain;
        if (plain && !kind.has(Trait.COMPLETIONS)) {
            return Optional.of("takes chats only, no plain text");
        }
        if (decoding.format() instanceof Format.Grammar && kind.grammar() == Grammar.NONE) {
            return Optional.of("cannot hold an answer to a grammar; vllm, sglang and llama.cpp servers can");
        }
        if (!(decoding.format() instanceof Format.Free) && plain && !kind.has(Trait.TEMPLATE_ARGUMENTS)) {
            return Optional.of("cannot hold the answer to a plain text to a format; vllm, sglang and llama.cpp servers can");
        }
        if (decoding.logProbability() && !kind.has(Trait.LOGPROBS)) {
            return Optional.of("gives no log-probabilities");
        }
        if (decoding.isGreedy()) {
            return Optional.empty();
        }
        if (decoding.topK() > 0 && !kind.has(Trait.TOP_K_ZERO) && !kind.has(Trait.TOP_K_MINUS_ONE)) {
            return Optional.of("takes no top-k");
        }
        return decoding.minP() > 0 && !kind.has(Trait.MIN_P) ? Optional.of("takes no min-p") : Optional.empty();
    }

    private static void messages(ObjectNode body, Prompt.Context.Chat chat) {
        ArrayNode messages = body.putArray("messages");
        for (Prompt.Message message : chat.messages()) {
            messages.addObject().put("role", message.role().name().toLowerCase(Locale.ROOT)).put("content", message.content());
        }
    }

    private void think(ObjectNode body) {
        if (kind.has(Trait.TEMPLATE_ARGUMENTS) && thinking.isPresent()) {
            // Two names for one switch: Qwen's templates read the first, DeepSeek's and Granite's the second.
            body.putObject("chat_template_kwargs").put("enable_thinking", thinking.get()).put("thinking", thinking.get());
        }
    }

    private void decode(ObjectNode body, Decoding decoding) {
        body.put("temperature", decoding.temperature());
        if (!decoding.isGreedy()) {
            if (decoding.topP() < 1 || kind.has(Trait.EXPLICIT_TOP_P)) {
                body.put("top_p", decoding.topP());
            }
            if (kind.has(Trait.TOP_K_ZERO)) {
                body.put("top_k", decoding.topK());
            } else if (kind.has(Trait.TOP_K_MINUS_ONE)) {
                body.put("top_k", decoding.topK() == 0 ? -1 : decoding.topK());
            }
            if (kind.has(Trait.MIN_P)) {
                body.put("min_p", decoding.minP());
            }
            if (kind.has(Trait.SEED)) {
                body.put("seed", decoding.seed());
            }
        }
        if (kind.has(Trait.REPETITION_PENALTY)) {
            body.put("repetition_penalty", 1.0);
        } else if (kind.has(Trait.REPEAT_PENALTY)) {
            body.put("repeat_penalty", 1.0);
        }
        // The rest of a list that a server finds too long is cut from the answer here: Answer.cut.
        List<String> stops = kind.stops() == 0 ? decoding.stop() : decoding.stop().subList(0, Math.min(kind.stops(), decoding.stop().size()));
        if (!stops.isEmpty()) {
            ArrayNode list = body.putArray("stop");
            stops.forEach(list::add);
        }
    }

    private void format(ObjectNode body, Format format) {
        switch (format) {
            case Format.Free _ -> { }
            case Format.JsonSchema(String schema) -> {
                ObjectNode tree = Json.object(schema, "JSON schema of an answer");
                ObjectNode wanted = body.putObject("response_format");
                switch (kind.schema()) {
                    case OPENAI -> wanted.put("type", "json_schema").putObject("json_schema").put("name", "answer").put("strict", true).set("schema", tree);
                    case TGI -> wanted.put("type", "json").set("value", tree);
                    case COHERE -> wanted.put("type", "json_object").set("schema", tree);
                }
            }
            case Format.Grammar(String gbnf) -> {
                switch (kind.grammar()) {
                    case GBNF -> body.put("grammar", gbnf);
                    case EBNF -> body.put("ebnf", gbnf);
                    case STRUCTURED_OUTPUTS -> body.putObject("structured_outputs").put("grammar", gbnf);
                    case NONE -> throw new IllegalArgumentException(kind.wire() + " servers cannot hold an answer to a grammar");
                }
            }
        }
    }

    private byte[] finish(ObjectNode body, boolean stream) {
        if (stream) {
            body.put("stream", true);
            if (kind.has(Trait.STREAM_USAGE)) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
        omit.forEach(body::remove);
        return Json.MAPPER.writeValueAsBytes(body);
    }
}

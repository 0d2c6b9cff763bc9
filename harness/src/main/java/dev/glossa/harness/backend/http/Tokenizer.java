package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.backend.http.ServerKind.Trait;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A server's own tokenizer, where it lets others use it.
record Tokenizer(Delivery delivery, Payload payload) {
    /// The ids of a text's tokens; empty where the server does not tell.
    ///
    /// @param special whether with the tokens that a prompt begins with
    Optional<int[]> tokens(String text, boolean special) throws InterruptedException {
        return asked("/tokenize", payload.tokenize(text, special), Tokenizer::read).map(tokens -> tokens.stream().mapToInt(PromptToken::id).toArray());
    }

    /// The tokens that the server's model reads for a context; empty where it does not tell.
    Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
        return switch (context) {
            case Prompt.Context.Plain(String text) -> asked("/tokenize", payload.tokenize(text, true), Tokenizer::read);
            case Prompt.Context.Chat chat when payload.kind() == ServerKind.LLAMA_CPP -> {
                Optional<String> text = asked("/apply-template", payload.template(chat),
                        body -> Optional.of(Answer.reply(body).path("prompt")).filter(JsonNode::isString).map(JsonNode::stringValue));
                // What the server itself does with a rendered chat.
                yield text.isPresent() ? asked("/tokenize", payload.tokenize(text.get(), true), Tokenizer::read) : Optional.empty();
            }
            case Prompt.Context.Chat chat when payload.kind() == ServerKind.VLLM -> asked("/tokenize", payload.tokenize(chat), Tokenizer::read);
            case Prompt.Context.Chat _ -> Optional.empty();
        };
    }

    private <T> Optional<T> asked(String page, byte[] request, Delivery.Reader<Optional<T>> reader) throws InterruptedException {
        Function<Endpoint, URI> at = endpoint -> endpoint.atRoot(page);
        return payload.kind().has(Trait.TOKENIZE) ? delivery.tried(at, request, reader, _ -> Optional.empty()) : Optional.empty();
    }

    /// Ids alone, or with what each spells: beside them (vLLM), or in one object with them (llama.cpp), as a text or as the bytes
    /// of a part of a character.
    private static Optional<List<PromptToken>> read(String body) throws Unreadable {
        JsonNode reply = Answer.reply(body);
        JsonNode tokens = reply.path("tokens");
        if (!tokens.isArray()) {
            return Optional.empty();
        }
        List<PromptToken> read = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            JsonNode id = tokens.get(i).isObject() ? tokens.get(i).path("id") : tokens.get(i);
            if (!id.isInt()) {
                throw new Unreadable("a token that is no number");
            }
            JsonNode text = tokens.get(i).isObject() ? tokens.get(i).path("piece") : reply.path("token_strs").path(i);
            read.add(new PromptToken(id.intValue(), text.isArray() ? new String(bytes(text), StandardCharsets.UTF_8) : text.asString("")));
        }
        return Optional.of(read);
    }

    private static byte[] bytes(JsonNode numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers.get(i).asInt(0);
        }
        return bytes;
    }
}

package dev.glossa.harness.backend.http;

import dev.glossa.harness.backend.http.ServerKind.Trait;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A server's own tokenizer, where it lets others use it.
record Tokenizer(Delivery delivery, Payload payload) {
    /// The ids of a text's tokens; empty where the server does not tell.
    ///
    /// @param special whether with the tokens that a prompt begins with
    Optional<int[]> tokens(String text, boolean special) throws InterruptedException {
        if (!payload.kind().has(Trait.TOKENIZE)) {
            return Optional.empty();
        }
        return delivery.tried(endpoint -> endpoint.atRoot("/tokenize"), payload.tokenize(text, special), Tokenizer::read, _ -> Optional.empty());
    }

    private static Optional<int[]> read(String body) throws Unreadable {
        JsonNode tokens = Answer.reply(body).path("tokens");
        if (!tokens.isArray()) {
            return Optional.empty();
        }
        int[] ids = new int[tokens.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!tokens.get(i).isInt()) {
                throw new Unreadable("a token that is no number");
            }
            ids[i] = tokens.get(i).intValue();
        }
        return Optional.of(ids);
    }
}

package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static final Prompt.Context CHAT = Prompt.user("ሰላም");

    @Test
    void llamaCppRendersTheChatAndCutsTheTextItRendered() throws Exception {
        Optional<List<PromptToken>> tokens = tokens("llama.cpp", CHAT, request -> switch (request.path()) {
            case "/apply-template" -> say(200, "{\"prompt\":\"<|user|>" + request.json().get("messages").get(0).get("content").asString() + "<|end|>\"}");
            case "/tokenize" -> say(request.json().get("content").asString().equals("<|user|>ሰላም<|end|>") && request.json().get("add_special").booleanValue() ? 200 : 400,
                    "{\"tokens\":[{\"id\":1,\"piece\":\"<s>\"},{\"id\":7,\"piece\":[225,136]},{\"id\":8,\"piece\":\"ላም\"}]}");
            default -> say(404, "{}");
        });

        assertThat(tokens).contains(List.of(new PromptToken(1, "<s>"), new PromptToken(7, "\ufffd"), new PromptToken(8, "ላም")));
    }

    @Test
    void vllmCutsTheChatItself() throws Exception {
        Optional<List<PromptToken>> tokens = tokens("vllm", CHAT, request -> request.path().equals("/tokenize") && request.json().get("add_generation_prompt").booleanValue()
                ? say(200, "{\"count\":2,\"tokens\":[5,6],\"token_strs\":[\"a\",\"b\"]}") : say(404, "{}"));

        assertThat(tokens).contains(List.of(new PromptToken(5, "a"), new PromptToken(6, "b")));
    }

    @Test
    void whatIsNotToldIsAbsent() throws Exception {
        assertThat(tokens("vllm", CHAT, _ -> say(404, "{}"))).isEmpty();
        assertThat(tokens("sglang", CHAT, _ -> say(200, "{\"tokens\":[1]}"))).isEmpty();
        assertThat(tokens("openai", new Prompt.Context.Plain("x"), _ -> say(200, "{\"tokens\":[1]}"))).isEmpty();
        assertThat(tokens("llama.cpp", CHAT, request -> request.path().equals("/apply-template") ? say(200, "{\"prompt\":3}") : say(200, "{\"tokens\":[1]}"))).isEmpty();
    }

    private static Optional<List<PromptToken>> tokens(String kind, Prompt.Context context, FaultServer.Script script) throws Exception {
        try (FaultServer server = FaultServer.start(script);
                HttpBackend backend = HttpBackend.open(HttpOptions.of(ModelUri.parse(server.address() + "?server=" + kind), Map.of()), Optional.empty(), new TurnedClock())) {
            return backend.promptTokens(context);
        }
    }
}

package dev.glossa.harness.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.Decoding.Format;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Prompt.Context;
import dev.glossa.harness.Prompt.Message;
import dev.glossa.harness.Prompt.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final Context.Chat CHAT = (Context.Chat) Prompt.user("ስም?");
    private static final String START = "{'model':'m','messages':[{'role':'user','content':'ስም?'}],";
    private static final Decoding SAMPLED = new Decoding(0.7, 1, 0, 0, 64, 42, List.of(), Format.FREE, false);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "vllm      | 'max_tokens':64,'temperature':0.0,'repetition_penalty':1.0,'chat_template_kwargs':{'enable_thinking':false,'thinking':false}}",
        "sglang    | 'max_tokens':64,'temperature':0.0,'repetition_penalty':1.0,'chat_template_kwargs':{'enable_thinking':false,'thinking':false}}",
        "llama.cpp | 'max_tokens':64,'temperature':0.0,'repeat_penalty':1.0,'chat_template_kwargs':{'enable_thinking':false,'thinking':false}}",
        "tgi       | 'max_tokens':64,'temperature':0.0}",
        "ollama    | 'max_tokens':64,'temperature':0.0}",
        "openai    | 'max_completion_tokens':64,'temperature':0.0}",
        "cohere    | 'max_tokens':64,'temperature':0.0}",
        "other     | 'max_tokens':64,'temperature':0.0}"
    })
    void greedyDecodingIsSaidInEveryDialect(String kind, String rest) {
        assertThat(json(payload(kind).chat(CHAT, Decoding.greedy(64), false))).isEqualTo(START + rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "vllm      | 'max_tokens':64,'temperature':0.7,'top_p':1.0,'top_k':-1,'min_p':0.0,'seed':42,'repetition_penalty':1.0",
        "sglang    | 'max_tokens':64,'temperature':0.7,'top_p':1.0,'top_k':-1,'min_p':0.0,'seed':42,'repetition_penalty':1.0",
        "llama.cpp | 'max_tokens':64,'temperature':0.7,'top_p':1.0,'top_k':0,'min_p':0.0,'seed':42,'repeat_penalty':1.0",
        "tgi       | 'max_tokens':64,'temperature':0.7,'seed':42}",
        "ollama    | 'max_tokens':64,'temperature':0.7,'top_p':1.0,'seed':42}",
        "openai    | 'max_completion_tokens':64,'temperature':0.7,'seed':42}",
        "cohere    | 'max_tokens':64,'temperature':0.7,'seed':42}",
        "other     | 'max_tokens':64,'temperature':0.7,'seed':42}"
    })
    void nothingIsLeftToTheModelsOwnGenerationSettings(String kind, String rest) {
        assertThat(json(payload(kind).chat(CHAT, SAMPLED, false))).startsWith(START + rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-5", "o3-mini", "qwen3-thinking", "llama"})
    void theModelsNameChangesNothingButTheName(String name) {
        Payload payload = new Payload(name, ServerKind.OPENAI, Optional.of(false), Set.of());

        assertThat(json(payload.chat(CHAT, SAMPLED, false))).isEqualTo(
                (START + "'max_completion_tokens':64,'temperature':0.7,'seed':42}").replace("'m'", "'" + name + "'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "vllm   | 'response_format':{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':{'type':'object'}}}",
        "openai | 'response_format':{'type':'json_schema','json_schema':{'name':'answer','strict':true,'schema':{'type':'object'}}}",
        "tgi    | 'response_format':{'type':'json','value':{'type':'object'}}",
        "cohere | 'response_format':{'type':'json_object','schema':{'type':'object'}}"
    })
    void aSchemaIsSaidInEveryDialect(String kind, String field) {
        Decoding decoding = Decoding.greedy(64).withFormat(new Format.JsonSchema("{\"type\":\"object\"}"));

        assertThat(json(payload(kind).chat(CHAT, decoding, false))).contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "vllm      | 'structured_outputs':{'grammar':'root ::= [1-5]'}",
        "sglang    | 'ebnf':'root ::= [1-5]'",
        "llama.cpp | 'grammar':'root ::= [1-5]'"
    })
    void aGrammarIsSaidWhereItCanBe(String kind, String field) {
        Decoding decoding = Decoding.greedy(64).withFormat(new Format.Grammar("root ::= [1-5]"));

        assertThat(json(payload(kind).chat(CHAT, decoding, false))).contains(field);
    }

    @Test
    void aPlainTextHasItsOwnFields() {
        Decoding decoding = new Decoding(0, 1, 0, 0, 5, 0, List.of("\n"), Format.FREE, true);

        assertThat(json(payload("vllm").completion("١+١=", decoding, false))).isEqualTo(
                "{'model':'m','prompt':'١+١=','max_tokens':5,'temperature':0.0,'repetition_penalty':1.0,'stop':['\\n'],'logprobs':1}");
    }

    @Test
    void rolesKeepTheirOrder() {
        Context.Chat chat = new Context.Chat(List.of(new Message(Role.SYSTEM, "a"), new Message(Role.USER, "b"), new Message(Role.ASSISTANT, "c"), new Message(Role.USER, "d")));

        assertThat(json(payload("other").chat(chat, Decoding.greedy(1), false))).contains(
                "[{'role':'system','content':'a'},{'role':'user','content':'b'},{'role':'assistant','content':'c'},{'role':'user','content':'d'}]");
    }

    @Test
    void aListOfStopsThatIsTooLongForTheServerIsSentInPart() {
        Decoding decoding = Decoding.greedy(5).withStop(List.of("1", "2", "3", "4", "5", "6"));

        assertThat(json(payload("openai").chat(CHAT, decoding, false))).contains("'stop':['1','2','3','4']");
        assertThat(json(payload("cohere").chat(CHAT, decoding, false))).contains("'stop':['1','2','3','4','5']");
        assertThat(json(payload("vllm").chat(CHAT, decoding, false))).contains("'stop':['1','2','3','4','5','6']");
    }

    @Test
    void aStreamIsAskedToCountItsTokens() {
        assertThat(json(payload("vllm").chat(CHAT, Decoding.greedy(5), true))).contains("'stream':true,'stream_options':{'include_usage':true}");
        assertThat(json(payload("other").chat(CHAT, Decoding.greedy(5), true))).contains("'stream':true}");
    }

    @Test
    void whatTheServerRefusesCanBeLeftOut() {
        Payload payload = new Payload("m", ServerKind.OPENAI, Optional.of(false), Set.of("temperature", "seed"));

        assertThat(json(payload.chat(CHAT, SAMPLED, false))).isEqualTo(START + "'max_completion_tokens':64}");
    }

    @Test
    void thinkingCanBeLeftToTheTemplate() {
        assertThat(json(new Payload("m", ServerKind.VLLM, Optional.empty(), Set.of()).chat(CHAT, SAMPLED, false))).doesNotContain("chat_template_kwargs");
        assertThat(json(new Payload("m", ServerKind.VLLM, Optional.of(true), Set.of()).chat(CHAT, SAMPLED, false))).contains("'enable_thinking':true");
    }

    @Test
    void whatADialectCannotSayIsRefusedBeforeTheFirstPrompt() {
        Context plain = new Context.Plain("x");
        Decoding free = Decoding.greedy(5);
        Decoding grammar = free.withFormat(new Format.Grammar("root ::= \"a\""));
        Decoding topK = new Decoding(1, 1, 40, 0, 5, 0, List.of(), Format.FREE, false);
        Decoding minP = new Decoding(1, 1, 0, 0.1, 5, 0, List.of(), Format.FREE, false);
        Decoding probabilities = new Decoding(0, 1, 0, 0, 5, 0, List.of(), Format.FREE, true);

        assertThat(Payload.refusal(ServerKind.COHERE, plain, free)).contains("takes chats only, no plain text");
        assertThat(Payload.refusal(ServerKind.OPENAI, CHAT, grammar)).isPresent();
        assertThat(Payload.refusal(ServerKind.OPENAI, plain, free.withFormat(new Format.JsonSchema("{}")))).isPresent();
        assertThat(Payload.refusal(ServerKind.OPENAI, CHAT, topK)).contains("takes no top-k");
        assertThat(Payload.refusal(ServerKind.TGI, CHAT, minP)).contains("takes no min-p");
        assertThat(Payload.refusal(ServerKind.COHERE, CHAT, probabilities)).contains("gives no log-probabilities");
    }

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void everyServerTakesAGreedyChat(ServerKind kind) {
        assertThat(Payload.refusal(kind, CHAT, Decoding.greedy(5).withFormat(new Format.JsonSchema("{}")))).isEmpty();
        assertThat(ServerKind.named(kind.wire())).isEqualTo(kind);
    }

    private static Payload payload(String kind) {
        return new Payload("m", ServerKind.named(kind.strip()), Optional.of(false), Set.of());
    }

    /// With apostrophes for quotation marks.
    private static String json(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).replace('"', '\'');
    }
}

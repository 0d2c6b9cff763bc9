package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Failed;
import dev.glossa.harness.Completion.Likelihoods;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static final String CONTEXT = "የኢትዮጵያ ዋና ከተማ?\nA. ጎንደር\nB. አዲስ አበባ\nC. 🙂\nD. ባሕር ዳር\nAnswer:";
    private static final List<String> LETTERS = List.of(" A", " B", " C", " D");
    private static final List<String> TEXTS = List.of(" ጎንደር", " አዲስ አበባ", " ባሕር ዳር");

    private final List<AutoCloseable> open = new ArrayList<>();

    @AutoClose
    private final AutoCloseable cleaning = () -> {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    };

    @Test
    void continuationsAreWeighedByTheirOwnTokens() throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS);
        HttpBackend backend = backend(server(model), "");

        assertThat(backend.refusal(ranking(CONTEXT, LETTERS))).isEmpty();
        assertThat(backend.mode(ranking(CONTEXT, LETTERS))).isEmpty();
        assertWeighed(backend, model, CONTEXT, LETTERS);
        assertWeighed(backend, model, CONTEXT, TEXTS);
        assertWeighed(backend, model, CONTEXT, List.of(" አዲስ"));
    }

    @Test
    void fourContinuationsAreOneRequestWhereListsAreTaken() throws Exception {
        FaultServer server = server(new FakeModel(FakeModel.WORDS));
        HttpBackend backend = backend(server, "");
        backend.refusal(ranking(CONTEXT, LETTERS));
        int before = server.posts();
        ask(backend, CONTEXT, LETTERS);

        assertThat(server.posts() - before).isEqualTo(1);
    }

    @Test
    void aServerThatTakesOnePromptAtATimeGivesTheSameNumbers() throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS).withoutLists();

        assertWeighed(backend(server(model), ""), model, CONTEXT, TEXTS);
    }

    @Test
    void aServerThatMustGenerateGivesTheSameNumbers() throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS).withoutZero();

        assertWeighed(backend(server(model), ""), model, CONTEXT, TEXTS);
    }

    @Test
    void tokensThatDropTheirSpacesOrHoldHalfACharacterAreCounted() throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS).showing(token -> token.strip().replaceAll("[ሀ-፿].*", "\uFFFD"));

        assertWeighed(backend(server(model), ""), model, CONTEXT, TEXTS);
    }

    @Test
    void aTokenAcrossTheBorderIsWeighedInEveryContinuation() throws Exception {
        FakeModel model = new FakeModel(FakeModel.COLON);
        HttpBackend backend = backend(server(model), "");
        Completion weighed = ask(backend, "x:", List.of("A", "B"));

        // ":A" is one token, so that both are weighed over ":A" and ":B".
        assertThat(weighed).isInstanceOfSatisfying(Likelihoods.class, likelihoods -> {
            assertThat(likelihoods.values().getFirst()).isCloseTo(model.likelihood("x", ":A"), within(1e-9));
            assertThat(likelihoods.values().getLast()).isCloseTo(model.likelihood("x", ":B"), within(1e-9));
        });
    }

    @Test
    void withoutAnythingBeforeItAFirstTokenHasNoLikelihood() throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS);
        assertWeighed(backend(server(model), ""), model, "", List.of("one two", "two"));

        assertThat(ask(backend(server(new FakeModel(FakeModel.WORDS).beginningWith("")), ""), "", List.of("one two", "two")))
                .isEqualTo(new Failed("a continuation without log-probabilities"));
    }

    /// What servers give that take `echo` and `logprobs` and do not mean it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "{'text':' x','logprobs':{'tokens':[' x'],'token_logprobs':[-0.5]}}                 | gives back 1 tokens, which are not the prompt's",
        "{'text':' x','logprobs':{'content':[{'token':' x','logprob':-0.5}]}}               | gives back 1 tokens, which are not the prompt's",
        "{'text':' x'}                                                                      | gives back 0 tokens, which are not the prompt's",
        "{'logprobs':{'tokens':['a','b','c','d','e','f'],'token_logprobs':[null,0,0,0,0,0]}}      | no log-probabilities for it",
        "{'logprobs':{'tokens':['a','b','c','d','e','f'],'token_logprobs':[null,null,null,null,null,-1]}} | no log-probabilities for it",
        "{'logprobs':{'tokens':['a','b','c','d','e','f'],'token_logprobs':[null,-1,-2,-3,-4,-5]}} | gives other prompts the same log-probabilities"
    })
    void aServerThatGivesBackNoPromptIsRefusedBeforeTheFirstSample(String choice, String reason) throws Exception {
        FaultServer server = server(request -> request.path().equals("/v1/completions")
                ? say(200, "{\"choices\":[" + choice.strip().replace('\'', '"') + "]}") : say(404, "{}"));
        HttpBackend backend = backend(server, "");

        assertThat(backend.refusal(ranking(CONTEXT, LETTERS)).orElseThrow()).startsWith(server.address() + " (vllm) cannot weigh continuations: it ")
                .contains(reason).endsWith("vllm and sglang servers and llama: models can");
        assertThat(ask(backend, CONTEXT, LETTERS)).isInstanceOf(Failed.class);
    }

    @Test
    void aServerWithoutCompletionsIsRefusedAndNotGivenUp() throws Exception {
        FaultServer server = server(request -> request.path().equals("/v1/chat/completions") ? FaultServer.chat("ok") : say(404, "{}"));
        HttpBackend backend = backend(server, "");

        assertThat(backend.refusal(ranking(CONTEXT, LETTERS)).orElseThrow()).contains("HTTP 404");
        assertThat(HttpBackendTest.ask(backend, "?")).isInstanceOf(Completion.Text.class);
    }

    @Test
    void aChatIsNotWeighedAsAText() throws Exception {
        HttpBackend backend = backend(server(new FakeModel(FakeModel.WORDS)), "");
        Prompt chat = new Prompt.Ranking(Prompt.user(CONTEXT), LETTERS);

        assertThat(backend.refusal(chat).orElseThrow()).contains("not of a chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang"})
    void namedTokensGiveTheSameNumbersInOneRequestOfOnePrompt(String kind) throws Exception {
        FakeModel model = new FakeModel(FakeModel.WORDS);
        FaultServer server = server(model);
        HttpBackend backend = backend(server, "server=" + kind + "&ranking=tokens");
        assertThat(backend.refusal(ranking(CONTEXT, LETTERS))).isEmpty();
        assertThat(backend.mode(ranking(CONTEXT, LETTERS))).contains("tokens");
        assertWeighed(backend, model, CONTEXT, LETTERS);
        int before = server.posts();
        assertWeighed(backend, model, "another question in ខ្មែរ\nD. ባሕር ዳር\nAnswer:", LETTERS);

        assertThat(server.posts() - before).isEqualTo(1);
        assertThat(backend.refusal(ranking(CONTEXT, TEXTS)).orElseThrow()).contains("' አዲስ አበባ' is not one");
    }

    @Test
    void namedTokensAreTheSecondChoice() {
        FakeModel model = new FakeModel(FakeModel.WORDS);
        HttpBackend echoes = backend(server(model), "");
        HttpBackend names = backend(server(request -> request.json().has("echo") ? say(400, "{\"error\":\"no echo\"}") : model.of(request)), "");

        assertThat(echoes.mode(ranking(CONTEXT, LETTERS))).isEmpty();
        assertThat(names.mode(ranking(CONTEXT, LETTERS))).contains("tokens");
    }

    @Test
    void whereTokensCannotBeNamedTheyAreRefused() {
        HttpBackend backend = backend(server(new FakeModel(FakeModel.WORDS).withoutNamedTokens()), "ranking=tokens");

        assertThat(backend.refusal(ranking(CONTEXT, LETTERS)).orElseThrow()).contains("unknown field");
    }

    @Test
    void lettersAreAMeasureOfTheirOwn() throws Exception {
        FaultServer server = server(request -> request.path().equals("/v1/completions")
                ? say(200, "{\"choices\":[{\"text\":\" B\",\"logprobs\":{\"top_logprobs\":[{\" B\":-0.5,\" A\":-1.5,\"A\":-2}]}}]}")
                : say(200, "{\"choices\":[{\"message\":{},\"logprobs\":{\"content\":[{\"top_logprobs\":[{\"token\":\"B\",\"logprob\":-1},{\"token\":\" B\",\"logprob\":-1},{\"token\":\"A\",\"logprob\":-3}]}]}}]}"));
        HttpBackend backend = backend(server, "ranking=letters");

        assertThat(backend.mode(ranking("x", LETTERS))).contains("letters");
        assertThat(ask(backend, "x", List.of(" A", " B"))).isInstanceOfSatisfying(Likelihoods.class, likelihoods -> {
            assertThat(likelihoods.values().getFirst()).isCloseTo(-1.5, within(1e-12));
            assertThat(likelihoods.values().getLast()).isCloseTo(-0.5, within(1e-12));
        });
        assertThat(backend.complete(new Request(new Key("a/b/c", 0, ""), new Prompt.Ranking(Prompt.user("x"), List.of(" A", " B")))))
                .isInstanceOfSatisfying(Likelihoods.class, likelihoods -> assertThat(likelihoods.values().getLast()).isCloseTo(Math.log(2) - 1, within(1e-12)));
        assertThat(ask(backend, "x", LETTERS)).isEqualTo(new Failed("option ' C' is not among the 3 most likely next tokens"));
    }

    @Test
    void theServersTokenizerCounts() {
        assertThat(backend(server(new FakeModel(FakeModel.WORDS)), "").countTokens("አዲስ አበባ, 7!")).isEqualTo(OptionalInt.of(6));
        assertThat(backend(server(_ -> say(404, "{}")), "").countTokens("x")).isEmpty();
        assertThat(backend(server(_ -> say(404, "{}")), "server=openai").countTokens("x")).isEmpty();
    }

    private void assertWeighed(HttpBackend backend, FakeModel model, String context, List<String> continuations) throws InterruptedException {
        assertThat(ask(backend, context, continuations)).isInstanceOfSatisfying(Likelihoods.class, likelihoods -> {
            assertThat(likelihoods.usage().promptTokens()).isPresent();
            for (int i = 0; i < continuations.size(); i++) {
                assertThat(likelihoods.values().get(i)).isCloseTo(model.likelihood(context, continuations.get(i)), within(1e-9));
            }
        });
    }

    private FaultServer server(FaultServer.Script script) {
        FaultServer server = FaultServer.start(script);
        open.add(server);
        return server;
    }

    private HttpBackend backend(FaultServer server, String options) {
        try {
            HttpBackend backend = HttpBackend.open(HttpOptions.of(ModelUri.parse(server.address() + "?" + options), Map.of()), Optional.empty(), new TurnedClock());
            open.add(backend);
            return backend;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Prompt ranking(String context, List<String> continuations) {
        return new Prompt.Ranking(new Prompt.Context.Plain(context), continuations);
    }

    private static Completion ask(HttpBackend backend, String context, List<String> continuations) throws InterruptedException {
        return backend.complete(new Request(new Key("global-mmlu/am/1", 0, ""), ranking(context, continuations)));
    }
}

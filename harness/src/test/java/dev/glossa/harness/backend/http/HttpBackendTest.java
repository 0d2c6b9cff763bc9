package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.chat;
import static dev.glossa.harness.backend.http.FaultServer.choice;
import static dev.glossa.harness.backend.http.FaultServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Failed;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.Probe;
import dev.glossa.harness.backend.http.FaultServer.Act;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBackendTest {
    private static final String KEY = "sk-0123456789abcdef";

    private final TurnedClock clock = new TurnedClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AutoClose
    private final AutoCloseable cleaning = () -> {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    };

    @Test
    void aChatIsAskedAndAnswered() throws Exception {
        FaultServer server = server(_ -> chat("ሰላም 👋 سلام"));
        HttpBackend backend = backend(server, "");

        assertThat(ask(backend, "ជំរាបសួរ")).isEqualTo(new Text("ሰላም 👋 سلام", FinishReason.STOP, Optional.empty(), Completion.Usage.of(5, 2), List.of()));
        assertThat(server.last().path()).isEqualTo("/v1/chat/completions");
        assertThat(server.last().json().at("/messages/0/content").stringValue()).isEqualTo("ជំរាបសួរ");
        assertThat(server.last().headers()).doesNotContainKeys("upgrade", "http2-settings", "authorization");
    }

    @Test
    void aPlainTextIsSentWithoutAChatTemplate() throws Exception {
        FaultServer server = server(_ -> choice("{\"index\":0,\"text\":\" B\",\"finish_reason\":\"length\"}"));
        HttpBackend backend = backend(server, "");

        assertThat(backend.complete(request(new Prompt.Context.Plain("سوال:"), Decoding.greedy(1))))
                .isEqualTo(new Text(" B", FinishReason.LENGTH));
        assertThat(server.last().path()).isEqualTo("/v1/completions");
        assertThat(server.last().json().get("prompt").stringValue()).isEqualTo("سوال:");
    }

    @Test
    void theServerSaysWhatItIs() {
        FaultServer server = server(_ -> chat(""));
        HttpBackend backend = backend(server, "");

        assertThat(backend.identity().name()).isEqualTo("tiny");
        assertThat(backend.identity().digest()).isEmpty();
        assertThat(backend.identity().details()).containsExactlyInAnyOrderEntriesOf(
                Map.of("server", "vllm", "version", "0.12.0", "context", "8192", "thinking", "off"));
        assertThat(backend.parallelism()).isEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 522, 529})
    void whatMayHealIsAskedAgain(int status) throws Exception {
        FaultServer server = server(request -> request.number() <= 3 ? say(status, "{}") : chat("ok"));

        assertThat(ask(backend(server, ""), "?")).isEqualTo(new Text("ok", FinishReason.STOP, Optional.empty(), Completion.Usage.of(5, 2), List.of()));
        assertThat(server.posts()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"400, bad temperature", "413, too big", "422, unknown field"})
    void aRefusedPromptIsAskedOnce(int status, String said) throws Exception {
        FaultServer server = server(_ -> say(status, "{\"error\":{\"message\":\"" + said + "\"}}"));

        assertThat(ask(backend(server, ""), "?")).isEqualTo(new Failed("HTTP " + status + ": " + said));
        assertThat(server.posts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 'the key is missing or wrong: name one with ?key_env=VAR or ?key_file=PATH'",
        "403, 'the key is missing or wrong'",
        "404, 'no such model or no such address (it usually ends in /v1); it lists [tiny]'",
        "402, 'the account has no credit'",
        "307, 'use that address'"
    })
    void whatNoPromptCanHealEndsTheRunAtOnce(int status, String advice) {
        FaultServer server = server(_ -> say(status, "{\"error\":{\"message\":\"no\"}}"));
        HttpBackend backend = backend(server, "");

        assertThatThrownBy(() -> ask(backend, "?")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(server.address() + ": HTTP " + status + ": no").hasMessageContaining(advice);
        assertThatThrownBy(() -> ask(backend, "again")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void aPromptThatModerationTurnsDownIsItsOwnFailureAndNoWrongKey() throws Exception {
        FaultServer server = server(request -> request.number() == 1 ? say(403, "{\"error\":{\"message\":\"Your input was flagged\"}}") : chat("ok"));
        HttpBackend backend = backend(server, "");

        assertThat(ask(backend, "?")).isEqualTo(new Failed("HTTP 403: Your input was flagged"));
        assertThat(ask(backend, "again")).isInstanceOf(Text.class);
    }

    @Test
    void anEmptyAccountIsNotABusyServer() {
        FaultServer server = server(_ -> say(429, "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));

        assertThatThrownBy(() -> ask(backend(server, ""), "?")).hasMessageContaining("no credit");
        assertThat(server.posts()).isEqualTo(1);
    }

    @Test
    void aPromptThatNeverHealsFailsAfterItsAttempts() throws Exception {
        FaultServer server = server(_ -> say(500, "CUDA error"));

        assertThat(ask(backend(server, "&attempts=4"), "?")).isEqualTo(new Failed("HTTP 500: CUDA error, at the last of 4 attempts"));
        assertThat(server.posts()).isEqualTo(4);
    }

    @Test
    void theNextAttemptWaitsBetweenNowAndABoundThatDoubles() throws Exception {
        FaultServer server = server(_ -> say(500, ""));
        ask(backend(server, "&attempts=9"), "?");

        assertThat(clock.pauses().stream().map(Duration::toMillis))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 15_000L, 15_000L);
    }

    @ParameterizedTest
    @CsvSource({"Retry-After: 7, 7000", "'Retry-After: Mon, 23 Nov 2026 12:00:09 GMT', 9000", "retry-after-ms: 1500, 1500",
        "Retry-After: 0, 250", "'Retry-After: Mon, 23 Nov 2026 11:00:00 GMT', 250"})
    void theServerSaysWhenToComeBack(String header, long millis) throws Exception {
        FaultServer server = server(request -> request.number() == 1 ? say(429, "", header) : chat("ok"));
        ask(backend(server, ""), "?");

        assertThat(clock.pauses()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void aServerThatWantsToBeLeftAloneForHoursEndsTheRun() {
        FaultServer server = server(_ -> say(429, "", "Retry-After: 7200"));

        assertThatThrownBy(() -> ask(backend(server, ""), "?")).hasMessageContaining("7200 s").hasMessageContaining("goes on from here");
    }

    @Test
    void aServerThatRefusesEveryPromptEndsTheRun() throws Exception {
        FaultServer server = server(_ -> say(400, "{\"error\":{\"message\":\"temperature must be 1\"}}"));
        HttpBackend backend = backend(server, "");
        for (int i = 1; i < 10; i++) {
            assertThat(ask(backend, "?")).isInstanceOf(Failed.class);
        }

        assertThatThrownBy(() -> ask(backend, "?")).hasMessageContaining("nothing was answered yet, and 10 prompts were refused: HTTP 400: temperature must be 1");
    }

    @Test
    void whatTheFingerprintAsksIsNoAnswerToAPrompt() throws Exception {
        FaultServer server = server(request -> request.json().has("stop") ? say(400, "{\"error\":{\"message\":\"no stop strings\"}}") : chat("ok"));
        HttpBackend backend = backend(server, "");
        backend.fingerprint();
        Decoding stopped = Decoding.greedy(8).withStop(List.of("\n"));
        for (int i = 1; i < 10; i++) {
            assertThat(backend.complete(request(Prompt.user("?"), stopped))).isInstanceOf(Failed.class);
        }

        assertThatThrownBy(() -> backend.complete(request(Prompt.user("?"), stopped))).hasMessageContaining("10 prompts were refused: HTTP 400: no stop strings");
    }

    @Test
    void promptsThatAreRefusedForWhatTheyAreSayNothingOfTheNext() throws Exception {
        int[] asked = {0};
        FaultServer server = server(_ -> ++asked[0] % 2 == 0 ? say(400, "{\"error\":{\"message\":\"filtered\",\"code\":\"content_filter\"}}")
                : say(400, "{\"error\":{\"message\":\"maximum context length is 8192 tokens\"}}"));
        HttpBackend backend = backend(server, "");
        for (int i = 0; i < 30; i++) {
            assertThat(ask(backend, "?")).isInstanceOf(Failed.class);
        }
    }

    @Test
    void aDeadServerIsWaitedForAndThenEndsTheRun() {
        FaultServer server = server(_ -> new Act.Reset());
        HttpBackend backend = backend(server, "&outage=300");

        assertThatThrownBy(() -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(ask(backend, "?")).isInstanceOf(Failed.class);
            }
        }).isInstanceOf(UncheckedIOException.class).hasMessageContaining("no answer for 300 s (no connection")
                .hasMessageContaining("what was answered is kept");
        assertThat(server.posts()).isLessThan(60);
    }

    @Test
    void anAnswerThatStallsIsGivenUpAtTheDeadlineAndNotAskedForeverAgain() throws Exception {
        FaultServer server = server(_ -> new Act.Stall(chat("never seen whole"), 30));
        HttpBackend backend = backend(server, "", Duration.ofMillis(150));

        assertThat(ask(backend, "?")).isEqualTo(new Failed("no whole answer within 0.15 s, at the last of 2 attempts"));
    }

    @Test
    void anInterruptedPromptLetsGoAtOnce() throws Exception {
        FaultServer server = server(_ -> new Act.Stall(chat("x"), 3));
        HttpBackend backend = backend(server, "");
        List<Throwable> thrown = new ArrayList<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                ask(backend, "?");
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        while (server.posts() == 0) {
            Thread.onSpinWait();
        }
        asking.interrupt();
        asking.join();

        assertThat(thrown).hasSize(1);
    }

    static List<Act> notAnswers() {
        byte[] latin = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"caf\u00e9\"}}]}".getBytes(StandardCharsets.ISO_8859_1);
        Act.Say whole = chat("ዘጠኝ");
        return List.of(
                new Act.Reset(),
                new Act.Half(whole, 40),
                say(200, "<!doctype html><html><title>Gateway</title></html>"),
                say(200, ""),
                say(200, new String(whole.body(), StandardCharsets.UTF_8).substring(0, 50)),
                say(200, new String(whole.body(), StandardCharsets.UTF_8).repeat(2)),
                say(200, "[1, 2]"),
                say(200, "{\"choices\":[]}"),
                say(200, "{\"choices\":{}}"),
                say(200, "{\"choices\":[{},{}]}"),
                choice("{\"index\":0,\"finish_reason\":\"stop\"}"),
                choice("{\"index\":0,\"finish_reason\":\"abort\",\"message\":{\"content\":\"half an\"}}"),
                say(200, "{\"error\":{\"message\":\"upstream died\"}}"),
                new Act.Say(200, List.of(), latin));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("notAnswers")
    void whatIsNoAnswerIsAskedAgainAndNeverKept(Act act) throws Exception {
        FaultServer server = server(request -> request.number() <= 2 ? act : chat("ዘጠኝ"));

        assertThat(ask(backend(server, ""), "?")).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("ዘጠኝ"));
        assertThat(server.posts()).isGreaterThanOrEqualTo(3);

        FaultServer broken = server(_ -> act);
        assertThat(ask(backend(broken, "&attempts=2"), "?")).isInstanceOf(Failed.class);
    }

    @Test
    void anAnswerThatComesByteByByteIsAnAnswer() throws Exception {
        FaultServer server = server(_ -> new Act.Dribble(chat("ខ្មែរ")));

        assertThat(ask(backend(server, ""), "?")).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("ខ្មែរ"));
    }

    @Test
    void anEndlessAnswerIsCutOffAndFails() throws Exception {
        FaultServer server = server(_ -> new Act.Say(200, List.of(), new byte[Transport.LONGEST + 1]));

        assertThat(ask(backend(server, "&attempts=1"), "?")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.reason()).contains("no connection"));
    }

    @Test
    void theKeyIsInTheHeaderAndNowhereElse(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        FaultServer echo = server(request -> chat("your header was " + request.headers().get("authorization")));
        HttpBackend byFile = backend(echo, "&key_file=" + file);
        HttpBackend byVariable = backend(echo, "&key_env=API_KEY");

        assertThat(ask(byFile, "?")).isEqualTo(ask(byVariable, "?"))
                .isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("your header was Bearer [key]"));
        assertThat(echo.last().headers()).containsEntry("authorization", "Bearer " + KEY);
        assertThat(byFile + " " + byFile.identity()).doesNotContain(KEY);

        FaultServer refuses = server(request -> say(400, "{\"error\":\"bad " + request.headers().get("authorization") + "\"}"));
        assertThat(ask(backend(refuses, "&key_env=API_KEY"), "?")).isEqualTo(new Failed("HTTP 400: bad Bearer [key]"));
        // A message is cut short, and the cut must not leave half a key.
        FaultServer verbose = server(request -> say(400, "{\"error\":\"" + "x".repeat(285) + request.headers().get("authorization") + "\"}"));
        assertThat(ask(backend(verbose, "&key_env=API_KEY"), "?")).isEqualTo(new Failed("HTTP 400: " + "x".repeat(285) + "Bearer [key]"));
        FaultServer polite = server(request -> say(200, "{\"error\":\"" + "x".repeat(255) + request.headers().get("authorization") + "\"}"));
        assertThat(ask(backend(polite, "&key_env=API_KEY&attempts=1"), "?")).isEqualTo(new Failed("an error in place of an answer: " + "x".repeat(255) + "Bearer [key]"));
        FaultServer mirror = server(_ -> chat("ok"));
        mirror.page("/version", "{\"version\":\"0.12.0, asked with " + KEY + "\"}");
        assertThat(backend(mirror, "&key_env=API_KEY").identity().details()).containsEntry("version", "0.12.0, asked with [key]");
        FaultServer forbids = server(request -> say(401, "{\"error\":\"bad " + request.headers().get("authorization") + "\"}"));
        assertThatThrownBy(() -> ask(backend(forbids, "&key_env=API_KEY"), "?")).message().contains("bad Bearer [key]").doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "&key_env=NOT_SET, 'the environment variable NOT_SET, which'",
        "&key_env=BLANK, is empty",
        "&key_env=SPACED, holds no key",
        "&key_file=/nowhere/key, no key can be read from there",
        "&key_env=API_KEY&key_file=k, one of key_env and key_file is enough",
        "&parallel=0, a whole number from 1 to 4096 would do",
        "&paralel=3, did you mean 'parallel'?",
        "&server=vlm, did you mean 'vllm'?",
        "&stream=maybe, 'it is one of [auto, off, on]'",
        "&omit=messages, what can be left out",
        "&endpoint=ftp://x, is no address of a server"
    })
    void anAddressThatCannotBeUsedIsRefusedWithWhatWouldWork(String options, String reason) {
        FaultServer server = server(_ -> chat(""));

        assertThatThrownBy(() -> backend(server, options)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @Test
    void aServerThatCannotBeUsedIsRefusedBeforeTheFirstPrompt() {
        FaultServer closed = server(_ -> chat(""));
        closed.close();
        assertThatThrownBy(() -> backend(closed, "")).hasMessageContaining(closed.address() + "/models: cannot be reached");

        FaultServer locked = server(_ -> chat("")).page("/v1/models", say(401, "{\"error\":{\"message\":\"no key\"}}"));
        assertThatThrownBy(() -> backend(locked, "")).hasMessageContaining("HTTP 401: no key").hasMessageContaining("?key_env=VAR");

        FaultServer loading = server(_ -> chat("")).page("/v1/models", say(503, "{\"error\":{\"message\":\"Loading model\"}}"));
        assertThatThrownBy(() -> backend(loading, "")).hasMessageContaining("not ready: HTTP 503: Loading model");

        FaultServer many = server(_ -> chat("")).page("/v1/models", "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}");
        assertThatThrownBy(() -> backend(many, "")).hasMessageContaining("name a model with ?model=NAME; there are [a, b]");
    }

    @Test
    void aPromptThatIsTooLongFailsAlone() throws Exception {
        FaultServer server = server(_ -> say(400, "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens, you requested 9000\"}}"));

        assertThat(ask(backend(server, ""), "?")).isEqualTo(
                new Failed("the prompt is too long: This model's maximum context length is 8192 tokens, you requested 9000"));
    }

    @Test
    void aModelIsKnownAgainByWhatItSaysToFixedPrompts() throws Exception {
        FaultServer server = server(request -> request.number() <= 8 ? chat("ሰባት") : say(500, "{}"));
        // The four prompts wait side by side, and each moves the test's one clock: their waits add up to what no outage is.
        HttpBackend backend = backend(server, "&outage=36000");
        Optional<Fingerprint> first = backend.fingerprint();

        assertThat(first.orElseThrow().answers()).hasSize(4);
        assertThat(first.get().difference(backend.fingerprint().orElseThrow())).isEmpty();
        assertThat(server.seen().stream().filter(request -> request.method().equals("POST")).map(FaultServer.Request::json))
                .allSatisfy(body -> assertThat(body.get("temperature").doubleValue()).isZero());
        assertThat(backend.fingerprint()).as("a server that does not answer now is not another one").isEmpty();
    }

    @Test
    void aProbeSaysWhatTheServerIsAndSeesThroughAnEchoThatIsNone() throws Exception {
        FaultServer server = server(request -> request.path().endsWith("/chat/completions") ? chat("one two three four five")
                : request.path().equals("/tokenize") ? say(200, "{\"tokens\":[1,2,3]}")
                : choice("{\"index\":0,\"text\":\" x\",\"finish_reason\":\"length\",\"logprobs\":{\"content\":[{\"token\":\" x\",\"logprob\":-0.5}]}}"))
                .page("/v1/models", "{\"data\":[{\"id\":\"tiny.gguf\",\"owned_by\":\"llamacpp\"}]}")
                .page("/props", "{\"total_slots\":2,\"build_info\":\"b7100\"}");
        Probe probe = Probe.of(backend(server, ""));

        assertThat(probe.model().details()).containsEntry("server", "llama.cpp").containsEntry("version", "b7100");
        assertThat(probe.findings()).filteredOn(finding -> finding.ability().equals("ranking")).singleElement().satisfies(finding -> {
            assertThat(finding.answer()).isEqualTo(Probe.Answer.NO);
            assertThat(finding.evidence()).contains("it accepts echo and logprobs, and gives back 1 tokens, which are not the prompt's");
        });
        assertThat(probe.findings()).filteredOn(finding -> finding.answer() == Probe.Answer.NO).extracting(Probe.Finding::ability)
                .contains("JSON schema", "grammar", "stop strings", "log-probabilities of an answer").doesNotContain("chat", "seed", "tokenizer", "token limit");
    }

    private FaultServer server(FaultServer.Script script) {
        FaultServer server = FaultServer.start(script);
        open.add(server);
        return server;
    }

    private HttpBackend backend(FaultServer server, String options) {
        return backend(server, options, null);
    }

    private HttpBackend backend(FaultServer server, String more, Duration timeout) {
        HttpOptions options = HttpOptions.of(ModelUri.parse(server.address() + "?" + more.replaceFirst("&", "")),
                Map.of("API_KEY", KEY, "BLANK", " ", "SPACED", "two words"));
        HttpOptions timed = timeout == null ? options : new HttpOptions(options.addresses(), options.model(), options.key(), options.kind(),
                options.parallel(), timeout, options.attempts(), options.outage(), options.stream(), options.thinking(), options.ranking(), options.omit());
        try {
            HttpBackend backend = HttpBackend.open(timed, Optional.empty(), clock);
            open.add(backend);
            return backend;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Completion ask(HttpBackend backend, String question) throws InterruptedException {
        return backend.complete(request(Prompt.user(question), Decoding.greedy(64)));
    }

    static Request request(Prompt.Context context, Decoding decoding) {
        return new Request(new Key("flores/am/0001", 0, ""), new Prompt.Generation(context, decoding));
    }
}

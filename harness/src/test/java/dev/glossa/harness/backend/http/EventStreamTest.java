package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.ModelUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static final Decoding DECODING = Decoding.greedy(64);
    private static final String WHOLE = """
            : a comment
            event: message
            data: {"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":null}]}

            data: {"choices":[{"index":0,"delta":{"reasoning_content":"ሁለት"}}]}

            data: {"choices":[{"index":0,"delta":{"content":"សួ"}}]}

            data: {"choices":[{"index":0,
            data: "delta":{"content":"ស្តី 🙏"}}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

            data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}

            data: [DONE]

            """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aStreamReadsAsTheReplyInOnePieceWould(String lineEnd) throws Unreadable {
        assertThat(read(WHOLE.replace("\n", lineEnd))).isEqualTo(
                new Text("សួស្តី 🙏", FinishReason.LENGTH, Optional.of("ሁለት"), Completion.Usage.of(9, 4), List.of()));
    }

    @Test
    void aStreamThatBreaksOffIsNoAnswerWhereverItDoes() {
        int end = WHOLE.indexOf("\"finish_reason\":\"length\"");
        for (int i = 1; i < end; i++) {
            String part = WHOLE.substring(0, i);
            assertThatThrownBy(() -> read(part)).isInstanceOf(Unreadable.class);
        }
    }

    @Test
    void anErrorInsideAStreamIsNoAnswer() {
        assertThatThrownBy(() -> read("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"error\":{\"message\":\"out of memory\"}}\n\n"))
                .hasMessageContaining("out of memory");
    }

    @Test
    void severalAnswersInOneStreamAreNone() {
        assertThatThrownBy(() -> read("data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n"))
                .hasMessageContaining("several answers");
    }

    @Test
    void tokensAreGathered() throws Unreadable {
        String stream = """
                data: {"choices":[{"index":0,"text":"a","logprobs":{"tokens":["a"],"token_logprobs":[-0.5]}}]}

                data: {"choices":[{"index":0,"text":"b","logprobs":{"tokens":["b"],"token_logprobs":[-1]},"finish_reason":"stop"}]}

                data: [DONE]

                """;
        Decoding wanted = new Decoding(0, 1, 0, 0, 9, 0, List.of(), Decoding.Format.FREE, true);

        assertThat(new Answer(ApiKey.NONE).completion(EventStream.reply(stream), wanted)).isEqualTo(new Text("ab", FinishReason.STOP, Optional.empty(),
                Completion.Usage.UNKNOWN, List.of(new Completion.Token("a", -0.5), new Completion.Token("b", -1))));
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstood() throws Exception {
        try (FaultServer server = FaultServer.start(request -> request.number() == 1 ? say(200, WHOLE) : FaultServer.chat("whole"));
                HttpBackend backend = HttpBackend.open(HttpOptions.of(ModelUri.parse(server.address() + "?stream=on"), Map.of()), Optional.empty(), new TurnedClock())) {
            assertThat(HttpBackendTest.ask(backend, "?")).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("សួស្តី 🙏"));
            assertThat(HttpBackendTest.ask(backend, "?")).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text()).isEqualTo("whole"));
            assertThat(server.last().json().get("stream").booleanValue()).isTrue();
        }
    }

    private static Completion read(String stream) throws Unreadable {
        return new Answer(ApiKey.NONE).chat(EventStream.reply(stream), DECODING);
    }
}

package dev.glossa.harness.backend.http;

import static dev.glossa.harness.backend.http.FaultServer.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.ModelUri;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTest {
    /// Pages as the servers named give them, shortened.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", value = {
        "{'id':'m','owned_by':'vllm','max_model_len':8192}     | /version         | {'version':'0.12.0'}   | vllm      | 0.12.0 | 8192 | 256 | -",
        "{'id':'m','owned_by':'sglang','max_model_len':4096}   | /get_server_info | {'version':'0.5.6'}    | sglang    | 0.5.6  | 4096 | 256 | -",
        "{'id':'m','owned_by':'llamacpp','meta':{'n_ctx':512}} | /props           | {'total_slots':8,'build_info':'b7100-1a2b3c','default_generation_settings':{'n_ctx':2048}} | llama.cpp | b7100-1a2b3c | 2048 | 8 | -",
        "{'id':'m','owned_by':'org/m'}                         | /info            | {'model_id':'m','model_sha':'abc','version':'3.3.5','max_total_tokens':4096,'max_concurrent_requests':128} | tgi | 3.3.5 | 4096 | 128 | abc",
        "{'id':'m','owned_by':'library'}                       | /api/version     | {'version':'0.12.6'}   | ollama    | 0.12.6 | -    | 4   | -",
        "{'id':'m','owned_by':'somebody'}                      | /nothing         | {}                     | other     | -      | -    | 32  | -"
    })
    void aServerIsKnownByItsPages(String entry, String path, String page, String kind, String version, String context, int parallel, String weights)
            throws InterruptedException {
        try (FaultServer server = FaultServer.start(_ -> chat("")).noPage("/version")
                .page("/v1/models", ("{\"data\":[" + entry.strip() + "]}").replace('\'', '"')).page(path, page.strip().replace('\'', '"'));
                HttpBackend backend = open(server, "")) {
            assertThat(backend.identity().name()).isEqualTo("m");
            assertThat(backend.identity().details().get("server")).isEqualTo(kind);
            assertThat(backend.identity().details().get("version")).isEqualTo(version);
            assertThat(backend.identity().details().get("context")).isEqualTo(context);
            assertThat(backend.identity().digest()).isEqualTo(Optional.ofNullable(weights));
            assertThat(backend.parallelism()).isEqualTo(parallel);
        }
    }

    @Test
    void ollamaTellsTheDigestOfItsWeights() throws InterruptedException {
        try (FaultServer server = FaultServer.start(_ -> chat("")).page("/v1/models", "{\"data\":[{\"id\":\"aya:latest\"}]}")
                .page("/api/version", "{\"version\":\"1\"}").page("/api/tags", "{\"models\":[{\"name\":\"x\",\"digest\":\"1\"},{\"name\":\"aya:latest\",\"digest\":\"2\"}]}");
                HttpBackend backend = open(server, "?model=aya")) {
            assertThat(backend.identity().digest()).contains("2");
        }
    }

    @Test
    void whatTheUserSaysOfTheServerIsNotQuestioned() throws InterruptedException {
        try (FaultServer server = FaultServer.start(_ -> chat("")).noPage("/v1/models"); HttpBackend backend = open(server, "?model=tiny&server=sglang")) {
            assertThat(backend.identity().details()).containsEntry("server", "sglang");
            assertThat(server.seen()).extracting(FaultServer.Request::path).containsExactly("/v1/models", "/get_server_info");
        }
    }

    @Test
    void addressesOfOneModelServeTheSameModel() throws InterruptedException {
        try (FaultServer one = FaultServer.start(_ -> chat("1")); FaultServer two = FaultServer.start(_ -> chat("2"))) {
            try (HttpBackend both = open(one, "?endpoint=" + two.address())) {
                assertThat(both.parallelism()).isEqualTo(512);
            }
            two.page("/v1/models", "{\"data\":[{\"id\":\"other\",\"owned_by\":\"vllm\"}]}");
            assertThatThrownBy(() -> open(one, "?endpoint=" + two.address())).hasMessageContaining("serve the same");
        }
    }

    private static HttpBackend open(FaultServer server, String options) throws InterruptedException {
        return HttpBackend.open(HttpOptions.of(ModelUri.parse(server.address() + options), Map.of()), Optional.empty(), new TurnedClock());
    }
}

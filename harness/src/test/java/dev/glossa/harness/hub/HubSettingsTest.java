package dev.glossa.harness.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the environment says about the hub.
class HubSettingsTest {
    @TempDir
    Path user;

    private HubSettings of(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return HubSettings.of(environment, user);
    }

    @Test
    void withoutAnyVariableTheCacheIsTheUsersOwn() {
        HubSettings settings = of();
        assertThat(settings.endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(settings.cache()).isEqualTo(user.resolve(".cache/huggingface/hub"));
        assertThat(settings.token()).isEmpty();
        assertThat(settings.offline()).isFalse();
        assertThat(settings.links()).isTrue();
    }

    /// As huggingface_hub 1.x decides (`constants.py`).
    @ParameterizedTest
    @CsvSource({"HF_HUB_CACHE=/a|HF_HOME=/b, /a", "HUGGINGFACE_HUB_CACHE=/a|HF_HOME=/b, /a", "HF_HOME=/b|XDG_CACHE_HOME=/c, /b/hub",
        "XDG_CACHE_HOME=/c, /c/huggingface/hub", "HF_HUB_CACHE=|HF_HOME=/b, /b/hub"})
    void theNearerVariableDecidesWhereTheCacheIs(String variables, String cache) {
        assertThat(of(variables.replace("=|", "= |").split("[=|]")).cache()).isEqualTo(Path.of(cache));
    }

    @Test
    void aTildeIsTheUsersFolder() {
        assertThat(of("HF_HUB_CACHE", "~/ሰላም").cache()).isEqualTo(user.resolve("ሰላም"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "on, true", "YES, true", "True, true", "0, false", "no, false", "'', false"})
    void offlineIsWhatPythonsToolsTakeForIt(String value, boolean offline) {
        assertThat(of("HF_HUB_OFFLINE", value).offline()).isEqualTo(offline);
        assertThat(of("HF_HUB_OFFLINE", value).offline(true).offline()).isTrue();
    }

    @Test
    void theTokenIsTheVariablesElseTheFiles() throws Exception {
        Files.createDirectories(user.resolve(".cache/huggingface"));
        Files.writeString(user.resolve(".cache/huggingface/token"), "hf_file\n");
        Files.writeString(user.resolve("other"), "hf_other");
        assertThat(of().token().orElseThrow().header()).isEqualTo("Bearer hf_file");
        assertThat(of("HF_TOKEN_PATH", user.resolve("other").toString()).token().orElseThrow().header()).isEqualTo("Bearer hf_other");
        assertThat(of("HF_TOKEN", "hf_variable", "HUGGING_FACE_HUB_TOKEN", "hf_old").token().orElseThrow().header()).isEqualTo("Bearer hf_variable");
        assertThat(of("HUGGING_FACE_HUB_TOKEN", "hf_old").token().orElseThrow().header()).isEqualTo("Bearer hf_old");
        assertThat(of("HF_TOKEN", "hf_variable").toString()).doesNotContain("hf_");
    }

    @Test
    void aBrokenTokenIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> of("HF_TOKEN", "hf_a\nhf_b")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HF_TOKEN holds no token").hasMessageNotContaining("hf_a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface.co", "ftp://hub", "https://user:secret@hub", "https://hub?x=1", "https://a b", "http://"})
    void whatIsNoAddressIsRefused(String endpoint) {
        assertThatThrownBy(() -> of("HF_ENDPOINT", endpoint)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HF_ENDPOINT").hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"https://hub.example/, https://hub.example/api, true", "https://hub.example, https://HUB.example:443/x, true",
        "https://hub.example, https://cdn.hub.example/x, false", "https://hub.example, http://hub.example/x, false", "https://hub.example, https://hub.example:8443/x, false",
        "https://hub.example, https://hub.example.evil/x, false", "http://hub.example, http://hub.example/x, false", "http://127.0.0.1:8000, http://127.0.0.1:8000/x, true",
        "http://127.0.0.1:8000, http://127.0.0.1:8001/x, false"})
    void theTokenGoesToTheHubItselfAlone(String endpoint, URI address, boolean trusted) {
        assertThat(of("HF_ENDPOINT", endpoint).trusts(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub.example/x", "file:///etc/passwd", "https:///x", "::::", "ftp://hub.example/x"})
    void aRedirectToWhereItIsNotSafeIsNotFollowed(String location) {
        assertThatThrownBy(() -> HubConnection.redirected(URI.create("https://hub.example/a"), location)).hasMessageStartingWith("hub.example redirects to");
    }
}

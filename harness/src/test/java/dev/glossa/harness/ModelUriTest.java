package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUriTest {
    @Test
    void schemeLocationAndOptionsAreTakenApart() {
        ModelUri uri = ModelUri.parse("llama:/models/a b.gguf?ctx=8192&gpu_layers=99");
        assertThat(uri.scheme()).isEqualTo("llama");
        assertThat(uri.location()).isEqualTo("/models/a b.gguf");
        assertThat(uri.intOption("ctx", 1, 1, 1 << 20)).isEqualTo(8192);
        assertThat(uri.intOption("threads", 2, 1, 64)).isEqualTo(2);
        assertThat(uri).hasToString("llama:/models/a b.gguf?ctx=8192&gpu_layers=99");
    }

    @Test
    void aPlusInAModelsNameStaysAPlus() {
        assertThat(ModelUri.parse("https://host/v1?model=c4ai-command-r+").option("model")).contains("c4ai-command-r+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host/v1?key=sk-123", "https://host/v1?API_KEY=sk-123", "https://host/v1?token=x", "https://user:pw@host/v1"})
    void aSecretDoesNotBelongInAnAddressAndIsNotRepeated(String uri) {
        assertThatThrownBy(() -> ModelUri.parse(uri)).hasMessageContaining("key_env").message().doesNotContain("sk-123").doesNotContain("pw@");
    }

    @ParameterizedTest
    @CsvSource({"model.gguf, is no model", ":x, is no model", "llama:x?ctx=1&ctx=2, stands twice"})
    void whatIsNoModelIsRefused(String uri, String message) {
        assertThatThrownBy(() -> ModelUri.parse(uri)).hasMessageContaining(message);
    }

    @Test
    void aMistypedOptionNamesTheNearest() {
        assertThatThrownBy(() -> ModelUri.parse("llama:x?ctxx=1").allowOnly(Set.of("ctx", "threads"))).hasMessageContaining("did you mean 'ctx'");
        assertThatThrownBy(() -> ModelUri.parse("llama:x?ctx=many").intOption("ctx", 1, 1, 10)).hasMessageContaining("from 1 to 10");
    }
}

package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void partsStandInTheirOrderAndAreReadBack() {
        Signature signature = Signature.EMPTY.with("benchmark", "flores").with("data", "a/b@c:1").with("max", 512);
        assertThat(signature).hasToString("benchmark:flores|data:a/b@c:1|max:512");
        assertThat(Signature.parse(signature.toString())).isEqualTo(signature);
    }

    @Test
    void whatWouldForgeAPartIsRefused() {
        assertThatThrownBy(() -> Signature.EMPTY.with("judge", "x|max:1")).hasMessageContaining("cannot stand in a signature");
        assertThatThrownBy(() -> Signature.EMPTY.with("a:b", "x")).hasMessageContaining("cannot stand in a signature");
    }

    @Test
    void aDigestIsOfTheUtf8Bytes() {
        // printf 'አማርኛ' | sha256sum
        assertThat(Signature.digest("አማርኛ")).isEqualTo(Signature.sha256("አማርኛ".getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 12));
        assertThat(Signature.digest("")).isEqualTo("e3b0c44298fc");
    }
}

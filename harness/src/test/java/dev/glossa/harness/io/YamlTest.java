package dev.glossa.harness.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTest {
    @TempDir
    Path folder;

    /// Wherever a reader's buffer ends.
    @Test
    void anEmojiMayStandAnywhere() throws Exception {
        for (int before = 990; before < 1060; before++) {
            Path file = Files.writeString(folder.resolve("x.yaml"), "# " + "x".repeat(before) + "\nname: 🙂ሰላም\n");
            assertThat(Yaml.read(file, "a test").get("name").asString()).isEqualTo("🙂ሰላም");
            Files.writeString(file, "name: '" + "x".repeat(before) + "🙂'\n");
            assertThat(Yaml.read(file, "a test").get("name").asString()).endsWith("🙂");
        }
    }

    @Test
    void whatIsNoYamlIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("x.yaml"), "a: [1, 2\nb: {");
        assertThatThrownBy(() -> Yaml.read(file, "a test")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("x.yaml: not YAML: ");
        Files.writeString(file, "#".repeat(300_000));
        assertThatThrownBy(() -> Yaml.read(file, "a policy")).hasMessageContaining("300,000 bytes; a policy has at most 262,144");
        assertThatThrownBy(() -> Yaml.read(folder.resolve("none.yaml"), "a policy")).hasMessageContaining("cannot be read; a policy was expected");
    }
}

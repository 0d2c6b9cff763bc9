package dev.glossa.harness.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads small YAML files that users write: policies, how a server is started.
public final class Yaml {
    private static final int LONGEST = 1 << 18;
    /// All in one buffer: snakeyaml-engine 3.0.1 runs over the end of one that ends inside a character outside the basic plane.
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
            .loadSettings(LoadSettings.builder().setBufferSize(LONGEST + 16).setCodePointLimit(LONGEST).build()).build()).build();

    private Yaml() {}

    /// @param what the file should have been, for a message
    /// @throws IllegalArgumentException when the file cannot be read or is no YAML
    public static JsonNode read(Path file, String what) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException("%s: %,d bytes; %s has at most %,d".formatted(file, Files.size(file), what, LONGEST));
            }
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read; " + what + " was expected", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + ": not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        }
    }
}

package dev.glossa.harness.jinja;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The door for a coverage-guided fuzzer (`JAZZER_FUZZ=1 mvn -pl harness test -Dtest=TemplateFuzzTarget`); in the
/// ordinary build it runs on the inputs kept beside it.
class TemplateFuzzTarget {
    private static final Map<String, Value> VARIABLES = Map.of("messages", new HostValues(true)
            .value(List.of(Map.of("role", "user", "content", "ሰላም 👋"), Map.of("role", "assistant", "content", "آپ"))));

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreATemplateOrATemplateException(byte[] bytes) {
        try {
            Template.parse(new String(bytes, StandardCharsets.UTF_8), true).render(VARIABLES, 1000, LocalDate.EPOCH);
        } catch (TemplateException expected) {
            // The one way to fail.
        }
    }
}

package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorSpansTest {
    @Test
    void spansAreReadInCodePointsAndCounted() {
        ErrorSpans spans = ErrorSpans.of("[{\"start\":0,\"end\":3,\"severity\":\"minor\",\"confidence\":0.4567,\"text\":\"ፈጽሞ\"},"
                + "{\"start\":3,\"end\":9,\"severity\":\"critical\",\"confidence\":1,\"text\":\"</script>\"}]").orElseThrow();
        assertThat(spans.spans().toString()).isEqualTo("[[0,3,\"minor\",46],[3,9,\"critical\",100]]");
        assertThat(spans.told()).isEqualTo("1 minor error, 1 critical error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en 1; latin 100%", "[{\"start\":", "[{\"start\":5,\"end\":2,\"severity\":\"minor\"}]", "[{\"start\":0,\"end\":2,\"severity\":\"<b>\"}]",
        "[{\"start\":3,\"end\":9,\"severity\":\"major\"},{\"start\":1,\"end\":2,\"severity\":\"major\"}]", "[{\"end\":2,\"severity\":\"minor\"}]"})
    void anyOtherNoteStaysANote(String note) {
        assertThat(ErrorSpans.of(note)).isEmpty();
    }
}

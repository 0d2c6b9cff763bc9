package dev.glossa.judges.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProseTest {
    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "a/```python/code/```/b, a/+b", "a/~~~/code/~~~/b, a/+b", "a/```/code, a/", "a/~~~ java/code, a/",
        "a/````/```/code/```/````/b, a/+b", "a/```/~~~/code/```/b, a/+b", "a/```/code/``` no/b, a/", "a/```/code/   ```  /b, a/+b",
        "a: ```c/code/```/b, a: +b", "a ```code``` b, a ```code``` b", "a `code` b/c, a `code` b/c", "wow~~~/b, wow~~~/b",
        "- a/    ```/    code/    ```/b, - a/    +b", "> a/> ```/> code/> ```/b, > a/> +b", "```/code/```, none", "'', none"})
    void fencesAreThoseOfMarkdown(String answer, String prose) {
        String text = answer.replace('/', '\n');
        assertThat(Prose.of(text).stream().map(Prose::text)).containsExactly(prose == null ? new String[0] : prose.replace('/', '\n').split("\\+"));
        assertThat(Prose.of(text.replace("\n", "\r\n")).stream().map(p -> p.text().replace("\r\n", "\n")))
                .containsExactly(prose == null ? new String[0] : prose.replace('/', '\n').split("\\+"));
    }

    @Test
    void aStretchKnowsItsPlaceInCodePoints() {
        String answer = "😀 አንድ:\n```\n😀\n```\nሁለት";
        assertThat(Prose.of(answer)).containsExactly(new Prose("😀 አንድ:\n", 0), new Prose("ሁለት", 17));
        assertThat(answer.codePoints().skip(17).toArray()).isEqualTo("ሁለት".codePoints().toArray());
        assertThat(Prose.alone(answer)).isEqualTo("😀 አንድ:\n\nሁለት");
    }
}

package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.io.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionIndexTest {
    @TempDir
    Path folder;

    private static Key key(int item) {
        return Key.of(new SampleId("flores", "am", SampleId.row(item)));
    }

    /// Blocks of a file are read at once; lines begin and end anywhere in them.
    @Test
    void everyLineIsFoundHoweverLongTheLinesAre() throws Exception {
        StringBuilder lines = new StringBuilder("\n");
        for (int i = 1; i <= 300; i++) {
            lines.append(Json.object().put("id", key(i).sample()).put("text", "ሰላም 👩🏾‍🚀 ".repeat(i * 37 % 4000))).append(i % 50 == 0 ? "\n\n" : "\n");
        }
        lines.append("{\"id\":\"flores/am/0007\",\"text\":\"again\"}\n{\"id\":\"flores/am/0301\",\"text\":\"torn");
        Path file = Files.writeString(folder.resolve("completions.jsonl"), lines);
        try (CompletionIndex index = CompletionIndex.of(file)) {
            assertThat(index.keys()).hasSize(300);
            for (int i = 1; i <= 300; i++) {
                String expected = i == 7 ? "again" : "ሰላም 👩🏾‍🚀 ".repeat(i * 37 % 4000);
                assertThat(((Completion.Text) index.find(key(i)).orElseThrow().completion()).text().equals(expected)).as("item " + i).isTrue();
            }
            assertThat(index.find(key(301))).isEmpty();
        }
    }

    @Test
    void theLastLineOfAFileThatSomebodyMadeNeedsNoEndAndTheJournalsDoes() throws Exception {
        Path file = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"flores/am/0001\",\"text\":\"ሰላም\"}\n{\"id\":\"flores/am/0002\",\"text\":\"👩🏾‍🚀\"}");
        try (CompletionIndex index = CompletionIndex.ofFile(file)) {
            assertThat(((Completion.Text) index.find(key(2)).orElseThrow().completion()).text()).isEqualTo("👩🏾‍🚀");
        }
        try (CompletionIndex index = CompletionIndex.of(file)) {
            assertThat(index.keys()).containsExactly(key(1));
        }
        Files.writeString(file, Files.readString(file).replaceFirst("...$", ""));
        try (CompletionIndex index = CompletionIndex.ofFile(file)) {
            assertThat(index.keys()).containsExactly(key(1));
        }
    }

    @Test
    void aLineThatIsNoneIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("completions.jsonl"), "{\"id\":\"flores/am/0001\",\"text\":\"x\"}\n\n{\"id\":3}\n");
        assertThatThrownBy(() -> CompletionIndex.of(file)).hasMessageStartingWith(file + ", line 3");
    }
}

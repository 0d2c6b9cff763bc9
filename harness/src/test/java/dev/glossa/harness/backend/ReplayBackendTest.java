package dev.glossa.harness.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.Failed;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Likelihoods;
import dev.glossa.harness.Completion.Text;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Request;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.CompletionRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayBackendTest {
    private static final Prompt QUESTION = new Prompt.Generation(Prompt.user("ስንት?"), Decoding.greedy(8));
    private static final Prompt CHOICES = new Prompt.Ranking(new Prompt.Context.Plain("سوال"), List.of(" A", " B"));

    @TempDir
    private Path folder;

    @Test
    void anIdAndAnAnswerAreEnough() throws Exception {
        Path file = write("{\"id\":\"mdolly/am/0001\",\"text\":\"ሰባት 🙂\"}\n{\"id\":\"global-mmlu/ur/x\",\"likelihoods\":[-1.5,-2]}\n{\"id\":\"mdolly/km/0002\",\"failed\":\"timeout\"}\n");
        try (Backend replay = open(file)) {
            assertThat(ask(replay, "mdolly/am/0001", QUESTION)).isEqualTo(new Text("ሰባት 🙂", FinishReason.STOP));
            assertThat(ask(replay, "global-mmlu/ur/x", CHOICES)).isEqualTo(new Likelihoods(List.of(-1.5, -2.0)));
            assertThat(ask(replay, "mdolly/km/0002", QUESTION)).isEqualTo(new Failed("timeout"));
            assertThat(ask(replay, "mdolly/km/0003", QUESTION)).isEqualTo(new Failed("no recorded answer for mdolly/km/0003"));
            assertThat(replay.identity().name()).isEqualTo("answers");
            assertThat(replay.identity().digest()).contains(Signature.sha256(Files.readAllBytes(file)));
        }
    }

    @Test
    void reasoningThatOtherToolsLeftInATextIsNoPartOfTheAnswer() throws Exception {
        Path file = write("{\"id\":\"mdolly/am/0001\",\"text\":\"<think>99?</think>\\n\\nሰባት\"}\n{\"id\":\"mdolly/am/0002\",\"text\":\"<think>በራሱ\",\"reasoning\":\"x\"}\n");
        try (Backend replay = open(file)) {
            Text parted = (Text) ask(replay, "mdolly/am/0001", QUESTION);
            assertThat(parted.text()).isEqualTo("ሰባት");
            assertThat(parted.reasoning()).contains("99?");
            assertThat(((Text) ask(replay, "mdolly/am/0002", QUESTION)).text()).isEqualTo("<think>በራሱ");
        }
    }

    @Test
    void aRunIsAModelUnderItsFoldersName() throws Exception {
        Path run = Files.createDirectory(folder.resolve("2026_tiny"));
        CompletionRecord record = new CompletionRecord(new Key("mdolly/am/0001", 1, ""), new Text("a", FinishReason.LENGTH), OptionalLong.of(5),
                Optional.of(CompletionRecord.digest(QUESTION)));
        Files.writeString(run.resolve("completions.jsonl"), record.line() + "\n");
        try (Backend replay = open(run)) {
            assertThat(replay.identity().name()).isEqualTo("2026_tiny");
            assertThat(replay.complete(new Request(record.key(), QUESTION))).isEqualTo(record.completion());
            assertThat(replay.complete(new Request(record.key(), new Prompt.Generation(Prompt.user("ስንት ?"), Decoding.greedy(8)))))
                    .isEqualTo(new Failed("recorded for another prompt; ?prompts=any replays it all the same"));
        }
        try (Backend replay = Registry.open(ModelUri.parse("replay:" + run + "?prompts=any"), Backend.Settings.on(LocalDate.EPOCH))) {
            assertThat(replay.complete(new Request(record.key(), CHOICES))).isEqualTo(new Failed("a recorded text where likelihoods are wanted"));
            assertThat(replay.complete(new Request(record.key(), new Prompt.Generation(Prompt.user("?"), Decoding.greedy(8))))).isEqualTo(record.completion());
        }
    }

    @Test
    void anAnswerOfAnotherKindIsNone() throws Exception {
        try (Backend replay = open(write("{\"id\":\"a/b/c\",\"likelihoods\":[-1,-2,-3]}\n"))) {
            assertThat(ask(replay, "a/b/c", CHOICES)).isEqualTo(new Failed("3 recorded likelihoods for 2 continuations"));
            assertThat(ask(replay, "a/b/c", QUESTION)).isEqualTo(new Failed("recorded likelihoods where a text is wanted"));
        }
    }

    @Test
    void aTornLastLineIsPassedOverAndAWholeOneWithoutItsEndIsNot() throws Exception {
        try (Backend replay = open(write("{\"id\":\"a/b/1\",\"text\":\"x\"}\n{\"id\":\"a/b/2\",\"text\":\"ሰ"))) {
            assertThat(ask(replay, "a/b/1", QUESTION)).isEqualTo(new Text("x", FinishReason.STOP));
            assertThat(ask(replay, "a/b/2", QUESTION)).isInstanceOf(Failed.class);
        }
        try (Backend replay = open(write("{\"id\":\"a/b/1\",\"text\":\"x\"}\r\n{\"id\":\"a/b/2\",\"text\":\"y\"}"))) {
            assertThat(ask(replay, "a/b/2", QUESTION)).isEqualTo(new Text("y", FinishReason.STOP));
        }
    }

    @Test
    void aFileMayBeginWithAByteOrderMarkAndHoldEmptyLines() throws Exception {
        try (Backend replay = open(write("\uFEFF{\"id\":\"a/b/1\",\"text\":\"x\"}\n\n \n{\"id\":\"a/b/2\",\"text\":\"y\"}\n"))) {
            assertThat(ask(replay, "a/b/1", QUESTION)).isEqualTo(new Text("x", FinishReason.STOP));
            assertThat(ask(replay, "a/b/2", QUESTION)).isEqualTo(new Text("y", FinishReason.STOP));
        }
    }

    @Test
    void anAnswerThatWasAskedForAgainReplacesTheFailureBeforeIt() throws Exception {
        try (Backend replay = open(write("{\"id\":\"a/b/1\",\"failed\":\"HTTP 500\"}\n{\"id\":\"a/b/1\",\"text\":\"x\"}\n{\"id\":\"a/b/1\",\"text\":\"x\"}\n"))) {
            assertThat(ask(replay, "a/b/1", QUESTION)).isEqualTo(new Text("x", FinishReason.STOP));
        }
    }

    @Test
    void repeatsAndRolesAreKeysOfTheirOwn() throws Exception {
        try (Backend replay = open(write("{\"id\":\"a/b/1\",\"text\":\"0\"}\n{\"id\":\"a/b/1\",\"repeat\":1,\"text\":\"1\"}\n{\"id\":\"a/b/1\",\"role\":\"judge\",\"text\":\"j\",\"prompt_sha256\":\"other\"}\n"))) {
            Key key = new Key("a/b/1", 0, "");
            assertThat(replay.complete(new Request(key, QUESTION))).isEqualTo(new Text("0", FinishReason.STOP));
            assertThat(replay.complete(new Request(new Key("a/b/1", 1, ""), QUESTION))).isEqualTo(new Text("1", FinishReason.STOP));
            assertThat(replay.complete(new Request(key.as("judge"), QUESTION))).isEqualTo(new Text("j", FinishReason.STOP));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"id\":\"a/b/1\",\"text\":\"x\"}~{\"id\":\"a/b/1\",\"text\":\"y\"}~  | line 2: a/b/1 is answered here otherwise than in an earlier line",
        "{\"id\":\"a/b/1\"}~                                                   | line 1: exactly one of",
        "{\"text\":\"a\"}~                                                     | line 1: no \"id\"",
        "{\"id\":\"a/b/1\",\"text\":\"x\"}~oops~{\"id\":\"a/b/2\",\"text\":\"x\"}~ | line 2: not JSON",
        "{\"id\":\"a/b/1\",\"likelihoods\":[1,\"x\"]}~                          | line 1: likelihoods are numbers"
    })
    void aFileThatCannotBeTrustedIsRefusedWithItsLine(String lines, String reason) throws IOException {
        Path file = write(lines.strip().replace('~', '\n'));

        assertThatThrownBy(() -> open(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(file + ", ").hasMessageContaining(reason.strip());
    }

    @Test
    void whatIsNotThereOrNotTextIsRefused() throws IOException {
        assertThatThrownBy(() -> open(folder.resolve("none.jsonl"))).hasMessageContaining("no such file; replay: takes a JSONL file");
        Path latin = Files.write(folder.resolve("latin.jsonl"), "{\"id\":\"a/b/1\",\"text\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> open(latin)).hasMessageContaining("line 1: not UTF-8");
        assertThatThrownBy(() -> Registry.open(ModelUri.parse("replay:x?seed=1"), Backend.Settings.on(LocalDate.EPOCH))).hasMessageContaining("no option 'seed'");
    }

    @Test
    void manyLinesAreFoundAgain() throws Exception {
        int lines = 20_000;
        Path file = folder.resolve("many.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                out.write("{\"id\":\"flores/km/" + i + "\",\"text\":\"" + "ខ".repeat(i % 97) + i + "\"}\n");
            }
        }
        try (Backend replay = open(file)) {
            for (int i = 0; i < lines; i += 7) {
                assertThat(ask(replay, "flores/km/" + i, QUESTION)).isEqualTo(new Text("ខ".repeat(i % 97) + i, FinishReason.STOP));
            }
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("answers.jsonl"), text);
    }

    private static Backend open(Path file) {
        return Registry.open(ModelUri.parse("replay:" + file), Backend.Settings.on(LocalDate.EPOCH));
    }

    private static Completion ask(Backend backend, String id, Prompt prompt) throws InterruptedException {
        return backend.complete(new Request(new Key(id, 0, ""), prompt));
    }
}

package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWatchTest {
    @TempDir
    private Path folder;

    @Test
    void aRunKeepsTheFingerprintThatItBeganWith() throws Exception {
        ask(new Swapped(Integer.MAX_VALUE, "one"), 6);

        assertThat(Files.readString(folder.resolve("fingerprint.json"))).contains("\"text\":\"I am one\"");
        assertThat(ask(new Swapped(Integer.MAX_VALUE, "one"), 6).kept()).isEqualTo(6);
    }

    @Test
    void aRunDoesNotGoOnWithAnotherModel() throws Exception {
        ask(new Swapped(Integer.MAX_VALUE, "one"), 6);
        List<String> before = Files.readAllLines(folder.resolve("completions.jsonl"));

        assertThatThrownBy(() -> ask(new Swapped(Integer.MAX_VALUE, "two"), 6)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begun with another model").hasMessageContaining("only 0 of 1 fixed prompts");
        assertThat(Files.readAllLines(folder.resolve("completions.jsonl"))).isEqualTo(before);
    }

    @Test
    void aModelThatIsExchangedMidRunLeavesNoAnswerBehind() throws Exception {
        assertThatThrownBy(() -> ask(new Swapped(8, "one"), 20)).hasMessageContaining("is no longer the model that the run began with");
        assertThat(folder.resolve("completions.jsonl")).isEmptyFile();

        AskStage.Summary again = ask(new Swapped(Integer.MAX_VALUE, "one"), 20);
        assertThat(again).isEqualTo(new AskStage.Summary(0, 20, 0, 0, 0, java.util.Optional.empty()));
        assertThat(Files.readString(folder.resolve("completions.jsonl"))).doesNotContain("another");
    }

    @Test
    void whatWasAnsweredBeforeTheLastGoodCheckStays() throws Exception {
        TaskRun task = Fixture.run(new Fixture.Toy(1, "am"));
        Swapped model = new Swapped(Integer.MAX_VALUE, "one");
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task)); Journal<CompletionRecord> journal = directory.completions()) {
            ModelWatch watch = ModelWatch.begin(directory, model, journal, 0);
            journal.append(record("toy/am/0001"));
            watch.check(journal, false);
            journal.append(record("toy/am/0002"));
            model.name = "another";

            assertThatThrownBy(() -> watch.check(journal, false)).hasMessageContaining("are taken back");
            journal.append(record("toy/am/0003"));
        }
        assertThat(Files.readAllLines(folder.resolve("completions.jsonl"))).extracting(line -> line.substring(0, 19))
                .containsExactly("{\"id\":\"toy/am/0001\"", "{\"id\":\"toy/am/0003\"");
    }

    @Test
    void aModelThatItsDigestPinsIsNotAsked() throws Exception {
        Fixture.Model model = new Fixture.Model(_ -> Fixture.text("x"));
        TaskRun task = Fixture.run(new Fixture.Toy(3, "sw"));
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task))) {
            AskStage.run(directory, model, List.of(task), false, (_, _, _) -> { });
        }

        assertThat(model.asked).hasSize(3);
        assertThat(folder.resolve("fingerprint.json")).doesNotExist();
    }

    private AskStage.Summary ask(Backend model, int items) throws InterruptedException {
        TaskRun task = Fixture.run(new Fixture.Toy(items, "am"));
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task))) {
            return AskStage.run(directory, model, List.of(task), false, (_, _, _) -> { });
        }
    }

    private static CompletionRecord record(String id) {
        return CompletionRecord.parse("{\"id\":\"" + id + "\",\"text\":\"x\"}", "here");
    }

    /// A model that another takes the place of after some answers.
    private static final class Swapped implements Backend {
        private final List<Request> asked = new ArrayList<>();
        private final int after;
        private volatile String name;

        Swapped(int after, String name) {
            this.after = after;
            this.name = name;
        }

        @Override
        public Identity identity() {
            return new Identity("fake", Optional.of("abc"), Map.of());
        }

        @Override
        public int parallelism() {
            return 4;
        }

        @Override
        public synchronized Completion complete(Request request) {
            asked.add(request);
            name = asked.size() > after ? "another" : name;
            return Fixture.text("from " + name);
        }

        @Override
        public Optional<Fingerprint> fingerprint() {
            return Optional.of(new Fingerprint(List.of(new Fingerprint.Answer("I am " + name, List.of()))));
        }

        @Override
        public void close() {}
    }
}

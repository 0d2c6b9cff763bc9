package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Score;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.Fixture.Length;
import dev.glossa.harness.run.Fixture.Model;
import dev.glossa.harness.run.Fixture.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {
    @TempDir
    Path folder;

    @Test
    void everySampleIsAskedOnceAndAFinishedRunAsksNothing() throws Exception {
        TaskRun task = Fixture.run(new Toy(20, "sw", "am", "ur"));
        Model model = new Model(r -> Fixture.text(r.key().sample()));
        ask(model, task);
        assertThat(model.asked).hasSize(60);
        AskStage.Summary again = ask(model, task);
        assertThat(model.asked).hasSize(60);
        assertThat(again).isEqualTo(new AskStage.Summary(60, 0, 0, 0, 0, java.util.Optional.empty()));
    }

    @Test
    void whatFailedBeforeIsNoAnswerThatIsKept() throws Exception {
        TaskRun task = Fixture.run(new Toy(10, "am"));
        Model down = new Model(_ -> new dev.glossa.harness.Completion.Failed("HTTP 500"));
        assertThat(ask(down, task).isFailure()).isTrue();
        AskStage.Summary again = ask(down, task);
        assertThat(again).isEqualTo(new AskStage.Summary(0, 0, 0, 0, 10, java.util.Optional.empty()));
        assertThat(again.isFailure()).isTrue();
        assertThat(down.asked).hasSize(10);
    }

    @Test
    void aModelThatBreaksDownLosesNothingThatItSaid() throws Exception {
        TaskRun task = Fixture.run(new Toy(50, "sw", "am"));
        Model broken = new Model(r -> {
            if (r.key().sample().endsWith("am/0030")) {
                throw new IllegalArgumentException("the key is refused");
            }
            return Fixture.text("x");
        });
        assertThatThrownBy(() -> ask(broken, task)).hasMessage("the key is refused");
        long kept = Files.readAllLines(folder.resolve("completions.jsonl")).size();
        assertThat(kept).isBetween(70L, 99L);
        Model healed = new Model(_ -> Fixture.text("x"));
        assertThat(ask(healed, task)).isEqualTo(new AskStage.Summary(kept, 100 - kept, 0, 0, 0, java.util.Optional.empty()));
        assertThat(healed.asked).hasSize((int) (100 - kept));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void scoresOfARunCutAnywhereEqualThoseOfAnUnbrokenOne(long seed) throws Exception {
        TaskRun task = Fixture.run(new Toy(40, "sw", "km"));
        Model model = new Model(r -> Fixture.text("ሰላም".repeat(r.key().sample().hashCode() & 7)));
        ask(model, task);
        score(task);
        byte[] unbroken = Files.readAllBytes(folder.resolve("scores.jsonl"));
        Random random = new Random(seed);
        // What a kill leaves: any prefix of either journal.
        cut(folder.resolve("completions.jsonl"), random);
        cut(folder.resolve("scores.jsonl"), random);
        ask(model, task);
        score(task);
        assertThat(Files.readAllBytes(folder.resolve("scores.jsonl"))).isEqualTo(unbroken);
    }

    @Test
    void anotherWayOfRankingIsPartOfTheSignature() {
        TaskRun task = Fixture.run(new Toy(2, "sw"));
        Model plain = new Model(_ -> Fixture.text("x"));
        Backend letters = new Backend() {
            @Override
            public Identity identity() {
                return plain.identity();
            }

            @Override
            public int parallelism() {
                return 1;
            }

            @Override
            public Optional<String> mode(Prompt prompt) {
                return Optional.of("letters");
            }

            @Override
            public Completion complete(Request request) {
                return plain.complete(request);
            }

            @Override
            public void close() {}
        };

        assertThat(AskStage.mode(plain, task)).isEmpty();
        assertThat(AskStage.mode(letters, task)).contains("letters");
        Task asked = AskedTask.ranked(task.task(), "letters");
        assertThat(asked.signature().toString()).isEqualTo("benchmark:toy|rev:1|ranking:letters");
        assertThat(AskedTask.as(task.task(), asked.signature())).isEqualTo(asked);
        assertThat(AskedTask.as(task.task(), task.task().signature())).isSameAs(task.task());
    }

    private static void cut(Path file, Random random) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
    }

    @Test
    void theFourStatesAreKeptApart() throws Exception {
        TaskRun task = Fixture.run(new Toy(4, "sw"));
        Model model = new Model(r -> switch (r.key().sample().substring(7)) {
            case "0001" -> Fixture.text("ok");
            case "0002" -> new Completion.Text("cut", Completion.FinishReason.LENGTH);
            case "0003" -> Fixture.text("?");
            default -> new Completion.Failed("timeout after 60 s");
        });
        ask(model, task);
        assertThat(score(task)).isEqualTo(new ScoreStage.Summary(0, 2, 1, 1, 1, 0, 0));
    }

    @Test
    void aFailedSampleIsAskedAgainOnlyOnRequestAndItsScoreFollows() throws Exception {
        TaskRun task = Fixture.run(new Toy(3, "sw"));
        ask(new Model(r -> r.key().sample().endsWith("2") ? new Completion.Failed("HTTP 503") : Fixture.text("ab")), task);
        score(task);
        Model healed = new Model(_ -> Fixture.text("abc"));
        ask(healed, task);
        assertThat(healed.asked).isEmpty();
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task))) {
            AskStage.run(directory, healed, List.of(task), true, Progress.SILENT);
        }
        assertThat(healed.asked).hasSize(1);
        score(task);
        Map<Key, Score> last = new java.util.HashMap<>();
        try (RunDirectory directory = RunDirectory.read(folder)) {
            directory.readScores(record -> last.put(record.key(), record.score()));
        }
        assertThat(last.get(new Key("toy/sw/0002", 0, ""))).isInstanceOfSatisfying(Score.Scored.class, s -> assertThat(s.value()).isEqualTo(3));
    }

    @Test
    void scoringAFinishedRunAgainWritesNothing() throws Exception {
        TaskRun task = Fixture.run(new Toy(10, "sw"));
        ask(new Model(r -> r.key().sample().endsWith("3") ? Fixture.text("?") : Fixture.text("x")), task);
        score(task);
        byte[] before = Files.readAllBytes(folder.resolve("scores.jsonl"));
        score(task);
        assertThat(Files.readAllBytes(folder.resolve("scores.jsonl"))).isEqualTo(before);
    }

    @Test
    void aRunUnderAnotherManifestIsRefusedWithTheDifference() throws Exception {
        ask(new Model(_ -> Fixture.text("x")), Fixture.run(new Toy(3, "sw")));
        TaskRun other = Fixture.run(new Toy(List.of(Fixture.LANGUAGES.get("sw")), 3, dev.glossa.harness.Signature.parse("benchmark:toy|rev:2")));
        assertThatThrownBy(() -> RunDirectory.create(folder, Fixture.manifest(other)))
                .hasMessageContaining("tasks[toy].signature: \"benchmark:toy|rev:1\" there, \"benchmark:toy|rev:2\" asked for");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("thesis.tex"), "do not touch");
        assertThatThrownBy(() -> RunDirectory.create(folder, Fixture.manifest(Fixture.run(new Toy(1, "sw"))))).hasMessageContaining("no run.json");
    }

    @Test
    void twoProcessesDoNotWriteOneRun() {
        Manifest manifest = Fixture.manifest(Fixture.run(new Toy(1, "sw")));
        try (RunDirectory first = RunDirectory.create(folder, manifest)) {
            assertThatThrownBy(() -> RunDirectory.create(folder, manifest)).hasMessageContaining("another process");
            assertThat(first.manifest()).isEqualTo(manifest);
        }
    }

    @Test
    void shardsPartitionTheSamples() {
        Set<Key> seen = new HashSet<>();
        for (int i = 1; i <= 3; i++) {
            Selection part = new Selection(java.util.OptionalInt.empty(), 0, new Selection.Shard(i, 3));
            Toy toy = new Toy(100, "sw", "am");
            TaskRun shard = TaskRun.of(toy, toy.languages(), part, 1);
            long count = 0;
            for (TaskRun.Askings askings = shard.askings(); askings.hasNext(); count++) {
                assertThat(seen.add(askings.next().key())).isTrue();
            }
            assertThat(count).isEqualTo(shard.size()).isBetween(45L, 90L);
        }
        assertThat(seen).hasSize(200);
    }

    @Test
    void aLimitKeepsTheSameItemsInEveryLanguageAndNotTheFirst() {
        Toy toy = new Toy(100, "sw", "am");
        TaskRun limited = TaskRun.of(toy, toy.languages(), new Selection(java.util.OptionalInt.of(10), 7, Selection.Shard.WHOLE), 1);
        Set<String> swahili = new HashSet<>();
        Set<String> amharic = new HashSet<>();
        for (TaskRun.Askings askings = limited.askings(); askings.hasNext(); ) {
            String id = askings.next().key().sample();
            (id.startsWith("toy/sw/") ? swahili : amharic).add(id.substring(7));
        }
        assertThat(swahili).hasSize(10).isEqualTo(amharic);
        assertThat(swahili).isNotEqualTo(Set.of("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"));
    }

    @Test
    void repeatsAreAskedUnderTheirOwnKeys() throws Exception {
        Toy toy = new Toy(2, "sw");
        TaskRun twice = TaskRun.of(toy, toy.languages(), Selection.ALL, 2);
        Model model = new Model(_ -> Fixture.text("x"));
        ask(model, twice);
        assertThat(model.asked).extracting(r -> r.key().toString())
                .containsExactlyInAnyOrder("toy/sw/0001", "toy/sw/0001#1", "toy/sw/0002", "toy/sw/0002#1");
    }

    @Test
    void anAnswerToAnotherPromptIsNotUsedAgain() throws Exception {
        Toy task = new Toy(5, "am");
        ask(new Model(_ -> Fixture.text("x")), Fixture.run(task));
        Path journal = folder.resolve("completions.jsonl");
        List<String> lines = Files.readAllLines(journal);
        String digest = CompletionRecord.parse(lines.get(2), "line").promptSha256().orElseThrow();
        lines.set(2, lines.get(2).replace(digest, "0123456789abcdef".repeat(4)));
        Files.write(journal, lines);
        assertThatThrownBy(() -> ask(new Model(_ -> Fixture.text("x")), Fixture.run(task))).hasMessageContaining("toy/am/").hasMessageContaining("is one to another prompt, though all else is the same");
    }

    @Test
    void aTornLineIsAskedAgain() throws Exception {
        TaskRun task = Fixture.run(new Toy(3, "sw"));
        ask(new Model(_ -> Fixture.text("x")), task);
        Files.writeString(folder.resolve("completions.jsonl"), "{\"id\":\"toy/sw/00", StandardOpenOption.APPEND);
        Model model = new Model(_ -> Fixture.text("x"));
        assertThat(ask(model, task).kept()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("completions.jsonl"))).endsWith("}\n");
    }

    @Test
    void aDamagedLineInTheMiddleSaysWhere() throws Exception {
        TaskRun task = Fixture.run(new Toy(3, "sw"));
        ask(new Model(_ -> Fixture.text("x")), task);
        Path journal = folder.resolve("completions.jsonl");
        List<String> lines = Files.readAllLines(journal);
        lines.set(1, "{garbage");
        Files.write(journal, lines);
        assertThatThrownBy(() -> ask(new Model(_ -> Fixture.text("x")), task)).hasMessageContaining("completions.jsonl, line 2");
    }

    private AskStage.Summary ask(Model model, TaskRun task) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task))) {
            return AskStage.run(directory, model, List.of(task), false, Progress.SILENT);
        }
    }

    private ScoreStage.Summary score(TaskRun task) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.open(folder)) {
            return new ScoreStage(directory, Fixture.tools(), Progress.SILENT).run(List.of(task), Map.of("toy", List.of(new Length())));
        }
    }
}

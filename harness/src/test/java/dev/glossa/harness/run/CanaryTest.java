package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.run.Fixture.Length;
import dev.glossa.harness.run.Fixture.Model;
import dev.glossa.harness.run.Fixture.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    @TempDir
    Path folder;

    private final List<Canary.Material> seen = new ArrayList<>();

    @Test
    void canariesOfTheSameFewItemsAreScoredInEveryLanguageBesideTheAnswers() throws Exception {
        TaskRun task = Fixture.run(new Toy(20, "am", "km", "ur"));
        ask(task);
        assertThat(score(task)).isEqualTo(new ScoreStage.Summary(0, 60, 0, 0, 0, 0, 12));
        Map<String, TreeSet<String>> items = new TreeMap<>();
        records().stream().filter(record -> Canary.name(record.key()).isPresent()).forEach(record ->
                items.computeIfAbsent(record.key().sample().substring(4, 6), _ -> new TreeSet<>()).add(record.key().sample().substring(7)));
        assertThat(items.keySet()).containsExactly("am", "km", "ur");
        assertThat(items.values().stream().distinct()).hasSize(1).allSatisfy(chosen -> assertThat(chosen).hasSize(2));
        assertThat(records()).filteredOn(record -> Canary.name(record.key()).equals(java.util.Optional.of("empty")))
                .hasSize(6).allSatisfy(record -> assertThat(((Score.Scored) record.score()).value()).isZero());
        assertThat(records()).filteredOn(record -> Canary.name(record.key()).equals(java.util.Optional.of(Canary.REPEAT)))
                .hasSize(6).allSatisfy(record -> assertThat(record.score()).isEqualTo(score(record.key().as(""))));
    }

    @Test
    void canariesThatAreScoredAreNotScoredAgainAndACutJournalEndsInTheSameBytes() throws Exception {
        TaskRun task = Fixture.run(new Toy(12, "am", "km"));
        ask(task);
        score(task);
        Path scores = folder.resolve("scores.jsonl");
        byte[] whole = Files.readAllBytes(scores);
        assertThat(score(task).canaries()).isZero();
        assertThat(Files.readAllBytes(scores)).isEqualTo(whole);
        for (int length : new int[] {0, whole.length / 2, whole.length - 300, whole.length - 1}) {
            Files.write(scores, java.util.Arrays.copyOf(whole, length));
            score(task);
            assertThat(Files.readAllBytes(scores)).isEqualTo(whole);
        }
    }

    @Test
    void aCanaryKnowsTheItemInAnotherScriptAlsoInARunOfOneLanguage() throws Exception {
        TaskRun three = Fixture.run(new Toy(9, "ar", "ur", "km"));
        ask(three);
        score(three);
        assertThat(seen).filteredOn(material -> material.sample().language().code().equals("ar")).hasSize(2).allSatisfy(material -> {
            assertThat(material.elsewhere().orElseThrow().sample().language().code()).isEqualTo("km");
            assertThat(material.elsewhere().orElseThrow().sample().item()).isEqualTo(material.sample().item());
            assertThat(material.elsewhere().orElseThrow().answer()).isPresent();
        });
        seen.clear();
        Toy toy = new Toy(9, "ur", "ar", "en");
        TaskRun one = TaskRun.of(toy, List.of(Fixture.LANGUAGES.get("ur")), Selection.ALL, 1);
        score(one);
        assertThat(seen).hasSize(2).allSatisfy(material -> {
            assertThat(material.elsewhere().orElseThrow().sample().language().code()).isEqualTo("en");
            assertThat(material.elsewhere().orElseThrow().answer()).isEmpty();
        });
    }

    @Test
    void shardsShareTheCanariesOfTheWhole() {
        Toy toy = new Toy(40, "am", "km");
        List<String> whole = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i <= 3; i++) {
            Selection.Shard shard = i == 0 ? Selection.Shard.WHOLE : new Selection.Shard(i, 3);
            TaskRun run = TaskRun.of(toy, toy.languages(), new Selection(java.util.OptionalInt.of(20), 5, shard), 1);
            List<String> into = i == 0 ? whole : parts;
            for (Sample sample : run.foremost(Fixture.LANGUAGES.get("km"))) {
                if (run.holds(Key.of(sample.id()))) {
                    into.add(sample.item());
                }
            }
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(whole).hasSize(8);
    }

    @Test
    void aCallAboutACanaryIsNeverTakenForOneAboutTheAnswer() {
        Key answer = new Key("toy/am/0001", 2, "");
        Key canary = new Canary("wrong-language", new Toy(1, "am").questions(Fixture.LANGUAGES.get("am")).findFirst().orElseThrow().sample(), "x").key(answer);
        assertThat(answer.call("rubric")).isEqualTo(answer.as("rubric"));
        assertThat(canary.call("rubric:again")).isEqualTo(answer.as("canary:wrong-language/rubric:again"));
        assertThat(Stream.of(answer, answer.call("rubric"), answer.call("rubric:again"))).allSatisfy(key -> assertThat(key.answer()).isEqualTo(answer));
        assertThat(Stream.of(canary, canary.call("rubric"))).allSatisfy(key -> assertThat(key.answer()).isEqualTo(canary));
        assertThat(Canary.name(canary)).contains("wrong-language");
        assertThat(Stream.of(answer, answer.call("rubric"), canary.call("rubric"))).allSatisfy(key -> assertThat(Canary.name(key)).isEmpty());
    }

    private List<ScoreRecord> records() {
        List<ScoreRecord> records = new ArrayList<>();
        RunDirectory.read(folder).readScores(records::add);
        return records;
    }

    private Score score(Key key) {
        return records().stream().filter(record -> record.key().equals(key)).findFirst().orElseThrow().score();
    }

    private void ask(TaskRun task) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create(folder, Fixture.manifest(task))) {
            AskStage.run(directory, new Model(request -> Fixture.text("ሰላም " + request.key().sample())), List.of(task), false, Progress.SILENT);
        }
    }

    private ScoreStage.Summary score(TaskRun task) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.open(folder)) {
            return new ScoreStage(directory, Fixture.tools(), Progress.SILENT).run(List.of(task), Map.of("toy", List.of(new Watched())));
        }
    }

    /// The length of an answer, with an empty canary and the model's answer once more.
    private final class Watched implements Metric {
        private final Length length = new Length();

        @Override
        public String name() {
            return length.name();
        }

        @Override
        public Scale scale() {
            return length.scale();
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        @Override
        public Scorer scorer(Resources resources) {
            Scorer scorer = length.scorer(resources);
            return new Scorer() {
                @Override
                public Signature signature() {
                    return scorer.signature();
                }

                @Override
                public int batchSize() {
                    return 5;
                }

                @Override
                public int canaryItems() {
                    return 2;
                }

                @Override
                public List<Canary> canaries(Canary.Material material) {
                    seen.add(material);
                    return Stream.concat(Stream.of(new Canary("empty", material.sample(), "")),
                            material.answer().map((Completion answer) -> new Canary(Canary.REPEAT, material.sample(), answer)).stream()).toList();
                }

                @Override
                public List<Score> score(List<Answered> batch) throws InterruptedException {
                    return scorer.score(batch);
                }
            };
        }
    }
}

package dev.glossa.harness.run;

import static dev.glossa.harness.run.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several judges of the same answers, and rivals beside the answers.
class JuryTest {
    @TempDir
    Path folder;

    private RunDirectory directory;
    private TaskRun run;

    /// The number that a judge replies; anything else cannot be read.
    static final class Rating implements Metric {
        final boolean compares;

        Rating(boolean compares) {
            this.compares = compares;
        }

        @Override
        public String name() {
            return "rating";
        }

        @Override
        public Scale scale() {
            return Scale.RAW;
        }

        @Override
        public boolean compares() {
            return compares;
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        @Override
        public Scorer scorer(Resources resources) {
            Backend judge = resources.judge();
            return new Scorer() {
                @Override
                public Signature signature() {
                    return Signature.EMPTY.with("judge", judge.identity().name()).with("mrev", 1);
                }

                @Override
                public List<Score> score(List<Answered> batch) throws InterruptedException {
                    List<Score> scores = new ArrayList<>();
                    for (Answered answered : batch) {
                        String shown = ((Completion.Text) answered.completion()).text() + answered.rival().map(r -> " against " + r).orElse("");
                        Completion reply = judge.complete(new Request(answered.key().call("rate"), new Prompt.Generation(
                                Prompt.user(resources.mark(answered.key(), List.of(shown)) + shown), Decoding.greedy(8))));
                        scores.add(switch (reply) {
                            case Completion.Text said when said.text().matches("-?[0-9.]+") -> Score.Scored.mean(Double.parseDouble(said.text()), "");
                            case Completion.Text said -> new Score.Unparsed("'" + said.text() + "'");
                            case Completion.Failed(String reason) -> new Score.Failed(reason);
                            case Completion.Likelihoods _ -> throw new IllegalStateException();
                        });
                    }
                    return scores;
                }
            };
        }
    }

    @BeforeEach
    void answered() throws Exception {
        run = Fixture.run(new Fixture.Toy(2, "am", "km"));
        directory = RunDirectory.create(folder.resolve("run"), Fixture.manifest(run).with("hush"));
        AskStage.run(directory, new Fixture.Model(_ -> text("መልስ 😀")), List.of(run), false, (_, _, _) -> { });
    }

    private static Juror juror(String name, double weight, Fixture.Model model) {
        return new Juror(name, model, weight);
    }

    private ScoreStage.Summary score(Optional<Baselines> baselines, Metric metric, Map<String, String> options, Juror... jurors) throws Exception {
        return new ScoreStage(directory, new ScoreStage.Tools(List.of(jurors), baselines, Map.of(), options, Fixture.LANGUAGES::get), (_, _, _) -> { })
                .run(List.of(run), Map.of("toy", List.of(metric)));
    }

    private List<ScoreRecord> scores() {
        List<ScoreRecord> all = new ArrayList<>();
        directory.readScores(all::add);
        return all;
    }

    @Test
    void aJuryOfThreeGivesItsWeightedMeanAndEachJudgesOwnScoreBesideIt() throws Exception {
        Juror[] jury = {juror("a", 2, new Fixture.Model(_ -> text("4"))), juror("b", 1, new Fixture.Model(_ -> text("1"))), juror("ሐ", 1, new Fixture.Model(_ -> text("?")))};
        assertThat(score(Optional.empty(), new Rating(false), Map.of(), jury).scored()).isEqualTo(4);
        Map<String, ScoreRecord> first = scores().stream().filter(s -> s.key().sample().equals("toy/am/0001")).collect(Collectors.toMap(s -> s.key().role(), s -> s));
        assertThat(first.keySet()).containsExactlyInAnyOrder("", "@a", "@b", "@ሐ");
        assertThat(((Score.Scored) first.get("").score()).value()).isEqualTo(3);
        assertThat(((Score.Scored) first.get("").score()).note()).isEqualTo("a 4.000, b 1.000, ሐ unparsed ('?')");
        assertThat(first.get("@ሐ").score()).isInstanceOf(Score.Unparsed.class);
        assertThat(Files.readString(folder.resolve("run/scoring.json"))).contains("|jury:mean|jweights:2.0,1.0,1.0");
        byte[] before = Files.readAllBytes(folder.resolve("run/scores.jsonl"));
        score(Optional.empty(), new Rating(false), Map.of(), jury);
        assertThat(Files.readAllBytes(folder.resolve("run/scores.jsonl"))).isEqualTo(before);
    }

    @Test
    void aJudgeThatJoinsLaterFindsTheOthersRepliesInTheJournal() throws Exception {
        Fixture.Model first = new Fixture.Model("first", _ -> text("4"));
        Fixture.Model second = new Fixture.Model("second", _ -> text("2"));
        score(Optional.empty(), new Rating(false), Map.of(), juror("a", 1, first));
        score(Optional.empty(), new Rating(false), Map.of(), juror("a", 1, first), juror("b", 1, second));
        assertThat(first.asked).hasSize(4);
        assertThat(second.asked).hasSize(4).allSatisfy(request -> assertThat(request.key().role()).isEqualTo("rate"));
        score(Optional.empty(), new Rating(false), Map.of(), juror("b", 1, second));
        assertThat(second.asked).hasSize(4);
    }

    @Test
    void onlyTheJudgeWhoseReplyCouldNotBeReadIsAskedAgain() throws Exception {
        Fixture.Model steady = new Fixture.Model(_ -> text("4"));
        boolean[] drunk = {true};
        Fixture.Model drinker = new Fixture.Model(_ -> text(drunk[0] ? "?" : "2"));
        assertThat(score(Optional.empty(), new Rating(false), Map.of(), juror("a", 1, steady), juror("b", 1, drinker)).unparsed()).isEqualTo(4);
        drunk[0] = false;
        assertThat(score(Optional.empty(), new Rating(false), Map.of(), juror("a", 1, steady), juror("b", 1, drinker)).scored()).isEqualTo(4);
        assertThat(steady.asked).hasSize(4);
        assertThat(drinker.asked).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "mean, '1 1 7', '1 1 1', 3",
        "majority, '1 1 7', '1 1 1', 1",
        "majority, '1 4 7', '1 1 1', 4",
        "majority, '1 7', '1 1', 4",
        "majority, '1 4 7', '1 1 5', 7",
        "majority, '0 1 1 0', '1 1 1 1', 0.5",
        "mean, '2 4', '3 1', 2.5",
        "mean, '2 ? 4', '2 1 2', 3",
    })
    void aJuryMayBeItsMeanOrItsMajority(String rule, String values, String weights, double expected) {
        assertThat(((Score.Scored) together(rule, values, weights)).value()).isEqualTo(expected);
    }

    @Test
    void halfAJuryDecidesNothing() {
        assertThat(together("mean", "1 ?", "1 1")).isInstanceOf(Score.Unparsed.class);
        assertThat(together("mean", "1 ! ?", "1 1 2")).isInstanceOf(Score.Unparsed.class);
        assertThat(together("majority", "! !", "1 1")).isEqualTo(new Score.Failed("0 failed (gone), 1 failed (gone)"));
        assertThatThrownBy(() -> Jury.Rule.named("median")).hasMessageContaining("mean or majority");
    }

    private static Score together(String rule, String values, String weights) {
        List<Juror> jurors = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        for (String value : values.split(" ")) {
            jurors.add(juror(Integer.toString(jurors.size()), Double.parseDouble(weights.split(" ")[jurors.size()]), new Fixture.Model(_ -> text(""))));
            scores.add(value.equals("?") ? new Score.Unparsed("?") : value.equals("!") ? new Score.Failed("gone") : Score.Scored.mean(Double.parseDouble(value), ""));
        }
        return new Jury(jurors, List.of(), Jury.Rule.named(rule)).together(scores);
    }

    @Test
    void judgesOfOneNameAreToldApartAndNamesAreHarmless() {
        List<Juror> jurors = Juror.named(List.of(new Fixture.Model(_ -> text("")), new Fixture.Model(_ -> text(""))), List.of(1.0, 2.0));
        assertThat(jurors).extracting(Juror::name).containsExactly("fake", "fake-2");
        assertThatThrownBy(() -> new Juror("a", new Fixture.Model(_ -> text("")), 0)).hasMessageContaining("above 0");
    }

    @Test
    void anAnswerIsComparedWithTheBaselinesAndNamesIt() throws Exception {
        Path file = Files.writeString(folder.resolve("GPT-ፖ.jsonl"), "{\"id\":\"toy/am/0001\",\"text\":\"ሌላ\"}\n");
        List<String> prompts = new ArrayList<>();
        Fixture.Model judge = new Fixture.Model(request -> {
            synchronized (prompts) {
                prompts.add(((Prompt.Context.Chat) request.prompt().context()).messages().getFirst().content());
            }
            return text("1");
        });
        try (Baselines baselines = Baselines.open(Map.of("", file))) {
            score(Optional.of(baselines), new Rating(true), Map.of(), juror("a", 1, judge));
        }
        assertThat(prompts).anySatisfy(prompt -> assertThat(prompt).contains("against Text[text=ሌላ"))
                .anySatisfy(prompt -> assertThat(prompt).contains("against Failed[reason=GPT-ፖ was not asked this"));
        assertThat(scores()).allSatisfy(record -> assertThat(record.attributes()).containsEntry("baseline", "GPT-ፖ"));
        assertThat(Files.readString(folder.resolve("run/scoring.json"))).containsPattern("\\|baseline:GPT-ፖ@[0-9a-f]{12}\"");
        assertThatThrownBy(() -> score(Optional.empty(), new Rating(true), Map.of(), juror("a", 1, judge))).hasMessageContaining("--baseline RUN");
        assertThatThrownBy(() -> Baselines.open(Map.of("", folder.resolve("none")))).hasMessageContaining("no baseline");
    }

    private Path answers(String name, String... lines) throws Exception {
        return Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("base.jsonl"), String.join("\n", lines) + "\n");
    }

    private String compared(Path baseline, Fixture.Model judge) throws Exception {
        try (Baselines baselines = Baselines.open(Map.of("", baseline))) {
            score(Optional.of(baselines), new Rating(true), Map.of(), Juror.alone(judge));
        }
        return Signature.parse(directory.scoring().current("toy", "rating").orElseThrow().signature()).parts().get("baseline");
    }

    /// Four answers; one comparison of each with a baseline's.
    @Test
    void otherAnswersOfABaselineAreComparedAnew() throws Exception {
        Fixture.Model judge = new Fixture.Model(_ -> text("1"));
        String one = "{\"id\":\"toy/am/0001\",\"text\":\"ሌላ\",\"millis\":3}";
        String two = "{\"id\":\"toy/km/0001\",\"text\":\"ទៀត\"}";
        String label = compared(answers("a", one, two), judge);
        assertThat(label).matches("base@[0-9a-f]{12}");
        assertThat(judge.asked).hasSize(4);
        // In another order, at another speed, with a failure and with another benchmark's answers: the same baseline.
        assertThat(compared(answers("b", two, "{\"id\":\"toy/am/0002\",\"failed\":\"HTTP 500\"}", one.replace("3}", "4000}"),
                "{\"id\":\"toys/am/0001\",\"text\":\"x\"}"), judge)).isEqualTo(label);
        assertThat(judge.asked).hasSize(4);
        // One answer more.
        String other = compared(answers("c", one, two, "{\"id\":\"toy/am/0002\",\"text\":\"\"}"), judge);
        assertThat(other).isNotEqualTo(label);
        assertThat(judge.asked).hasSize(5);
        assertThat(compared(answers("d", one.replace("ሌላ", "ሌላ 😀"), two), judge)).isNotIn(label, other);
        assertThat(compared(answers("e", one.replace("\"millis\":3", "\"finish\":\"length\""), two), judge)).isNotIn(label, other);
        assertThat(compared(answers("f", one.replace("\"millis\":3", "\"completion_tokens\":3"), two), judge)).isNotIn(label, other);
    }

    @Test
    void aRunThatWasAskedOtherwiseIsAnotherBaselineAndItsMergedShardsAreTheSame() throws Exception {
        Fixture.Model judge = new Fixture.Model(_ -> text("1"));
        Fixture.Model model = new Fixture.Model(request -> text("ሌላ " + request.key().sample()));
        Path whole = baseline("whole", model, Selection.Shard.WHOLE, "benchmark:toy|rev:1");
        String label = compared(whole, judge);
        List<Path> shards = new ArrayList<>();
        for (int i = 2; i >= 1; i--) {
            shards.add(baseline("shard" + i, model, new Selection.Shard(i, 2), "benchmark:toy|rev:1"));
        }
        Merge.of(shards, folder.resolve("merged"));
        assertThat(compared(folder.resolve("merged"), judge)).isEqualTo(label);
        assertThat(compared(shards.getFirst(), judge)).isNotEqualTo(label);
        assertThat(compared(baseline("warm", model, Selection.Shard.WHOLE, "benchmark:toy|rev:1|temp:1"), judge)).isNotEqualTo(label);
        try (Baselines found = Baselines.among(label, "toy", List.of(folder.resolve("none"), shards.getFirst(), folder.resolve("warm"), whole)).orElseThrow()) {
            assertThat(found.text("toy")).isEqualTo(label);
        }
        assertThat(Baselines.among(label, "toy", shards)).isEmpty();
    }

    private Path baseline(String name, Fixture.Model model, Selection.Shard shard, String signature) throws Exception {
        Fixture.Toy toy = new Fixture.Toy(2, "am", "km");
        TaskRun asked = TaskRun.of(new Fixture.Toy(toy.languages(), 2, Signature.parse(signature)), toy.languages(), new Selection(java.util.OptionalInt.empty(), 0, shard), 1);
        try (RunDirectory out = RunDirectory.create(folder.resolve(name), Fixture.manifest(asked).part(shard).with("hush"))) {
            AskStage.run(out, model, List.of(asked), false, (_, _, _) -> { });
        }
        return folder.resolve(name);
    }

    @Test
    void aMarkIsTheSameAgainAndStandsInNoTextThatItBorders() {
        Key key = new Key("toy/am/0001", 0, "");
        String mark = Marks.of("hush").of(key, List.of("x"));
        assertThat(mark).matches("[0-9a-f]{16}").isEqualTo(Marks.of("hush").of(key, List.of("y")));
        assertThat(Marks.of("other").of(key, List.of())).isNotEqualTo(mark);
        assertThat(Marks.of("hush").of(key.as("canary:empty"), List.of())).isNotEqualTo(mark);
        assertThat(Marks.of("hush").of(key, List.of("leaked " + mark))).isNotEqualTo(mark).matches("[0-9a-f]{16}");
        assertThat(Marks.secret()).isNotEqualTo(Marks.secret());
    }

    @Test
    void aRunGoesOnUnderItsOwnSecret() {
        directory.close();
        assertThat(RunDirectory.create(folder.resolve("run"), Fixture.manifest(run).with("another")).manifest().secret()).contains("hush");
    }
}

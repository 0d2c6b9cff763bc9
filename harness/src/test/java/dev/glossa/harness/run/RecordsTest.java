package dev.glossa.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Completion;
import dev.glossa.harness.Completion.FinishReason;
import dev.glossa.harness.Completion.Usage;
import dev.glossa.harness.Key;
import dev.glossa.harness.Score;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.io.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RecordsTest {
    private static final Key KEY = new Key("mdolly/ur/0001", 2, "rubric");

    static Stream<Completion> completions() {
        return Stream.of(
                new Completion.Text("سلام\u2028\u0000\"😀\uD83D", FinishReason.STOP),
                new Completion.Text("", FinishReason.LENGTH, Optional.of("ម៉្យាង"), Usage.of(12, 0), List.of(new Completion.Token("a", -0.25))),
                new Completion.Text("x", FinishReason.FILTER),
                new Completion.Likelihoods(List.of(-1.25, -3.0e-7, -1000000.5), Usage.of(9, 0)),
                new Completion.Failed("HTTP 503 after 5 attempts"));
    }

    @ParameterizedTest
    @MethodSource("completions")
    void aCompletionIsOneLineAndReadBack(Completion completion) {
        CompletionRecord record = new CompletionRecord(KEY, completion, OptionalLong.of(17), Optional.of("ab"));
        assertThat(record.line()).doesNotContain("\n");
        assertThat(CompletionRecord.parse(record.line(), "test")).isEqualTo(record);
    }

    @Test
    void anIdAndOneAnswerSuffice() {
        CompletionRecord record = CompletionRecord.parse("{\"id\":\"flores/sw/0001\",\"text\":\"Habari\",\"mine\":[1]}", "test");
        assertThat(record.completion()).isEqualTo(new Completion.Text("Habari", FinishReason.STOP));
        assertThat(record.key()).isEqualTo(new Key("flores/sw/0001", 0, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "{\"id\":\"a/b/c\"}; exactly one of",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"failed\":\"y\"}; exactly one of",
        "{\"text\":\"x\"}; no \"id\"",
        "{\"id\":5,\"text\":\"x\"}; where text was expected",
        "{\"id\":\"a/b/c\",\"text\":null}; no \"text\"",
        "{\"id\":\"a/b/c\",\"likelihoods\":[\"x\"]}; likelihoods are numbers",
        "{\"id\":\"a/b/c\",\"likelihoods\":[1e999]}; line 7",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"finish\":\"eos\"}; stop, length or filter",
        "{\"id\":\"a/b/c\",\"repeat\":-1,\"text\":\"x\"}; negative",
        "{\"id\":\"a/b/c\",\"repeat\":3000000000,\"text\":\"x\"}; \"repeat\" is 3000000000",
        "{\"id\":\"a/b/c\",\"repeat\":\"x\",\"text\":\"x\"}; whole number",
        "{\"id\":\"a/b/c\",\"role\":[],\"text\":\"x\"}; \"role\" is []",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"prompt_sha256\":{}}; \"prompt_sha256\" is {} where text was expected",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"reasoning\":[1]}; \"reasoning\" is [1]",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"finish\":[\"stop\"]}; \"finish\" is",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"tokens\":[[\"a\",\"x\"]]}; a token is [text, log-probability]",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"tokens\":[[{},-1]]}; a token is",
        "{\"id\":\"a/b/c\",\"text\":\"x\",\"tokens\":7}; \"tokens\" is no array",
        "{\"id\":\"a/b/c\",\"likelihoods\":7}; \"likelihoods\" is no array",
        "[1]; a JSON object was expected",
        "{\"id\":\"a/b/c\",\"text\":\"x\"} trailing; not JSON",
        "<html>; not JSON"})
    void aLineThatIsNoCompletionSaysWhy(String line, String message) {
        assertThatThrownBy(() -> CompletionRecord.parse(line, "x.jsonl, line 7")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("x.jsonl, line 7").hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "\"state\":\"scored\",\"value\":1,\"statistics\":[\"x\"]; statistics: a number was expected",
        "\"state\":\"scored\",\"value\":1,\"statistics\":[1e999]; statistics",
        "\"state\":\"scored\",\"value\":1,\"statistics\":{\"a\":1}; a scored line has a value and statistics",
        "\"state\":\"scored\",\"value\":\"x\",\"statistics\":[1,1]; value: a number was expected",
        "\"state\":\"scored\",\"value\":1,\"statistics\":[1,1],\"facets\":{\"f\":[]}; f: a number was expected",
        "\"state\":\"unparsed\",\"note\":[1]; \"note\" is [1]",
        "\"state\":\"unparsed\",\"repeat\":-1; not negative",
        "\"state\":{}; \"state\" is {}"})
    void aLineThatIsNoScoreSaysWhy(String fields, String message) {
        assertThatThrownBy(() -> ScoreRecord.parse("{\"id\":\"a/b/c\",\"metric\":\"m\",\"signature\":\"s\"," + fields.strip() + "}", "scores.jsonl, line 7"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("scores.jsonl, line 7: ").hasMessageContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "tasks; [null]; nothing stands for tasks",
        "tasks; null; nothing stands for tasks",
        "tasks.0.languages; null; nothing stands for a task's languages",
        "tasks.0.languages; {\"am\":null}; the files of a task's language",
        "tasks.0.metrics; [null]; a task's metrics",
        "tasks.0.slices; null; a task's slices",
        "tasks.0.options; null; a task's options",
        "tasks.0.signature; null; a task's signature",
        "tasks.0.name; []; run.json: not a manifest: ",
        "model; null; nothing stands for model",
        "provenance; null; nothing stands for provenance",
        "seed; {}; run.json: not a manifest: ",
        "format; [1]; format 1 can be read",
        "repeat; 2000000000; each sample was asked 2000000000 times; 1 to 10,000 can be read",
        "repeat; 0; 1 to 10,000 can be read"})
    void aManifestThatIsNoneSaysWhy(String place, String value, String message) {
        ObjectNode tree = Json.object(Fixture.manifest(Fixture.run(new Fixture.Toy(1, "sw"))).json(), "test");
        String[] path = place.strip().split("\\.");
        ObjectNode object = path.length == 1 ? tree : (ObjectNode) tree.path("tasks").path(0);
        object.set(path[path.length - 1], Json.MAPPER.readTree(value.strip()));
        assertThatThrownBy(() -> Manifest.parse(tree.toString(), "run.json")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("run.json: ").hasMessageContaining(message.strip()).message().hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"entries\":[null]}", "{\"entries\":[{\"id\":\"a\"}]}", "{\"entries\":null}", "{\"entries\":[3]}"})
    void whatScoredARunIsReadWholeOrRefusedInOneLine(String json) {
        assertThatThrownBy(() -> Scoring.parse(json, "scoring.json")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scoring.json: not what scored a run: ").message().hasLineCount(1);
    }

    /// As a server gives them for a token that cannot be, and JSON's writer spells them.
    @Test
    void logProbabilitiesThatAreNotFiniteAreReadBack() {
        CompletionRecord record = new CompletionRecord(KEY, new Completion.Text("x", FinishReason.STOP, Optional.empty(), Usage.UNKNOWN,
                List.of(new Completion.Token("x", Double.NEGATIVE_INFINITY), new Completion.Token("ሀ", Double.NaN))), OptionalLong.empty(), Optional.empty());
        assertThat(CompletionRecord.parse(record.line(), "test")).isEqualTo(record);
    }

    static Stream<Score> scores() {
        return Stream.of(new Score.Scored(0.1 + 0.2, Statistics.of(3, 0.1, 1e15), "note"), Score.Scored.mean(1, ""),
                new Score.Unparsed("no JSON object"), new Score.Failed("timeout"));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void aScoreIsOneLineAndReadBackToTheLastDigit(Score score) {
        boolean scored = score instanceof Score.Scored;
        ScoreRecord record = new ScoreRecord(KEY, "rubric", score, scored, scored ? Map.of("naturalness", 1.0 / 3) : Map.of(),
                Map.of("category", "ሒሳብ"), "0123456789ab");
        assertThat(ScoreRecord.parse(record.line(), "test")).isEqualTo(record);
    }

    @Test
    void aManifestIsReadBackAndItsDifferencesAreNamed() {
        Manifest manifest = Fixture.manifest(Fixture.run(new Fixture.Toy(1, "sw")));
        assertThat(Manifest.parse(manifest.json(), "run.json")).isEqualTo(manifest);
        // Files of a run are named after its benchmarks.
        String task = manifest.tasks().getFirst().name();
        assertThatThrownBy(() -> Manifest.parse(manifest.json().replace("\"" + task + "\"", "\"../../evil\""), "run.json"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("run.json").hasMessageContaining("'../../evil' is no benchmark's name");
        Manifest moved = new Manifest(manifest.format(), manifest.name(), manifest.model(), manifest.tasks(), manifest.limit(), manifest.seed(),
                manifest.shard(), manifest.repeat(), manifest.date(), Map.of("data", "elsewhere"));
        assertThat(manifest.differences(moved)).isEmpty();
        Manifest reseeded = new Manifest(manifest.format(), manifest.name(), manifest.model(), manifest.tasks(), java.util.OptionalInt.of(5), 9,
                manifest.shard(), manifest.repeat(), manifest.date(), manifest.provenance());
        assertThat(manifest.differences(reseeded)).containsExactly("limit: nothing there, 5 asked for", "seed: 0 there, 9 asked for");
    }
}

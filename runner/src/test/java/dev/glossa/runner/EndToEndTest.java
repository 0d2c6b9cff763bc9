package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.harness.Score;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All stages on `replay:`, through the door that users use.
class EndToEndTest {
    @TempDir
    Path folder;

    @Test
    void goldAnswersScoreFullMarksUnderEveryExtraction() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String language : List.of("sw", "ur", "km", "am")) {
            Path samples = Path.of("../benchmarks/src/main/resources/dev/glossa/benchmarks/samples/global-mgsm/" + language + "/test.jsonl");
            int row = 0;
            for (String line : Files.readAllLines(samples)) {
                var sample = dev.glossa.harness.io.Json.object(line, "sample");
                lines.add(dev.glossa.harness.io.Json.object().put("id", "global-mgsm/%s/%04d".formatted(language, ++row))
                        .put("text", "99\n" + sample.get("answer_prefix").asString() + ": " + sample.get("answer").asString()).toString());
            }
        }
        Path run = run(lines, "--benchmark", "global-mgsm", "--languages", "sw,ur,km,am");
        assertThat(glossa("score", run.toString()).code()).isZero();
        Map<String, Double> means = scores(run).stream().collect(Collectors.groupingBy(ScoreRecord::metric,
                Collectors.averagingDouble(s -> ((Score.Scored) s.score()).value())));
        assertThat(means).isEqualTo(Map.of("strict", 1.0, "native-digits", 1.0, "lenient", 1.0));
    }

    @Test
    void theSameCommandAgainChangesNoByteButAsksOnlyWhatIsMissing() throws Exception {
        List<String> lines = List.of("{\"id\":\"flores/sw/0001\",\"text\":\"Habari za asubuhi\"}", "{\"id\":\"flores/sw/0002\",\"text\":\"\"}");
        Path run = run(lines, "--benchmark", "flores", "--languages", "sw");
        assertThat(glossa("score", run.toString()).err()).contains("2 scored").contains("6 failed");
        byte[] completions = Files.readAllBytes(run.resolve("completions.jsonl"));
        byte[] scores = Files.readAllBytes(run.resolve("scores.jsonl"));
        run(lines, "--benchmark", "flores", "--languages", "sw");
        glossa("score", run.toString());
        assertThat(Files.readAllBytes(run.resolve("completions.jsonl"))).isEqualTo(completions);
        assertThat(Files.readAllBytes(run.resolve("scores.jsonl"))).isEqualTo(scores);
    }

    @Test
    void bleuReadsALanguageWithoutSpacesByCharactersAndWarnsOfAnotherChoice() throws Exception {
        Path run = run(List.of("{\"id\":\"flores/km/0001\",\"text\":\"អរុណសួស្តី\"}", "{\"id\":\"flores/ur/0001\",\"text\":\"صبح بخیر\"}"),
                "--benchmark", "flores", "--languages", "km,ur");
        Outcome own = glossa("score", run.toString(), "--metric", "bleu");
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.err()).doesNotContain("spaces");
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("tok:13a,zh[yue+zh],char[");
        assertThat(scores(run)).filteredOn(record -> record.key().sample().equals("flores/km/0001")).singleElement()
                .satisfies(record -> assertThat(((Score.Scored) record.score()).statistics().get(0)).isEqualTo(10));
        Outcome named = glossa("score", run.toString(), "--metric", "bleu", "--tokenize", "13a");
        assertThat(named.err()).containsOnlyOnce("'km' is written without spaces, where the tokenizer 13a finds no words; char or flores200 would\n");
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|tok:13a|");
        assertThat(glossa("score", run.toString(), "--metric", "bleu", "--tokenize", "14a").code()).isEqualTo(2);
    }

    @Test
    void aLimitedRunSaysItsRuleAndIsScoredOnItsItems() throws Exception {
        Path run = run(List.of("{\"id\":\"global-mmlu/am/high_school_geography%2Ftest%2F0\",\"likelihoods\":[-1,-2,-3,-4]}"), "--benchmark", "global-mmlu", "--languages", "sw,am",
                "--limit", "3", "--seed", "5");
        assertThat(Files.readString(run.resolve("run.json"))).contains("items:3 by subject, seed 5");
        assertThat(glossa("score", run.toString()).err()).contains("1 scored").contains("5 failed");
        assertThat(scores(run)).hasSize(6);
        assertThat(scores(run).stream().map(score -> score.key().sample().split("/")[2]).distinct()).hasSize(3);
    }

    @Test
    void theLiteSuiteAsksAFixedNumberOfItemsAndSaysWhatThatCosts() throws Exception {
        Path data = folder.resolve("data/devtest");
        Files.createDirectories(data);
        String sentences = "ሰላም 😀\n".repeat(1012);
        Files.writeString(data.resolve("eng_Latn.devtest"), sentences);
        Files.writeString(data.resolve("amh_Ethi.devtest"), sentences);
        Files.writeString(data.resolve("khm_Khmr.devtest"), sentences);
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= 1012; i++) {
            lines.add("{\"id\":\"flores/am/%04d\",\"text\":\"ሰላም 😀\"}".formatted(i));
            lines.add("{\"id\":\"flores/km/%04d\",\"text\":\"ሰላም 😀\"}".formatted(i));
        }
        Path answers = Files.write(folder.resolve("answers.jsonl"), lines);
        for (String seed : List.of("0", "7")) {
            Path run = folder.resolve("lite" + seed);
            Outcome outcome = glossa("run", "--model", "replay:" + answers, "--data", data.getParent().toString(), "--benchmark", "flores",
                    "--suite", "lite", "--seed", seed, "--out", run.toString());
            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.err()).contains("flores: 200 of 1,012 items in each language; expect a language's chrF within 0.8 of all items' (standard error)")
                    .contains("400 answered");
            assertThat(Files.readString(run.resolve("run.json"))).contains("|items:200, seed 0").contains("\"suite\" : \"lite\"");
            assertThat(glossa("score", run.toString()).err()).contains("400 scored");
        }
        assertThat(glossa("run", "--model", "replay:x", "--suite", "lite", "--limit", "3", "--out", "o").err()).contains("exclude each other");
        assertThat(glossa("run", "--model", "replay:x", "--suite", "light", "--out", "o").err()).contains("no suite 'light'; there are lite and full");
    }

    @Test
    void anotherQuestionIntoTheSameFolderIsRefusedWithTheDifference() throws Exception {
        run(List.of("{\"id\":\"flores/sw/0001\",\"text\":\"x\"}"), "--benchmark", "flores", "--languages", "sw");
        Outcome outcome = glossa("run", "--model", "replay:" + folder.resolve("answers.jsonl"), "--data", "bundled", "--benchmark", "flores",
                "--languages", "sw", "--max-tokens", "7", "--out", folder.resolve("run").toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("asked otherwise").contains("max:512").contains("max:7");
    }

    @Test
    void aFinishedRunReplaysAsAModelAndAJudge() throws Exception {
        Path run = run(List.of("{\"id\":\"mdolly/ur/0001\",\"text\":\"جواب\"}", "{\"id\":\"mdolly/ur/0002\",\"text\":\"x\"}",
                "{\"id\":\"mdolly/ur/0001\",\"role\":\"rubric\",\"text\":\"" + reply(7, 6, 7, 4) + "\"}",
                "{\"id\":\"mdolly/ur/0002\",\"role\":\"rubric\",\"text\":\"I would say excellent.\"}",
                "{\"id\":\"mdolly/ur/0002\",\"role\":\"rubric:again\",\"text\":\"" + reply(8, 6, 7, 4) + "\"}"),
                "--benchmark", "mdolly", "--languages", "ur");
        assertThat(glossa("score", run.toString()).err()).contains("mdolly: not scored, a judge rates its answers");
        Outcome judged = glossa("score", run.toString(), "--judge", "replay:" + folder.resolve("answers.jsonl"));
        assertThat(judged.err()).contains("1 scored").contains("1 unparsed").contains("6 failed");
        ScoreRecord first = scores(run).getFirst();
        assertThat(first.score()).isInstanceOfSatisfying(Score.Scored.class, s -> assertThat(s.value()).isEqualTo(5.0 / 6));
        assertThat(first.facets()).containsEntry("naturalness", 5.0 / 6).containsEntry("accuracy", 0.5);
        assertThat(Files.readString(run.resolve("judgments.jsonl"))).contains("I would say excellent.");
    }

    @Test
    void aQuestionWithoutTextIsAnsweredByNoRankingModel() throws Exception {
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"global-mmlu/am/x\",\"likelihoods\":[-1,-2,-3,-4]}\n");
        Path run = folder.resolve("run");
        Outcome asked = glossa("run", "--model", "replay:" + answers, "--data", "bundled", "--out", run.toString(), "--benchmark", "global-mmlu", "--languages", "am");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("0 answered, 8 failed").contains("nothing was answered: global-mmlu/am/");
        assertThat(glossa("score", run.toString()).err()).contains("0 scored").contains("8 failed");
    }

    @Test
    void aReportShowsWhatWasAskedAnsweredAndScored() throws Exception {
        Path run = run(List.of("{\"id\":\"flores/km/0001\",\"text\":\"អរុណសួស្តី\"}", "{\"id\":\"flores/ur/0001\",\"text\":\"صبح بخیر\",\"finish\":\"length\"}"),
                "--benchmark", "flores", "--languages", "km,ur");
        assertThat(glossa("score", run.toString()).code()).isZero();
        Path out = folder.resolve("report");
        Outcome report = glossa("report", run.toString(), "--out", out.toString(), "--draws", "200", "--max-unscored", "1");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out().strip()).isEqualTo(out.resolve("index.html").toAbsolutePath().toString());
        assertThat(Files.readString(out.resolve("scores.csv"))).contains("flores,chrf,,language,km,").contains("flores,chrf,,overall,overall,");
        String samples = Files.readString(out.resolve("samples/flores.km.1.js"));
        assertThat(samples).contains("\"question\":\"", "\"references\":[\"", "អរុណសួស្តី", "\"failed\":\"");
        assertThat(Files.readString(out.resolve("samples/flores.ur.1.js"))).contains("\"finish\":\"length\"");
    }

    @Test
    void aReportOfARunWhoseDataIsGoneShowsItsAnswersAndSaysSo() throws Exception {
        Path run = run(List.of("{\"id\":\"flores/km/0001\",\"text\":\"អរុណសួស្តី\"}"), "--benchmark", "flores", "--languages", "km");
        glossa("score", run.toString());
        Outcome report = glossa("report", run.toString(), "--out", folder.resolve("report").toString(), "--data", folder.resolve("nowhere").toString(), "--draws", "100");
        assertThat(report.code()).isZero();
        assertThat(report.err()).contains("flores: samples are shown without their questions");
        assertThat(Files.readString(folder.resolve("report/samples/flores.km.1.js"))).contains("អរុណសួស្តី").doesNotContain("\"question\"");
    }

    @Test
    void aReportThatCannotBeMadeSaysWhatWouldHaveWorked() throws Exception {
        Path run = run(List.of("{\"id\":\"flores/km/0001\",\"text\":\"x\"}"), "--benchmark", "flores", "--languages", "km");
        Outcome unscored = glossa("report", run.toString(), "--out", folder.resolve("report").toString());
        assertThat(unscored.code()).isEqualTo(1);
        assertThat(unscored.err()).contains("not scored yet; glossa score " + run);
        assertThat(glossa("report", run.toString()).code()).isEqualTo(2);
        assertThat(glossa("report", run.toString(), "--out", "x", "--draws", "3").err()).contains("3 draws are too few");
        assertThat(glossa("report", folder.resolve("none").toString(), "--out", "x").err()).contains("no run (there is no run.json in it)");
    }

    /// The base answers each of eight questions in four languages rightly; what the candidate answers decides. Eight items that
    /// did not change exclude a drop of 1 - 0.05^(1/8), 31.2 points.
    @Test
    void theGatesDecisionIsTheExitCode() throws Exception {
        Path base = answered("base", 8);
        Path policy = Files.writeString(folder.resolve("gate.yaml"),
                "rules: [{tier: critical, benchmark: global-mgsm, metric: strict, over: overall, margin: 32}]\n");
        assertThat(glossa("compare", base.toString(), answered("same", 8).toString(), "--gate", policy.toString()).code()).isZero();
        Outcome stopped = glossa("compare", base.toString(), answered("worse", 0).toString(), "--gate", policy.toString(),
                "--junit", folder.resolve("junit.xml").toString(), "--json", folder.resolve("gate.json").toString());
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(3);
        assertThat(stopped.out()).startsWith("## NO-GO: worse against base");
        assertThat(Files.readString(folder.resolve("junit.xml"))).contains("failures=\"1\"");
        assertThat(Files.readString(folder.resolve("gate.json"))).contains("\"decision\" : \"NO-GO\"");
        Outcome open = glossa("compare", base.toString(), answered("little worse", 7).toString(), "--gate", policy.toString());
        assertThat(open.code()).as(open.out()).isEqualTo(4);
        assertThat(glossa("compare", base.toString(), folder.resolve("worse").toString()).code()).isZero();
        assertThat(glossa("compare", base.toString(), folder.resolve("worse").toString(), "--gate", folder.resolve("none.yaml").toString()).code()).isEqualTo(2);
    }

    /// A run that answers the first questions of each language rightly, and all others wrongly.
    private Path answered(String name, int right) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String language : List.of("sw", "ur", "km", "am")) {
            int row = 0;
            for (String line : Files.readAllLines(Path.of("../benchmarks/src/main/resources/dev/glossa/benchmarks/samples/global-mgsm/" + language + "/test.jsonl"))) {
                var sample = dev.glossa.harness.io.Json.object(line, "sample");
                lines.add(dev.glossa.harness.io.Json.object().put("id", "global-mgsm/%s/%04d".formatted(language, ++row))
                        .put("text", sample.get("answer_prefix").asString() + ": " + (row <= right ? sample.get("answer").asString() : "987654")).toString());
            }
        }
        Path file = Files.write(folder.resolve(name + ".jsonl"), lines);
        Path run = folder.resolve(name);
        assertThat(glossa("run", "--model", "replay:" + file, "--name", name, "--data", "bundled", "--benchmark", "global-mgsm", "--languages", "sw,ur,km,am",
                "--out", run.toString()).code()).isZero();
        assertThat(glossa("score", run.toString()).code()).isZero();
        return run;
    }

    private static String reply(int... scores) {
        return "{\\\"instruction_following_score\\\":%d,\\\"naturalness_score\\\":%d,\\\"coherence_score\\\":%d,\\\"accuracy_score\\\":%d}"
                .formatted(scores[0], scores[1], scores[2], scores[3]);
    }

    private Path run(List<String> answers, String... arguments) throws Exception {
        Path file = Files.write(folder.resolve("answers.jsonl"), answers);
        Path run = folder.resolve("run");
        List<String> all = new ArrayList<>(List.of("run", "--model", "replay:" + file, "--data", "bundled", "--out", run.toString()));
        all.addAll(List.of(arguments));
        Outcome outcome = glossa(all.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return run;
    }

    static List<ScoreRecord> scores(Path run) {
        List<ScoreRecord> scores = new ArrayList<>();
        try (RunDirectory directory = RunDirectory.read(run)) {
            directory.readScores(scores::add);
        }
        return scores;
    }
}

package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class JudgeCostTest {
    private static final String GOOD = "{\"instruction_following_score\":7,\"naturalness_score\":7,\"coherence_score\":7,\"accuracy_score\":7}";

    @TempDir
    Path folder;

    private Path run;
    private Path answers;

    @BeforeEach
    void asked() throws Exception {
        answers = folder.resolve("answers.jsonl");
        List<String> lines = new ArrayList<>();
        for (String language : List.of("am", "km")) {
            for (int i = 1; i <= 8; i++) {
                lines.add("{\"id\":\"mdolly/%s/%04d\",\"text\":\"ሰላም\"}".formatted(language, i));
            }
        }
        Files.write(answers, lines);
        run = folder.resolve("run");
        assertThat(glossa("run", "--model", "replay:" + answers, "--name", "replayed", "--data", "bundled", "--benchmark", "mdolly", "--languages", "am,km", "--out", run.toString()).code()).isZero();
    }

    @Test
    void aDryRunCountsWhatTheScoringAsksAndLeavesTheRunAsItIs() throws Exception {
        Path prices = folder.resolve("prices.csv");
        Files.writeString(prices, "model,input,output,currency\nanswers*,2,10,EUR\n");
        TreeSet<String> before = names();
        Outcome dry = glossa("score", run.toString(), "--judge", "replay:" + answers, "--prices", prices.toString(), "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(names()).isEqualTo(before);
        // 8 answers, 10 canaries and 4 second ratings in each language.
        assertThat(dry.out()).contains("tokens guessed, four bytes each", "EUR").containsPattern("(?m)^am +22 ").containsPattern("(?m)^km +22 ").containsPattern("(?m)^all +44 ");
        // Parts are counted apart, and come to the whole.
        long parts = Stream.of("1/2", "2/2").mapToLong(shard -> {
            Outcome part = glossa("score", run.toString(), "--judge", "replay:" + answers, "--shard", shard, "--dry-run");
            assertThat(part.code()).as(part.err()).isZero();
            return Long.parseLong(part.out().replaceFirst("(?s).*\nall +([0-9]+) .*", "$1"));
        }).sum();
        assertThat(parts).isEqualTo(44);
        assertThat(names()).isEqualTo(before);
        glossa("score", run.toString(), "--judge", "replay:" + answers);
        assertThat(Files.readAllLines(run.resolve("judgments.jsonl"))).hasSize(44);
        Outcome unpriced = glossa("score", run.toString(), "--judge", "replay:" + answers, "--dry-run");
        assertThat(unpriced.out()).doesNotContain("EUR");
        assertThat(glossa("score", run.toString(), "--dry-run").code()).isEqualTo(2);
    }

    @Test
    void aSpendingLimitStopsCleanlyAndTheSameCommandGoesOn() throws Exception {
        Path judge = judge();
        Outcome stopped = glossa("score", run.toString(), "--judge", "replay:" + judge, "--spend-limit", "25ktokens");
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err()).contains("the spending limit of 25,000 tokens is reached");
        int made = Files.readAllLines(run.resolve("judgments.jsonl")).size();
        assertThat(made).isBetween(20, 25);
        // What was spent counts: nothing more is asked under the same limit.
        assertThat(glossa("score", run.toString(), "--judge", "replay:" + judge, "--spend-limit", "25ktokens").code()).isEqualTo(1);
        assertThat(Files.readAllLines(run.resolve("judgments.jsonl")).size()).isLessThanOrEqualTo(25);
        Outcome done = glossa("score", run.toString(), "--judge", "replay:" + judge, "--spend-limit", "100ktokens");
        assertThat(done.code()).as(done.err()).isZero();
        List<String> judgments = Files.readAllLines(run.resolve("judgments.jsonl"));
        assertThat(judgments).hasSize(44);
        assertThat(Files.readAllLines(run.resolve("scores.jsonl"))).hasSize(44).allSatisfy(line -> assertThat(line).contains("\"state\":\"scored\""));
        Outcome plan = glossa("score", run.toString(), "--plan", "5");
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("mdolly, rubric: prompts per language to see 5 points");
    }

    @Test
    void aLimitOfARunHoldsForTheJudgeThatFollowsIt() throws Exception {
        Path judge = judge();
        Path counted = Files.write(folder.resolve("counted.jsonl"), Files.readAllLines(answers).stream()
                .map(line -> line.replace("\"}", "\",\"prompt_tokens\":10,\"completion_tokens\":10}")).toList());
        Outcome stopped = glossa("run", "--model", "replay:" + counted, "--data", "bundled", "--benchmark", "mdolly", "--languages", "am,km",
                "--out", folder.resolve("both").toString(), "--judge", "replay:" + judge, "--spend-limit", "10ktokens");
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(1);
        assertThat(stopped.err()).contains("the spending limit of 10,000 tokens is reached");
        assertThat(Files.readAllLines(folder.resolve("both/judgments.jsonl"))).hasSizeBetween(5, 10);
    }

    /// Two judges of one name, one of which costs a tenth: counted twice, the dear one alone would pass the limit.
    @Test
    void whatJudgesOfOneNameSpentIsCountedOnceEach() throws Exception {
        Path dear = judge();
        Path cheap = Files.write(Files.createDirectories(folder.resolve("cheap")).resolve("judge.jsonl"), Files.readAllLines(dear).stream()
                .map(line -> line.replace("\"prompt_tokens\":900,\"completion_tokens\":100", "\"prompt_tokens\":90,\"completion_tokens\":10")).toList());
        List<String> line = List.of("score", run.toString(), "--judge", "replay:" + dear, "--judge", "replay:" + cheap, "--spend-limit", "60ktokens", "--judge-twice");
        Outcome first = glossa(Stream.concat(line.stream(), Stream.of("2")).toArray(String[]::new));
        assertThat(first.code()).as(first.err()).isZero();
        // 8 answers, 10 canaries and 2 second ratings in each language, by both.
        assertThat(Files.readAllLines(run.resolve("judgments.jsonl"))).hasSize(80);
        Outcome second = glossa(Stream.concat(line.stream(), Stream.of("4")).toArray(String[]::new));
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(Files.readAllLines(run.resolve("judgments.jsonl"))).hasSize(88);
    }

    @Test
    void labelsThatNameNobodysAnswersAreRefused() throws Exception {
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, "id,model,label\nmdolly/am/0001,another,0.5\n");
        Outcome refused = glossa("score", run.toString(), "--judge", "replay:" + answers, "--labels", labels.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("no label of an answer of 'replayed'; 1 are of other models");
        Files.writeString(labels, "id,rating\nmdolly/am/0001,7\n");
        assertThat(glossa("score", run.toString(), "--judge", "replay:" + answers, "--labels", labels.toString()).err()).contains("1 answers labelled by people");
        assertThat(Files.readString(run.resolve("labels.csv"))).isEqualTo("id,repeat,metric,label\nmdolly/am/0001,0,rubric,1\n");
    }

    /// A judge that answers every call, at 1,000 tokens each.
    private Path judge() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy);
        for (String name : List.of("run.json", "completions.jsonl")) {
            Files.copy(run.resolve(name), copy.resolve(name));
        }
        glossa("score", copy.toString(), "--judge", "replay:" + answers);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(copy.resolve("judgments.jsonl"))) {
            ObjectNode reply = Json.object(line, "judgment");
            reply.remove(List.of("failed", "prompt_sha256"));
            lines.add(reply.put("text", GOOD).put("prompt_tokens", 900).put("completion_tokens", 100).toString());
        }
        return Files.write(folder.resolve("judge.jsonl"), lines);
    }

    private TreeSet<String> names() throws Exception {
        try (Stream<Path> files = Files.list(run)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static Outcome glossa(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.execute(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.runner.MainTest.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of shards, joined, through the door that users use.
class MergeTest {
    private static final String ASKED = "--benchmark global-mgsm,flores,global-mmlu --data bundled --languages am,km,ur,zh --date 2026-08-23 --secret s ";

    @TempDir
    Path folder;

    @BeforeEach
    void answers() throws IOException {
        List<String> lines = new ArrayList<>();
        Random random = new Random(4);
        for (String language : List.of("am", "km", "ur", "zh")) {
            for (int i = 1; i <= 8; i++) {
                lines.add("{\"id\":\"global-mgsm/%s/%04d\",\"text\":\"መልስ: %d 🦆\"}".formatted(language, i, i * 7));
                lines.add("{\"id\":\"flores/%s/%04d\",\"text\":\"ትርጉም %d\"}".formatted(language, i, random.nextInt(99)));
            }
        }
        Files.write(folder.resolve("answers.jsonl"), lines);
    }

    private Outcome run(String more, String out) {
        return glossa(("run --model replay:" + folder.resolve("answers.jsonl") + " " + ASKED + more + " --out " + folder.resolve(out)).split(" +"));
    }

    private String[] words(String line) {
        return Stream.of(line.split(" ")).map(word -> word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word).toArray(String[]::new);
    }

    private Outcome ok(String line) {
        Outcome outcome = glossa(words(line));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }

    private Map<String, String> report(String run) throws IOException {
        ok("report @" + run + " --out @report-" + run + " --draws 200");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("report-" + run))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.resolve("report-" + run).relativize(file).toString(), new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream().map(line -> line.replaceAll("\"millis\":\\d+,?", "")).sorted().toList();
    }

    @Test
    void shardsThatAreMergedAreTheRunOfOneMachine() throws IOException {
        assertThat(run("", "whole").code()).isZero();
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            assertThat(run("--shard " + i + "/3", "part" + i).code()).isZero();
            parts.add("@part" + i);
        }
        Collections.shuffle(parts, new Random(1));
        Outcome merged = ok("merge " + String.join(" ", parts) + " --out @merged");
        assertThat(merged.err()).contains(" of 3 runs").doesNotContain("not among them");
        assertThat(lines("merged/completions.jsonl")).isEqualTo(lines("whole/completions.jsonl")).hasSizeGreaterThan(50);
        ok("score @whole");
        ok("score @merged");
        assertThat(folder.resolve("merged/scores.jsonl")).hasSameTextualContentAs(folder.resolve("whole/scores.jsonl"));
        assertThat(report("merged")).isEqualTo(report("whole"));
    }

    @Test
    void partsOfARunAreScoredApartAndMerged() throws IOException {
        assertThat(run("", "whole").code()).isZero();
        for (int i = 1; i <= 4; i++) {
            ok("score @whole --shard " + i + "/4 --out @scored" + i);
        }
        ok("merge @scored3 @scored1 @scored4 @scored2 --out @merged");
        ok("score @whole");
        assertThat(lines("merged/scores.jsonl")).isEqualTo(lines("whole/scores.jsonl"));
        assertThat(report("merged")).isEqualTo(report("whole"));
        assertThat(ok("score @merged").err()).contains(" 0 scored");
    }

    @Test
    void whatIsMissingIsToldAndAskedByTheSameCommandWithoutAShard() throws IOException {
        assertThat(run("--shard 2/4", "b").code()).isZero();
        assertThat(run("--shard 3/4", "c").code()).isZero();
        // Cut in the middle of a line, as a kill leaves it.
        String journal = Files.readString(folder.resolve("c/completions.jsonl"));
        Files.writeString(folder.resolve("c/completions.jsonl"), journal.substring(0, journal.length() / 2));
        assertThat(ok("merge @b @c --out @merged").err()).contains("not among them: 1/4, 4/4");
        assertThat(run("", "merged").err()).contains("kept from before");
        assertThat(run("", "whole").code()).isZero();
        assertThat(lines("merged/completions.jsonl")).isEqualTo(lines("whole/completions.jsonl"));
    }

    /// An interrupted shard that was run again elsewhere, and a merge that is made again.
    @Test
    void aRepeatedShardLeavesOneLineForEachKeyAndNoFailureInAnAnswersPlace() throws IOException {
        assertThat(run("--shard 1/2", "a").code()).isZero();
        String journal = Files.readString(folder.resolve("a/completions.jsonl"));
        String id = journal.lines().filter(line -> line.contains("\"text\"")).findFirst().orElseThrow().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
        Files.createDirectories(folder.resolve("again"));
        Files.copy(folder.resolve("a/run.json"), folder.resolve("again/run.json"));
        Files.writeString(folder.resolve("again/completions.jsonl"), "{\"id\":\"" + id + "\",\"repeat\":0,\"failed\":\"engine died\"}\n");
        ok("merge @a @again --out @merged");
        List<String> once = Files.readAllLines(folder.resolve("merged/completions.jsonl"));
        assertThat(once).hasSize((int) journal.lines().count()).noneMatch(line -> line.contains("engine died"));
        Files.writeString(folder.resolve("again/completions.jsonl"), "{\"id\":\"" + id + "\",\"repeat\":0,\"text\":\"new\",\"unknown\":\"kept\"}\n");
        ok("merge @again --out @merged");
        ok("merge @again --out @merged");
        assertThat(Files.readAllLines(folder.resolve("merged/completions.jsonl"))).hasSameSizeAs(once).anyMatch(line -> line.contains("\"unknown\":\"kept\""));
    }

    /// Two attempts at a shard got two answers, and only the earlier one was scored: its score is none of the other answer.
    @Test
    void noAnswerIsGivenAnotherAnswersScore() throws IOException {
        assertThat(run("--shard 1/2", "a").code()).isZero();
        ok("score @a");
        Path labels = Files.writeString(folder.resolve("labels.csv"), "id,label\n" + Files.readAllLines(folder.resolve("a/completions.jsonl")).stream()
                .filter(line -> line.contains("\"text\"")).findFirst().orElseThrow().replaceAll(".*\"id\":\"([^\"]*)\".*", "$1") + ",1\n");
        ok("score @a --labels " + labels);
        Files.createDirectories(folder.resolve("again"));
        Files.copy(folder.resolve("a/run.json"), folder.resolve("again/run.json"));
        List<String> other = Files.readAllLines(folder.resolve("a/completions.jsonl")).stream().map(line -> line.replace("መልስ: ", "አላውቅም 🤷 ")).toList();
        Files.write(folder.resolve("again/completions.jsonl"), other);
        ok("merge @a @again --out @merged");
        assertThat(folder.resolve("merged/completions.jsonl")).content().contains("አላውቅም").doesNotContain("መልስ: ");
        assertThat(Files.readString(folder.resolve("merged/scores.jsonl"))).doesNotContain("global-mgsm/").contains("flores/");
        assertThat(folder.resolve("merged/labels.csv")).hasSameTextualContentAs(folder.resolve("a/labels.csv"));
        ok("score @merged");
        ok("score @again");
        assertThat(lines("merged/scores.jsonl")).isEqualTo(lines("again/scores.jsonl"));
        // The earlier answers win where they come last, and their scores with them.
        ok("merge @again @a --out @back");
        assertThat(lines("back/scores.jsonl")).isEqualTo(lines("a/scores.jsonl"));
    }

    /// One judge read the same answers twice: in `a` its first reply cannot be read, in `b` its second.
    @Test
    void aScoreAndTheRepliesThatItRestsOnComeFromTheSameRun() throws IOException {
        String rubric = "{\\\"instruction_following_score\\\":N,\\\"naturalness_score\\\":N,\\\"coherence_score\\\":N,\\\"accuracy_score\\\":N}";
        List<String> answers = new ArrayList<>();
        List<String> replies = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            String id = "mdolly/am/000" + i;
            answers.add("{\"id\":\"" + id + "\",\"text\":\"መልስ " + i + " 😀\"}");
            replies.add("{\"id\":\"" + id + "\",\"role\":\"rubric\",\"text\":\"" + rubric.replace("N", Integer.toString(1 + i % 7)) + "\"}");
        }
        Files.write(folder.resolve("open.jsonl"), answers);
        Files.write(folder.resolve("judge.jsonl"), replies);
        ok("run --model replay:" + folder.resolve("open.jsonl") + " --benchmark mdolly --data bundled --languages am --date 2026-08-23 --secret s --out @a");
        List<String> ids = Files.readAllLines(folder.resolve("a/completions.jsonl")).stream().map(line -> line.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1")).toList();
        ok("score @a --metric rubric --judge replay:" + folder.resolve("judge.jsonl") + " --canaries 0 --judge-twice 0");
        assertThat(ids).hasSize(8);
        Files.createDirectories(folder.resolve("b"));
        for (String file : List.of("run.json", "scoring.json", "completions.jsonl", "scores.jsonl", "judgments.jsonl")) {
            Files.copy(folder.resolve("a/" + file), folder.resolve("b/" + file));
        }
        unreadable("a", ids.get(0));
        unreadable("b", ids.get(1));
        for (String order : List.of("@a @b", "@b @a")) {
            String out = order.replaceAll("\\W", "");
            ok("merge " + order + " --out @" + out);
            ok("merge @a --out @" + out);
            assertThat(Files.readString(folder.resolve(out + "/judgments.jsonl"))).as(order).doesNotContain("no idea");
            assertThat(Files.readString(folder.resolve(out + "/scores.jsonl"))).as(order).doesNotContain("unparsed");
            assertThat(ok("verify @" + out).out()).as(order).contains(": 8 scores computed again from their answers, 0 differ");
        }
    }

    private void unreadable(String run, String id) throws IOException {
        Path judgments = folder.resolve(run + "/judgments.jsonl");
        List<String> replies = new ArrayList<>();
        for (String line : Files.readAllLines(judgments)) {
            boolean about = line.contains("\"" + id + "\"");
            replies.add(about ? line.replaceFirst("\"text\":\"(\\\\.|[^\"])*\"", "\"text\":\"no idea\"") : line);
            if (about) {
                replies.add(replies.getLast().replace("\"rubric\"", "\"rubric:again\""));
            }
        }
        Files.write(judgments, replies);
        Path scores = folder.resolve(run + "/scores.jsonl");
        Files.write(scores, Files.readAllLines(scores).stream().map(line -> !line.contains("\"" + id + "\"") ? line
                : line.replaceFirst("\"state\":\"scored\".*\"signature\"", "\"state\":\"unparsed\",\"note\":\"no JSON object\",\"signature\"")).toList());
        assertThat(Files.readString(judgments)).contains("no idea");
        assertThat(Files.readString(scores)).contains("unparsed");
    }

    @Test
    void runsThatWereAskedOrScoredOtherwiseAreNotMerged() throws IOException {
        assertThat(run("--shard 1/2", "a").code()).isZero();
        assertThat(run("--shard 2/2 --max-tokens 99", "b").code()).isZero();
        Outcome asked = glossa(words("merge @a @b --out @merged"));
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("was asked otherwise than", "tasks[").contains("max_tokens: nothing there, \"99\" asked for");
        assertThat(folder.resolve("merged")).doesNotExist();
        assertThat(run("--shard 2/2", "c").code()).isZero();
        ok("score @a --metric bleu");
        ok("score @c --metric bleu --tokenize zh");
        assertThat(glossa(words("merge @a @c --out @merged")).err()).contains("bleu of flores was scored otherwise");
        assertThat(glossa(words("score @a --shard 1/2 --out @x")).err()).contains("is a shard, 1/2");
        assertThat(glossa(words("score @a --shard 1/2")).err()).contains("--shard and --out go together");
    }
}

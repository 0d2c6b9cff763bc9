package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.Signature;
import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Scores of metrics with models of their own, computed again by somebody who has the models, has others, or has none. Tiny
/// real models: a COMET with random weights, two fastText identifiers.
class VerifyTest {
    private static final Path JUDGES = Path.of("../judges/src/test/resources/dev/glossa/judges").toAbsolutePath().normalize();
    private static final Path LID = JUDGES.resolve("fasttext/softmax.bin"), OTHER_LID = JUDGES.resolve("fasttext/softmax.ftz");

    @TempDir
    Path folder;

    private Path run;
    private Path comet;

    @BeforeEach
    void aRunScoredByModels() throws Exception {
        comet = tinyComet(folder.resolve("comet"));
        Path data = Files.createDirectories(folder.resolve("data/devtest"));
        Files.write(data.resolve("eng_Latn.devtest"), IntStream.rangeClosed(1, 6).mapToObj(i -> "Sentence number " + i + " is short.").toList());
        Files.write(data.resolve("urd_Arab.devtest"), IntStream.rangeClosed(1, 6).mapToObj(i -> "جملہ نمبر " + i + " چھوٹا ہے۔").toList());
        Files.write(data.resolve("khm_Khmr.devtest"), IntStream.rangeClosed(1, 6).mapToObj(i -> "ប្រយោគទី " + i + " ខ្លី។ 🙂").toList());
        Path answers = Files.write(folder.resolve("answers.jsonl"), List.of("ur", "km").stream().flatMap(language -> IntStream.rangeClosed(1, 6)
                .mapToObj(i -> "{\"id\":\"flores/%s/%04d\",\"text\":\"%s\"}".formatted(language, i, i == 3 ? "The number three is a rather small number." : "جملہ چھوٹا ہے " + i))).toList());
        run = folder.resolve("runs/mine");
        good(glossa("run", "--model", "replay:" + answers, "--name", "mine", "--data", data.getParent().toString(), "--benchmark", "flores", "--languages", "ur,km", "--out", run.toString()));
        good(glossa("score", run.toString(), "--metric", "chrf,comet,lpr", "--file", "comet=" + comet, "--file", "lid=" + LID, "--embeddings", "none", "--canaries", "1"));
    }

    private static void good(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static Path tinyComet(Path to) throws Exception {
        Files.createDirectories(to);
        for (String graph : List.of("encoder.onnx", "head.onnx")) {
            Files.copy(JUDGES.resolve("comet/comet/" + graph), to.resolve(graph));
        }
        Files.copy(JUDGES.resolve("sentencepiece/tiny.model"), to.resolve("pieces.model"));
        ObjectNode manifest = Json.object().put("format", "glossa-comet/1").put("name", "tiny-comet").put("source", "random weights").put("architecture", "comet")
                .put("precision", "fp32").put("opset", 14).put("scale", "unit").put("max_tokens", 512);
        manifest.putObject("graphs").put("encoder", "encoder.onnx").put("head", "head.onnx");
        manifest.putObject("tokenizer").put("file", "pieces.model").put("ties", "sentencepiece").put("vocabulary", 3002);
        ObjectNode digests = manifest.putObject("digests");
        for (String file : List.of("encoder.onnx", "head.onnx", "pieces.model")) {
            digests.put(file, Signature.sha256(Files.readAllBytes(to.resolve(file))));
        }
        Files.writeString(to.resolve("manifest.json"), manifest.toString());
        return to;
    }

    @Test
    void whoHasTheModelsComputesEveryScoreAgain() throws Exception {
        Outcome verified = glossa("verify", run.toString(), "--file", "comet=" + comet, "--file", "lid=" + LID);
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        // Twelve answers under three metrics, and COMET's canaries.
        long scores = Files.lines(run.resolve("scores.jsonl")).count();
        assertThat(scores).isGreaterThan(36);
        assertThat(verified.out()).contains("%,d scores computed again from their answers, 0 differ\n".formatted(scores));
        List<String> lines = Files.readAllLines(run.resolve("scores.jsonl"));
        lines.replaceAll(line -> line.contains("\"comet\"") && line.contains("ur/0002") ? line.replaceFirst("\"value\":[-0-9.]+", "\"value\":0.91") : line);
        Files.write(run.resolve("scores.jsonl"), lines);
        Outcome changed = glossa("verify", run.toString(), "--file", "comet=" + comet, "--file", "lid=" + LID);
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("flores/ur/0002", "comet: 0.91 in the run");
    }

    @Test
    void anAnswerUnderTheKeyOfAnotherQuestionIsFound() throws Exception {
        Path journal = run.resolve("completions.jsonl");
        List<String> lines = Files.readAllLines(journal);
        // Moved with its line: from the sixth sentence, of which no score tells, to the fifth.
        lines.replaceAll(line -> line.contains("km/0005") ? line.replace("km/0005", "km/0006") : line.replace("km/0006", "km/0005"));
        Files.write(journal, lines);
        Outcome moved = glossa("verify", run.toString());
        assertThat(moved.code()).isEqualTo(1);
        assertThat(moved.out()).contains("flores/km/0005: its answer was given to another prompt than the data holds", "flores/km/0006: its answer");
        // Other tools' lines name no prompt.
        lines.replaceAll(line -> line.replaceFirst(",\"prompt_sha256\":\"[0-9a-f]*\"", ""));
        Files.write(journal, lines);
        assertThat(glossa("verify", run.toString()).out()).doesNotContain("another prompt");
    }

    @Test
    void whoHasNoModelIsToldWhichScoresStandUncheckedAndWhatTheyNeed() throws Exception {
        Outcome verified = glossa("verify", run.toString());
        assertThat(verified.code()).isEqualTo(1);
        long comets = Files.lines(run.resolve("scores.jsonl")).filter(line -> line.contains("\"metric\":\"comet\"")).count();
        assertThat(verified.out()).contains("12 scores computed again from their answers, 0 differ; %d not computed again".formatted(comets + 12),
                "not computed again: " + comets + " scores of flores, comet: needs tiny-comet@", ": --file comet=PATH",
                "not computed again: 12 scores of flores, lpr: needs softmax.bin@", ": --file lid=PATH");
    }

    @Test
    void anotherModelIsNoneThatChecks() {
        Outcome verified = glossa("verify", run.toString(), "--file", "comet=" + comet, "--file", "lid=" + OTHER_LID);
        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).contains("0 differ; 12 not computed again", "needs what it was scored with: lid:softmax.bin@", " then, softmax.ftz@");
    }
}

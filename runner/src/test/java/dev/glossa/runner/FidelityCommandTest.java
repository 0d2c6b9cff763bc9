package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Score;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Answers to the three benchmarks whose language the protocol measures, under a fastText model: right in Amharic and Bengali,
/// in English where Greek was asked for, for one item in two languages, and once in a word that is too short to judge.
class FidelityCommandTest {
    private static final List<String> LANGUAGES = List.of("am", "bn", "el");

    @TempDir
    Path folder;

    @Test
    void theLanguageOfOpenAnswersAndSumsIsScoredWhereAnIdentifierIsNamed() throws Exception {
        Path lid = shared("parity/lid/tiny_lid.bin");
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(shared("parity/lid/expected.jsonl"))) {
            ObjectNode row = Json.object(line, "line");
            if (row.has("lang") && row.get("text").asString().split(" ").length >= 5
                    && row.get("tiny_lid.bin").get(0).get(0).asString().equals("__label__" + row.get("lang").asString())) {
                lines.putIfAbsent(row.get("lang").asString(), row.get("text").asString());
            }
        }
        assertThat(lines).containsKeys("am", "bn", "en");
        List<String> answers = new ArrayList<>();
        for (String benchmark : List.of("mdolly", "marenahard", "global-mgsm")) {
            for (String language : LANGUAGES) {
                for (int i = 1; i <= 2; i++) {
                    String right = lines.get(language.equals("el") ? "en" : language);
                    ObjectNode answer = Json.object().put("id", "%s/%s/%s%04d".formatted(benchmark, language, item(benchmark), i));
                    String second = switch (language) {
                        case "am" -> right.substring(0, right.indexOf(' '));
                        case "bn" -> right + "\n" + lines.get("am");
                        default -> right;
                    };
                    answers.add(answer.put("text", i == 2 ? second : right).toString());
                }
            }
        }
        Path replay = Files.write(folder.resolve("answers.jsonl"), answers);
        Path run = folder.resolve("run");
        Outcome asked = glossa("run", "--model", "replay:" + replay, "--name", "polyglot", "--benchmark", "mdolly,marenahard,global-mgsm", "--data", "bundled",
                "--languages", String.join(",", LANGUAGES), "--out", run.toString());
        assertThat(asked.code()).as(asked.err()).isZero();
        Outcome scored = glossa("score", run.toString(), "--file", "lid=" + lid);
        assertThat(scored.code()).as(scored.err()).isZero();
        List<ScoreRecord> records = EndToEndTest.scores(run);
        for (String benchmark : List.of("mdolly", "marenahard", "global-mgsm")) {
            String items = item(benchmark);
            Map<String, Double> passed = records.stream().filter(record -> record.metric().equals("lpr") && record.key().sample().startsWith(benchmark + "/"))
                    .filter(record -> record.score() instanceof Score.Scored).collect(Collectors.toMap(record -> record.key().sample().substring(benchmark.length() + 1).replace(items, ""),
                            record -> ((Score.Scored) record.score()).value(), (a, _) -> a, TreeMap::new));
            assertThat(passed).as(benchmark).containsEntry("am/0001", 1.0).containsEntry("bn/0001", 1.0).containsEntry("bn/0002", 0.0).containsEntry("el/0001", 0.0);
            ScoreRecord both = records.stream().filter(record -> record.metric().equals("line-acc") && record.key().sample().equals(benchmark + "/bn/" + items + "0002")).findFirst().orElseThrow();
            assertThat(((Score.Scored) both.score()).value()).isEqualTo(0.5);
        }
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|metric:lpr|", "lid:tiny_lid.bin");
        Path report = folder.resolve("report");
        assertThat(glossa("report", run.toString(), "--out", report.toString(), "--draws", "200", "--max-unscored", "1").code()).isZero();
        ArenaHardTest.keep(report);
        assertThat(Files.readString(report.resolve("scores.csv"))).contains("global-mgsm,lpr,,language,am,polyglot,1,", "mdolly,lpr,own-script,language,am,polyglot,1,",
                "marenahard,line-acc,,language,bn,polyglot,");
        assertThat(Files.readString(report.resolve("index.html"))).containsPattern("<small>n \\d+, \\d+ failed, 1 not judged");
        assertThat(Files.readString(report.resolve("scores.md")).lines().filter(line -> line.contains("<br>Amharic · am"))).anyMatch(line -> line.contains("failed, 1 not judged"));
    }

    /// What keys of the bundled samples begin with.
    private static String item(String benchmark) {
        return benchmark.equals("marenahard") ? "glossa-" : "";
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared").resolve(name))) {
                return at.resolve("shared").resolve(name);
            }
        }
        assumeTrue(false, "no shared/" + name + " beside the repository: nothing to read");
        throw new IllegalStateException();
    }
}

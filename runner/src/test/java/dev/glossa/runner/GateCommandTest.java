package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gate through the door that build servers use: runs of planted models, made through `replay:`.
class GateCommandTest {
    private static final List<String> AFRICA = List.of("am", "ha", "ig", "sw", "yo");

    @TempDir
    Path folder;
    private int earlier;

    /// The recipe of docs/gate.md, as it stands there, run by a shell with the policy that stands there.
    @Test
    void theRecipeSaysGoNoGoAndInconclusive() throws Exception {
        PlantedRuns planted = new PlantedRuns(folder.resolve("gate"), 300);
        asked(planted.model("base", 2, 0, _ -> 0), folder.resolve("gate/sums.yaml"), folder.resolve("gate/base"));
        Files.writeString(folder.resolve("gate/policy.yaml"), block("yaml"));
        Files.writeString(folder.resolve("recipe.sh"), block("sh"));
        Files.writeString(folder.resolve("glossa"), "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp '%s' dev.glossa.runner.Main \"$@\"\n".formatted(
                ProcessHandle.current().info().command().orElseThrow(), System.getProperty("java.class.path")));
        assertThat(folder.resolve("glossa").toFile().setExecutable(true)).isTrue();

        Outcome go = recipe(planted.model("like the base", 3, 0, _ -> 0));
        assertThat(go.code()).as(go.err()).isZero();
        assertThat(go.out()).as(Files.readString(folder.resolve("gate.md"))).endsWith("GO\n");
        assertThat(Files.readString(folder.resolve("gate.md"))).startsWith("## GO: ").contains("This suite cannot see less than");

        Outcome stopped = recipe(planted.model("worse in Africa", 3, 0, l -> AFRICA.contains(l) ? -0.12 : 0));
        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err()).contains("NO-GO");
        assertThat(Files.readString(folder.resolve("gate.md"))).startsWith("## NO-GO: ").contains("| Africa | **violated** |", "* lost sums/",
                "  * asked: ", " + 7", "  * candidate: &lt;b&gt;");
        assertThat(Files.readString(folder.resolve("gate.xml"))).contains("name=\"Africa\"><failure message=").doesNotContain("name=\"Europe\"><failure");

        Outcome open = recipe(planted.model("often silent", 3, 0.05, _ -> 0));
        assertThat(open.code()).as(open.err()).isZero();
        assertThat(open.err()).contains("INCONCLUSIVE");
        var verdict = Json.object(Files.readString(folder.resolve("gate.json")), "gate.json").path("verdicts").path(0);
        assertThat(verdict.path("decision").asString()).isEqualTo("INCONCLUSIVE");
        assertThat(verdict.path("findings").valueStream().map(f -> f.path("status").asString()).distinct()).containsExactly("unscored");
    }

    @Test
    void exitCodesAreThoseOfTheContractAndTooFewItemsAreInconclusive() throws Exception {
        PlantedRuns planted = new PlantedRuns(folder.resolve("few"), 24);
        Path task = folder.resolve("few/sums.yaml");
        Path policy = Files.writeString(folder.resolve("policy.yaml"), block("yaml"));
        Path base = asked(planted.model("base", 2, 0, _ -> 0), task, folder.resolve("base"));
        Path same = asked(planted.model("same", 2, 0, _ -> 0), task, folder.resolve("same"));
        Path other = asked(planted.model("other", 3, 0, _ -> 0), task, folder.resolve("other"));
        Path broken = asked(planted.model("broken", 3, 0, _ -> -0.6), task, folder.resolve("broken"));
        // The same answers: 24 items would not have shown that a tenth of all was lost.
        assertThat(glossa("compare", base.toString(), same.toString(), "--gate", policy.toString()).code()).isEqualTo(4);
        Outcome open = glossa("compare", base.toString(), other.toString(), "--gate", policy.toString());
        assertThat(open.code()).isEqualTo(4);
        assertThat(open.out()).contains("| undecided |").containsPattern("cannot see less than \\d+\\.\\d points in ");
        assertThat(glossa("compare", base.toString(), broken.toString(), "--gate", policy.toString()).code()).isEqualTo(3);
        assertThat(glossa("compare", base.toString(), same.toString(), broken.toString(), "--gate", policy.toString()).code()).isEqualTo(3);
        assertThat(glossa("compare", base.toString(), broken.toString()).code()).isZero();
    }

    @Test
    void checkpointsAreACurveWithChartsAndATableOfWhatWasForgotten() throws Exception {
        PlantedRuns planted = new PlantedRuns(folder.resolve("sweep"), 60);
        Path task = folder.resolve("sweep/sums.yaml");
        Path base = asked(planted.model("base", 2, 0, _ -> -0.2), task, folder.resolve("base"));
        Path middle = asked(planted.model("middle", 3, 0, _ -> 0.1), task, folder.resolve("middle"));
        Path last = asked(planted.model("last", 4, 0, l -> l.equals("km") ? -0.4 : 0.1), task, folder.resolve("last"));
        Outcome outcome = glossa("compare", base.toString(), middle.toString(), last.toString(), "--out", folder.resolve("out").toString(), "--draws", "500");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("## 3 checkpoints", "| Khmer (km) |");
        assertThat(Files.readString(folder.resolve("out/forgetting.csv")).lines().filter(l -> l.contains(",km,"))).singleElement().asString().contains(",middle,-");
        assertThat(List.of("png", "svg", "csv")).allMatch(ending -> Files.exists(folder.resolve("out/charts/sums-exact-match-curve." + ending)));
    }

    /// Two runs of one model that differ by bad luck in every answer: what a third shows of that luck widens every interval.
    @Test
    void runsOfTheBaseAgainWidenTheIntervals() throws Exception {
        PlantedRuns planted = new PlantedRuns(folder.resolve("noise"), 60);
        Path task = folder.resolve("noise/sums.yaml");
        Path base = asked(planted.model("base", 2, 0, _ -> 0), task, folder.resolve("base"));
        Path again = asked(planted.model("again", 3, 0, _ -> 0.15), task, folder.resolve("again"));
        Path candidate = asked(planted.model("candidate", 4, 0, _ -> -0.15), task, folder.resolve("candidate"));
        glossa("compare", base.toString(), candidate.toString(), "--json", folder.resolve("quiet.json").toString(), "--draws", "500");
        glossa("compare", base.toString(), candidate.toString(), "--again", again.toString(), "--json", folder.resolve("noisy.json").toString(), "--draws", "500");
        assertThat(width("noisy.json")).isGreaterThan(2 * width("quiet.json"));
    }

    /// The signature says `@files` of both; the digests in their manifests differ in Swahili.
    @Test
    void runsAskedFromOtherFilesAreNotPairedWhereTheFilesDiffer() throws Exception {
        PlantedRuns here = new PlantedRuns(folder.resolve("here"), 60);
        new PlantedRuns(folder.resolve("there"), 60);
        Path swahili = folder.resolve("there/sw.tsv");
        Files.writeString(swahili, Files.readString(swahili).replace(" + 7\t", " plus 7\t"));
        Path base = asked(here.model("base", 2, 0, _ -> 0), folder.resolve("here/sums.yaml"), folder.resolve("base"));
        Path other = asked(here.model("other", 2, 0, _ -> 0), folder.resolve("there/sums.yaml"), folder.resolve("other"));
        Path policy = Files.writeString(folder.resolve("policy.yaml"), block("yaml"));
        Outcome outcome = glossa("compare", base.toString(), other.toString(), "--gate", policy.toString());
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
        assertThat(outcome.out()).contains("not comparable: asked from different data").contains("Swahili (sw)");
        Outcome report = glossa("report", base.toString(), other.toString(), "--out", folder.resolve("report").toString(), "--draws", "200");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(Files.readString(folder.resolve("report/index.html"))).contains("other data: Swahili");
        for (int i = 1; i <= 8; i++) {
            String script = Files.readString(folder.resolve("report/samples/sums.sw." + i + ".js"));
            assertThat(Json.MAPPER.readTree(script.substring(script.indexOf('['), script.lastIndexOf(']') + 1)).valueStream()).isNotEmpty().allSatisfy(sample ->
                    assertThat(sample.path("answers").valueStream().map(answer -> answer.path("model").asInt())).containsExactly(sample.path("question").asString().contains("plus") ? 1 : 0));
        }
    }

    private double width(String file) throws Exception {
        var overall = Json.object(Files.readString(folder.resolve(file)), file).path("verdicts").path(0).path("findings").path(0);
        return overall.path("high").asDouble() - overall.path("low").asDouble();
    }

    private Outcome recipe(Path model) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "recipe.sh").directory(folder.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile()).redirectError(folder.resolve("err.txt").toFile());
        shell.environment().put("CANDIDATE", "replay:" + model);
        shell.environment().put("COMMIT", model.getFileName().toString());
        if (Files.exists(folder.resolve("runs"))) {
            Files.move(folder.resolve("runs"), folder.resolve("runs of " + ++earlier));
        }
        Process process = shell.start();
        process.getOutputStream().close();
        int code = process.waitFor();
        return new Outcome(code, Files.readString(folder.resolve("out.txt")), Files.readString(folder.resolve("err.txt")));
    }

    private static Path asked(Path answers, Path task, Path out) {
        Outcome run = glossa("run", "--model", "replay:" + answers, "--name", out.getFileName().toString(), "--task", task.toString(), "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        Outcome score = glossa("score", out.toString());
        assertThat(score.code()).as(score.err()).isZero();
        return out;
    }

    /// The first block of a language in docs/gate.md.
    private static String block(String language) throws Exception {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("../docs/gate.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}

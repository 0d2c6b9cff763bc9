package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The demo from its first step to its first page, in the real engine: what it tells is what its files say, and a second time
/// it tells the same to the byte.
@Tag("slow")
@Timeout(600)
class DemoCommandTest {
    private static final Set<String> AFRICAN = Set.of("am", "ha", "sw", "yo", "zu");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)");

    @TempDir
    Path folder;

    @Test
    void theDemoStopsTheCheckpointThatLostAfricaAndLinksEveryPageTwiceAlike() throws IOException {
        assumeThat(EngineLibrary.find()).as("the native engine").isPresent();
        Path first = demo("first");
        JsonNode verdict = Json.MAPPER.readTree(Files.readString(first.resolve("comparison.json"))).get("verdicts").get(0);
        List<String> fell = verdict.get("findings").values().stream()
                .filter(f -> f.get("over").asString().equals("language") && f.get("status").asString().equals("violated")).map(f -> f.get("group").asString()).toList();
        assertThat(verdict.get("decision").asString()).isEqualTo("NO-GO");
        assertThat(fell).hasSizeGreaterThanOrEqualTo(3).isSubsetOf(AFRICAN);
        assertThat(verdict.get("findings").values().stream().filter(f -> f.get("benchmark").asString().equals("flores") && !f.get("over").asString().equals("language")))
                .as("Africa alone is lost, and no mean over languages says so")
                .allSatisfy(f -> assertThat(f.get("status").asString()).as(f.get("group").asString()).isEqualTo(f.get("group").asString().equals("Africa") ? "violated" : "holds"));
        assertThat(difference(verdict, "South Asia")).isGreaterThan(10);
        assertThat(bins(first, "flores,chrf,")).as("translation over the bins of web presence").isSortedAccordingTo(Comparator.reverseOrder());
        List<Double> choices = bins(first, "global-mmlu,accuracy,");
        assertThat(choices.getFirst()).as("multiple choice where there is much text").isGreaterThan(0.9);
        assertThat(choices.getLast()).as("and where there is little").isLessThan(0.8);

        String page = Files.readString(first.resolve("index.html"));
        assertThat(page).contains("<b>NO-GO</b>");
        assertThat(fell).allSatisfy(code -> assertThat(page).contains(DemoLanguage.of(code).language().name()));
        assertThat(links(page)).contains("report/index.html", "leaderboard/index.html", "comparison.md",
                "languages/ur/index.html", "languages/km/index.html", "languages/sw/index.html");
        assertThat(links(page)).allSatisfy(link -> assertThat(first.resolve(link)).exists());
        assertThat(Files.readString(first.resolve("leaderboard/index.html"))).contains("demo-1", "demo-2");
        assertThat(Files.readString(first.resolve("languages/ur/index.html"))).contains("dir=\"rtl\"");

        assertThat(bytes(demo("second"))).containsExactlyEntriesOf(bytes(first));
    }

    private static double difference(JsonNode verdict, String region) {
        return verdict.get("findings").values().stream().filter(f -> f.get("benchmark").asString().equals("flores") && f.get("group").asString().equals(region))
                .mapToDouble(f -> f.get("difference").asDouble()).findFirst().orElseThrow();
    }

    /// Of demo-1, from the first bin to the fifth.
    private static List<Double> bins(Path out, String metric) throws IOException {
        return Files.readAllLines(out.resolve("report/scores.csv")).stream().filter(line -> line.startsWith(metric + ",bin,") && line.contains(",demo-1,"))
                .sorted().map(line -> Double.valueOf(line.split(",")[6])).toList();
    }

    private Path demo(String name) {
        Path out = folder.resolve(name);
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            assertThat(Main.execute(nowhere, nowhere, "demo", "--out", out.toString())).isZero();
        }
        return out;
    }

    private static List<String> links(String page) {
        return LINK.matcher(page).results().map(match -> match.group(1)).toList();
    }

    /// Everything but what says how long an answer took, and when, and the likelihoods of options in samples, whose last printed
    /// digit depends on what else was in the batch.
    private static Map<String, Integer> bytes(Path out) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(out)) {
            walk.filter(Files::isRegularFile).filter(file -> !Set.of("completions.jsonl", "judgments.jsonl", "run.json").contains(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("global-mmlu."))
                    .forEach(files::add);
        }
        Map<String, Integer> bytes = new TreeMap<>();
        for (Path file : files) {
            bytes.put(out.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
        return bytes;
    }
}

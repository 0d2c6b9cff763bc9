package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.io.Json;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardTest {
    private static final String[] TWO = {"flores", "global-mgsm"};

    @TempDir
    private Path folder;

    static Path board(Path out, boolean published, Optional<List<Language>> eligible, Path... runs) {
        return Leaderboard.write(Run.open(List.of(runs)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, out,
                new Leaderboard.Options(new Aggregate.Options(200, 1, 0.5), eligible, published, 4));
    }

    private Path run(String name, double skill, String... benchmarks) {
        return new Planted(name, Planted.few(), 24, skill).write(folder.resolve(name), benchmarks);
    }

    private List<CSVRecord> rows(Path page) throws IOException {
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(Files.newBufferedReader(page.resolveSibling("scores.csv"))).getRecords();
    }

    @Test
    void measuredAndPublishedModelsStandOnTheSameLanguages() throws IOException {
        Path page = board(folder.resolve("out"), true, Optional.empty(), run("mine", 0.7, TWO), run("other", 0.2, TWO));
        List<CSVRecord> overall = rows(page).stream().filter(r -> r.get("benchmark").equals("global-mgsm") && r.get("group").equals("overall")).toList();
        assertThat(overall).extracting(r -> r.get("model")).containsExactlyInAnyOrder("mine", "other", "Tiny Aya Global", "Gemma3-4B", "Qwen3-4B", "Ministral-3-3B");
        assertThat(overall).allSatisfy(r -> assertThat(r.get("languages")).isEqualTo("4"));
        CSVRecord tiny = overall.stream().filter(r -> r.get("model").equals("Tiny Aya Global")).findFirst().orElseThrow();
        assertThat(tiny.get("mark")).isEqualTo("published");
        assertThat(tiny.get("rank_best")).isEmpty();
        assertThat(overall.stream().filter(r -> r.get("model").equals("mine")).findFirst().orElseThrow().get("rank_best")).isEqualTo("1");
    }

    @Test
    void aModelThatLacksLanguagesIsMarkedAndNotRanked() throws IOException {
        Path part = new Planted("part", List.of("am", "km"), 24, 0.9).write(folder.resolve("part"), TWO);
        List<CSVRecord> overall = rows(board(folder.resolve("out"), false, Optional.empty(), run("whole", 0.5, TWO), part)).stream()
                .filter(r -> r.get("benchmark").equals("flores") && r.get("group").equals("overall")).toList();
        assertThat(overall).extracting(r -> r.get("mark")).containsExactly("", "partial: 2 of 5 languages");
        assertThat(overall).extracting(r -> r.get("rank_best")).containsExactly("1", "");
    }

    @Test
    void aRunThatEndedEarlyIsMarkedAndNotRanked() throws IOException {
        Path cut = new Planted("cut", Planted.few(), 9, 0.9).write(folder.resolve("cut"), TWO);
        List<CSVRecord> overall = rows(board(folder.resolve("out"), false, Optional.empty(), run("whole", 0.5, TWO), cut)).stream()
                .filter(r -> r.get("benchmark").equals("flores") && r.get("group_kind").equals("overall")).toList();
        assertThat(overall).extracting(r -> r.get("mark")).containsExactly("", "partial: not all items in 5 of 5 languages");
        assertThat(overall).extracting(r -> r.get("rank_best")).containsExactly("1", "");
    }

    /// Nothing stands beside it that has more: its manifest tells.
    @Test
    void aSingleRunThatEndedBeforeItsPlanIsMarked() throws IOException {
        Path alone = run("alone", 0.5, TWO);
        Path manifest = alone.resolve("run.json");
        String planned = Files.readString(manifest);
        assertThat(rows(board(folder.resolve("whole"), false, Optional.empty(), alone))).extracting(r -> r.get("mark")).containsOnly("");
        Files.writeString(manifest, planned.replaceAll("\"km\" : 24", "\"km\" : 40, \"ja\" : 24"));
        List<CSVRecord> rows = rows(board(folder.resolve("cut"), false, Optional.empty(), alone)).stream().filter(r -> r.get("benchmark").equals("flores")).toList();
        assertThat(rows).filteredOn(r -> r.get("group").equals("overall")).extracting(r -> r.get("mark")).containsExactly("partial: 5 of 6 languages; partial: not all items in 1 of 5 languages");
        assertThat(rows).filteredOn(r -> r.get("group").equals("km")).extracting(r -> r.get("mark")).containsExactly("partial: 24 of 40 items");
        assertThat(rows).filteredOn(r -> r.get("group").equals("am")).extracting(r -> r.get("mark")).containsExactly("");
        Path report = Report.write(Run.open(List.of(alone)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, folder.resolve("report"), new Report.Options(new Aggregate.Options(200, 1, 0.5), 4));
        assertThat(Files.readString(report)).contains("partial: 24 of 40 items", "Japanese (ja), no chrf of alone");
    }

    @Test
    void aFixedSetIsKeptWhateverTheRunsHave() throws IOException {
        Path page = board(folder.resolve("out"), false, Optional.of(Bench.LANGUAGES.select("paper", Optional.empty())), run("whole", 0.5, TWO));
        assertThat(rows(page)).filteredOn(r -> r.get("group").equals("overall")).extracting(r -> r.get("mark"))
                .containsExactly("partial: 5 of 65 languages", "partial: 4 of 35 languages");
        assertThat(Files.readString(page)).contains("a set fixed beforehand");
    }

    @Test
    void numbersOfAnotherSignatureAreMarkedAndNotRanked() throws IOException {
        Path a = new Planted("a", Planted.few(), 12, 0.5).writeAs(folder.resolve("a"), "v1", TWO);
        Path b = new Planted("b", Planted.few(), 12, 0.5).writeAs(folder.resolve("b"), "v1", TWO);
        Path c = new Planted("c", Planted.few(), 12, 0.9).writeAs(folder.resolve("c"), "v2", TWO);
        List<CSVRecord> rows = rows(board(folder.resolve("out"), false, Optional.empty(), c, a, b));
        assertThat(rows).filteredOn(r -> r.get("model").equals("c")).isNotEmpty().allSatisfy(r -> {
            assertThat(r.get("mark")).isEqualTo("other signature: revision");
            assertThat(r.get("rank_best")).isEmpty();
        });
        assertThat(rows).filteredOn(r -> !r.get("model").equals("c")).allSatisfy(r -> assertThat(r.get("mark")).isEmpty());
    }

    @Test
    void numbersFromOtherDataAreMarkedWhereTheDataDiffersAndNotRanked() throws IOException {
        Path a = new Planted("a", Planted.few(), 12, 0.9).writeFrom(l -> l.equals("km") || l.equals("th") ? "ff" : "00", folder.resolve("a"), "v1", TWO);
        Path b = new Planted("b", Planted.few(), 12, 0.5).writeAs(folder.resolve("b"), "v1", TWO);
        // Other languages asked are no other data.
        Path c = new Planted("c", List.of("km", "am"), 12, 0.5).writeAs(folder.resolve("c"), "v1", TWO);
        List<CSVRecord> rows = rows(board(folder.resolve("out"), false, Optional.empty(), a, b, c)).stream().filter(r -> r.get("benchmark").equals("flores")).toList();
        assertThat(rows).filteredOn(r -> r.get("model").equals("a") && r.get("group_kind").equals("language")).extracting(r -> r.get("group") + " " + r.get("mark"))
                .containsExactlyInAnyOrder("am ", "km other data", "ur ", "he ", "th ");
        assertThat(rows).filteredOn(r -> r.get("model").equals("b") && r.get("group_kind").equals("language")).extracting(r -> r.get("group") + " " + r.get("mark"))
                .containsExactlyInAnyOrder("am ", "km ", "ur ", "he ", "th other data");
        assertThat(rows).filteredOn(r -> r.get("group").equals("overall")).extracting(r -> r.get("model") + " " + r.get("mark") + " " + r.get("rank_best"))
                .containsExactly("a other data: Khmer ", "b other data: Thai ", "c partial: 2 of 5 languages ");
        assertThat(rows).filteredOn(r -> r.get("group").equals("km") || r.get("group").equals("am")).extracting(r -> r.get("group") + r.get("model") + r.get("rank_best"))
                .contains("kma", "kmb1", "kmc1", "ama1");
    }

    @Test
    void aReportTakesNoDifferenceBetweenNumbersFromDifferentData() throws IOException {
        Path a = new Planted("a", Planted.few(), 12, 0.9).writeFrom(l -> l.equals("km") ? "ff" : "00", folder.resolve("a"), "v1", TWO);
        Path b = new Planted("b", Planted.few(), 12, 0.5).writeAs(folder.resolve("b"), "v1", TWO);
        var runs = Run.open(List.of(a, b));
        var table = dev.glossa.reports.Reading.of(runs, Planted.METRICS::get, Bench.LANGUAGES, (_, _, _) -> { }).scores().table("flores", "chrf").orElseThrow();
        Aggregate chrf = Aggregate.of(table, Bench.LANGUAGES, new Aggregate.Options(200, 1, 0.5)).getFirst();
        assertThat(chrf.differences()).extracting(d -> d.group().name()).contains("am", "he").doesNotContain("km", "overall");
    }

    @Test
    void rowsAreInOrderByTheDirectionOfEachColumn() throws IOException {
        Bench.Toy errors = new Bench.Toy("strict", Metric.Scale.PROPORTION, Map.of(), s -> s.get(0) / s.get(1), Map.of(), Map.of("", Metric.Direction.LESS_IS_BETTER), Map.of());
        String page = Files.readString(Leaderboard.write(Run.open(List.of(run("many errors", 0.55, TWO), run("few errors", 0.25, TWO))),
                name -> name.equals("strict") ? errors : new Bench.Toy(name, Metric.Scale.POINTS, Map.of(), _ -> 50), Bench.LANGUAGES, Planted.QUESTIONS, _ -> false,
                folder.resolve("out"), new Leaderboard.Options(new Aggregate.Options(200, 1, 0.5), Optional.empty(), false, 4)));
        String rows = page.substring(page.indexOf("<tbody"));
        assertThat(rows.indexOf("few errors")).isPositive().isLessThan(rows.indexOf("many errors"));
    }

    @Test
    void theSameRunsMakeTheSameBytesAndEveryFormHasTheSameNumbers() throws IOException {
        Path a = run("a", 0.5, TWO);
        Path b = run("b", 0.6, TWO);
        board(folder.resolve("one"), true, Optional.empty(), a, b);
        board(folder.resolve("two"), true, Optional.empty(), a, b);
        Map<String, String> one = ReportTest.files(folder.resolve("one"));
        assertThat(one).isEqualTo(ReportTest.files(folder.resolve("two")));
        List<CSVRecord> csv = rows(folder.resolve("one/index.html"));
        var json = Json.object(Files.readString(folder.resolve("one/scores.json")), "scores.json").path("numbers");
        assertThat(json.size()).isEqualTo(csv.size());
        for (int i = 0; i < csv.size(); i++) {
            assertThat(Double.parseDouble(csv.get(i).get("value"))).isEqualTo(json.get(i).path("value").asDouble());
        }
        assertThat(Files.readString(folder.resolve("one/scores.md"))).contains("| a |", "rank ", "(published)", "## Africa");
    }

    @Test
    void whereAColumnComparesNoLanguagesTheBoardSaysSo() throws IOException {
        String caution = "Caution, wmt24pp comet: scores of different languages are not on one scale; a mean over languages compares models, never languages.";
        Path page = board(folder.resolve("out"), false, Optional.empty(), run("m", 0.6, "flores", "wmt24pp"));
        assertThat(Files.readString(page)).containsOnlyOnce(caution);
        assertThat(Files.readString(page.resolveSibling("scores.md"))).containsOnlyOnce(caution);
        assertThat(Files.readString(board(folder.resolve("none"), false, Optional.empty(), run("n", 0.6, TWO)))).doesNotContain("Caution");
    }

    @Test
    void publishedResultsCanStandAlone() throws IOException {
        Path page = Leaderboard.write(List.of(), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, folder.resolve("out"),
                new Leaderboard.Options(Aggregate.Options.DEFAULT, Optional.empty(), true, 4));
        assertThat(Files.readString(page)).contains("Tiny Aya Global", "the printed average of Gemma3-4B is 38.9").doesNotContain("id=\"samples-index\"");
        assertThatThrownBy(() -> Leaderboard.write(List.of(), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, folder.resolve("none"),
                Leaderboard.Options.DEFAULT)).hasMessage("no run; name some, or ask for --published results");
    }
}

package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    static final Report.Options FAST = new Report.Options(new Aggregate.Options(200, 1, 0.1), 12);
    private static final String[] TWO = {"flores", "global-mgsm"};

    @TempDir
    private Path folder;

    static Path report(Path out, Path... runs) {
        return Report.write(Run.open(List.of(runs)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, out, FAST);
    }

    private Path run(String name) {
        return new Planted(name, Planted.few(), 14, 0.6).write(folder.resolve(name.replaceAll("[^a-z0-9]", "_")), TWO);
    }

    @Test
    void aReportIsAFolderWithPageTablesChartsAndSamples() throws IOException {
        Path page = report(folder.resolve("out"), run("a"), run("b"));
        assertThat(page).isEqualTo(folder.resolve("out/index.html"));
        assertThat(files(folder.resolve("out")).keySet()).contains("index.html", "scores.csv", "scores.md", "signatures.csv",
                "charts/flores-chrf-regions.png", "charts/flores-chrf-regions.svg", "charts/flores-chrf-regions.csv",
                "charts/flores-chrf-web-presence.svg", "charts/global-mgsm-strict-languages.svg", "samples/flores.am.1.js", "samples/flores.am.2.js");
    }

    @Test
    void theSameRunsMakeTheSameBytes() throws IOException {
        Path a = run("a");
        Path b = run("b");
        report(folder.resolve("one"), a, b);
        report(folder.resolve("two"), a, b);
        Map<String, String> one = files(folder.resolve("one"));
        Map<String, String> two = files(folder.resolve("two"));
        assertThat(one.keySet()).isEqualTo(two.keySet());
        one.forEach((name, bytes) -> assertThat(bytes.equals(two.get(name))).as(name).isTrue());
    }

    @Test
    void theTableHasTheColumnsOfTheContractAndALineForEachNumber() throws IOException {
        report(folder.resolve("out"), run("a"), run("b"));
        List<CSVRecord> rows = csv(folder.resolve("out/scores.csv"));
        assertThat(rows.getFirst().toMap().keySet()).containsExactlyInAnyOrder("benchmark", "metric", "facet", "group_kind", "group", "model",
                "value", "low", "high", "n", "languages", "scored", "truncated", "unparsed", "failed", "signature");
        CSVRecord overall = rows.stream().filter(r -> r.get("benchmark").equals("global-mgsm") && r.get("group").equals("overall")
                && r.get("model").equals("b")).findFirst().orElseThrow();
        // Hebrew is not among the published languages of GlobalMGSM.
        assertThat(overall.get("languages")).isEqualTo("4");
        assertThat(overall.get("n")).isEqualTo("56");
        assertThat(Double.parseDouble(overall.get("low"))).isLessThan(Double.parseDouble(overall.get("value")));
        assertThat(rows).extracting(r -> r.get("group_kind")).contains("overall", "region", "bin", "script", "language");
        assertThat(csv(folder.resolve("out/signatures.csv"))).extracting(r -> r.get("signature")).contains(overall.get("signature"));
    }

    @Test
    void tablePageAndChartShowTheSameInterval() throws IOException {
        String page = Files.readString(report(folder.resolve("out"), run("a"), run("b")));
        CSVRecord africa = csv(folder.resolve("out/scores.csv")).stream().filter(r -> r.get("benchmark").equals("global-mgsm") && r.get("metric").equals("strict")
                && r.get("facet").isEmpty() && r.get("group").equals("Africa") && r.get("model").equals("b")).findFirst().orElseThrow();
        CSVRecord drawn = csv(folder.resolve("out/charts/global-mgsm-strict-regions.csv")).stream()
                .filter(r -> r.get("group").equals("Africa") && r.get("model").equals("b")).findFirst().orElseThrow();
        for (String end : List.of("low", "value", "high")) {
            assertThat(Double.parseDouble(drawn.get(end))).isCloseTo(100 * Double.parseDouble(africa.get(end)), org.assertj.core.api.Assertions.within(1e-9));
        }
        dev.glossa.reports.aggregate.Interval interval = new dev.glossa.reports.aggregate.Interval(Double.parseDouble(africa.get("low")), Double.parseDouble(africa.get("high")));
        assertThat(page).contains(new dev.glossa.reports.Printed(100, "%").range(java.util.Optional.of(interval)));
    }

    @Test
    void howEvenlyLanguagesAreServedStandsOnThePageAndInItsTable() throws IOException {
        String page = Files.readString(report(folder.resolve("out"), run("a"), run("b")));
        assertThat(page).contains("How evenly languages are served", "More charts", "All benchmarks together");
        assertThat(csv(folder.resolve("out/equity.csv"))).extracting(r -> r.get("benchmark") + " " + r.get("model") + " " + r.get("languages"))
                .contains("global-mgsm b 4");
    }

    @Test
    void scoresThatAreOnNoOneScaleCompareModelsAndNeverLanguages() throws IOException {
        Path run = new Planted("m", List.of("en", "am", "km", "ur", "he", "th"), 14, 0.6).write(folder.resolve("run"), "wmt24pp", "global-mgsm", "flores");
        String page = Files.readString(report(folder.resolve("out"), run));
        String caution = "Caution, wmt24pp comet: scores of different languages are not on one scale; a mean over languages compares models, never languages.";
        assertThat(section(page, "glance")).contains(caution);
        assertThat(section(page, "benchmark-wmt24pp")).contains(caution).doesNotContain("How evenly languages are served", ", sd ", "comet-boxes", "comet-span");
        assertThat(section(page, "benchmark-flores")).contains("How evenly languages are served", ", sd ").doesNotContain("Caution");
        assertThat(csv(folder.resolve("out/equity.csv"))).extracting(r -> r.get("benchmark")).contains("flores", "global-mgsm").doesNotContain("wmt24pp");
        String text = Files.readString(folder.resolve("out/scores.md"));
        assertThat(text.substring(0, text.indexOf("\n## wmt24pp"))).contains(caution);
        assertThat(text.substring(text.indexOf("\n## wmt24pp"), text.indexOf("\n## global-mgsm"))).contains(caution).doesNotContain("How evenly", ", sd ");
        assertThat(files(folder.resolve("out")).keySet()).noneMatch(name -> name.matches("charts/wmt24pp-comet-(span|boxes).*"));
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<section aria-labelledby=\"" + id + "\"");
        return page.substring(from, page.indexOf("</section>", from));
    }

    @Test
    void modelNamesAreShownAsTextWhateverIsInThem() throws IOException {
        String name = "<script>alert(1)</script>\u202E=x";
        Path page = report(folder.resolve("out"), run(name));
        assertThat(Files.readString(page)).contains("&lt;script&gt;alert(1)&lt;/script&gt;‹U+202E›=x").doesNotContain("<script>alert", "\u202E");
        assertThat(Files.readString(folder.resolve("out/scores.md"))).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(csv(folder.resolve("out/scores.csv"))).extracting(r -> r.get("model")).contains(name);
    }

    @Test
    void aModelNamedLikeAFormulaIsNeutralisedInTables() throws IOException {
        report(folder.resolve("out"), run("=1+1"));
        assertThat(csv(folder.resolve("out/scores.csv"))).extracting(r -> r.get("model")).contains("'=1+1");
    }

    @Test
    void runsOfOneNameAreToldApartByTheirFolders() {
        Planted model = new Planted("m", Planted.few(), 6, 0.5);
        assertThat(Run.open(List.of(model.write(folder.resolve("x"), TWO), model.write(folder.resolve("y"), TWO)))).extracting(Run::name)
                .containsExactly("m (x)", "m (y)");
        assertThatThrownBy(() -> Run.open(List.of(folder.resolve("x"), folder.resolve("y/../x")))).hasMessageContaining("named twice");
    }

    @Test
    void numbersUnderAnotherSignatureAreMarked() throws IOException {
        Path a = new Planted("a", Planted.few(), 6, 0.5).writeAs(folder.resolve("a"), "v1", TWO);
        Path b = new Planted("b", Planted.few(), 6, 0.5).writeAs(folder.resolve("b"), "v2", TWO);
        assertThat(Files.readString(report(folder.resolve("out"), a, b))).contains("≠ not comparable: other revision");
    }

    @Test
    void languagesThatNotEveryModelHasAreNamed() throws IOException {
        Path a = new Planted("a", Planted.few(), 6, 0.5).write(folder.resolve("a"), TWO);
        Path b = new Planted("b", List.of("am", "km"), 6, 0.5).write(folder.resolve("b"), TWO);
        assertThat(Files.readString(report(folder.resolve("out"), a, b))).contains("3 languages are in no mean", "Hebrew (he), no chrf of b");
    }

    @Test
    void aReportWithoutTheDataShowsAnswersWithoutQuestions() throws IOException {
        Report.write(Run.open(List.of(run("a"))), Planted.METRICS::get, Bench.LANGUAGES, Questions.NONE, folder.resolve("out"), FAST);
        assertThat(Files.readString(folder.resolve("out/samples/flores.am.1.js"))).contains("\"answers\"").doesNotContain("\"question\"");
    }

    @Test
    void aQuestionStandsOnlyBesideAnswersOfRunsThatWereAskedIt() throws IOException {
        Path a = new Planted("a", Planted.few(), 6, 0.5).write(folder.resolve("a"), TWO);
        Path b = new Planted("b", Planted.few(), 6, 0.5).writeFrom(l -> l.equals("km") ? "ff" : "00", folder.resolve("b"), "v1", TWO);
        Questions atHand = (run, benchmark, language) -> run.name().equals("a") ? Planted.QUESTIONS.of(run, benchmark, language) : Stream.empty();
        List<Run> runs = Run.open(List.of(a, b));
        Report.write(runs, Planted.METRICS::get, Bench.LANGUAGES, atHand, folder.resolve("out"), FAST);
        assertThat(shown("km")).contains("asked [0]", "not at hand [1]").doesNotContain("asked [0, 1]", "asked [1]");
        assertThat(shown("am")).containsOnly("asked [0, 1]");
        LanguageReport.write(Bench.LANGUAGES.get("km"), runs, Planted.METRICS::get, Bench.LANGUAGES, atHand, _ -> false, List.of(), folder.resolve("km"),
                new LanguageReport.Options(new Aggregate.Options(200, 1, 0.5), 2, false));
        assertThat(Files.readString(folder.resolve("km/index.html"))).contains("flores, asked from other data");
        assertThat(csv(folder.resolve("km/corrections.csv"))).filteredOn(r -> r.get("model").equals("a")).isNotEmpty().allSatisfy(r -> assertThat(r.get("question")).isNotEmpty());
        assertThat(csv(folder.resolve("km/corrections.csv"))).filteredOn(r -> r.get("model").equals("b")).isNotEmpty().allSatisfy(r -> assertThat(r.get("question")).isEmpty());
    }

    /// Of each sample of flores, whether it has a question, and whose answers stand beside it.
    private List<String> shown(String language) throws IOException {
        String script = Files.readString(folder.resolve("out/samples/flores." + language + ".1.js"));
        var samples = dev.glossa.harness.io.Json.MAPPER.readTree(script.substring(script.indexOf('['), script.lastIndexOf(']') + 1));
        return samples.valueStream().map(s -> (s.has("question") ? "asked " : "not at hand ") + s.path("answers").valueStream().map(x -> x.path("model").asInt()).toList()).toList();
    }

    @Test
    void everyLanguageShowsTheSameItems() throws IOException {
        report(folder.resolve("out"), run("a"));
        assertThat(ids(folder.resolve("out/samples/flores.am.1.js"))).isEqualTo(ids(folder.resolve("out/samples/flores.ur.1.js"))).hasSize(10);
    }

    @Test
    void noScriptCanEndTheScriptItStandsIn() throws IOException {
        Path page = report(folder.resolve("out"), run("a"));
        try (Stream<Path> scripts = Files.list(page.resolveSibling("samples"))) {
            assertThat(scripts.toList()).isNotEmpty().allSatisfy(script -> assertThat(Files.readString(script)).doesNotContain("<"));
        }
    }

    @Test
    void anUnscoredRunIsRefusedWithTheCommandThatScoresIt() throws IOException {
        Path run = run("a");
        Files.delete(run.resolve("scoring.json"));
        assertThatThrownBy(() -> Run.open(List.of(run))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(run + ": not scored yet; glossa score " + run + " scores it");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedInOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path run = run("a");
        assertThatThrownBy(() -> report(file, run)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": cannot be written (").hasMessageEndingWith("choose another --out");
    }

    private static List<String> ids(Path script) throws IOException {
        return java.util.regex.Pattern.compile("\"id\":\"[^/]+/[^/]+/([^\"]+)\"").matcher(Files.readString(script)).results()
                .map(m -> m.group(1)).toList();
    }

    private static List<CSVRecord> csv(Path file) throws IOException {
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(Files.newBufferedReader(file)).getRecords();
    }

    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}

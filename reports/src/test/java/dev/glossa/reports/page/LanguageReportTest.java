package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageReportTest {
    @TempDir
    private Path folder;

    private Path page(String code, List<Path> corrections) {
        Path run = folder.resolve("run");
        if (!Files.exists(run)) {
            new Planted("m", List.of("en", "am", "sw", "yo", "ur", "hi"), 20, 0.6).write(run, "mdolly", "global-mgsm", "flores");
        }
        return LanguageReport.write(Bench.LANGUAGES.get(code), Run.open(List.of(run)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, corrections,
                folder.resolve(code), new LanguageReport.Options(new Aggregate.Options(200, 1, 0.1), 3, true));
    }

    private List<CSVRecord> rows(String file) throws IOException {
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(Files.newBufferedReader(folder.resolve(file))).getRecords();
    }

    @Test
    void aPageSaysWhereTheLanguageStandsAndWhatItCosts() throws IOException {
        String html = Files.readString(page("am", List.of()));
        assertThat(html).contains("lang=\"am\" dir=\"ltr\">አማርኛ", "Place among languages of Africa", " of 3, mean ", "Place among web presence bin 5",
                "Answers cut off at the token limit", "Tiny Aya Global", "published, arXiv 2603.11510; not run here",
                // Prompts of bin 5 have three times the tokens of bin 1 here.
                "Tokens of a prompt, English = 1", "3.00 ×");
        assertThat(Files.readString(page("en", List.of()))).doesNotContain("Tokens of a prompt");
    }

    @Test
    void scoresThatAreOnNoOneScaleHaveNoPlaceAmongLanguages() throws IOException {
        Path run = new Planted("m", List.of("am", "sw", "yo"), 20, 0.6).write(folder.resolve("comet"), "wmt24pp");
        Path page = LanguageReport.write(Bench.LANGUAGES.get("am"), Run.open(List.of(run)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, List.of(),
                folder.resolve("page"), new LanguageReport.Options(new Aggregate.Options(200, 1, 0.1), 3, false));
        assertThat(Files.readString(page)).contains("Caution, wmt24pp comet: scores of different languages are not on one scale; no place among them is told.")
                .doesNotContain("Place among", "where this language stands");
    }

    @Test
    void aLanguageWithoutScoresIsRefusedWithThoseThatHaveSome() {
        assertThatThrownBy(() -> page("km", List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("km: no score of Khmer in these runs; there are scores in en, hi, ur, am, sw, yo");
    }

    @Test
    void worstAndBestItemsAreShownAndNoneTwice() throws IOException {
        page("sw", List.of());
        List<CSVRecord> rows = rows("sw/corrections.csv");
        assertThat(rows).hasSize(18);
        assertThat(rows.stream().map(r -> r.get("id")).distinct()).hasSize(18);
        List<CSVRecord> mdolly = rows.stream().filter(r -> r.get("id").startsWith("mdolly")).toList();
        assertThat(mdolly.stream().limit(3).mapToDouble(r -> r.get("score").isEmpty() ? 0 : Double.parseDouble(r.get("score"))).max().orElseThrow())
                .isLessThan(mdolly.stream().skip(3).mapToDouble(r -> Double.parseDouble(r.get("score"))).min().orElseThrow());
    }

    @Test
    void whatAModelWroteIsNoFormulaInTheTable() throws IOException {
        page("sw", List.of());
        assertThat(rows("sw/corrections.csv")).noneMatch(r -> r.get("answer").startsWith("=")).noneMatch(r -> r.get("answer").contains("\u202E"));
    }

    @Test
    void correctionsComeBackAsLabelsAndAsDoubtsForTheAuthors() throws IOException {
        page("sw", List.of());
        List<CSVRecord> given = rows("sw/corrections.csv");
        String first = given.getFirst().get("id");
        // As a spreadsheet saves it: a byte order mark, other line ends.
        Path filled = Files.writeString(folder.resolve("filled.csv"), "\uFEFFid,model,metric,score,your_score,wrong,better_text,comment\r\n"
                + first + ",m,rubric,40,\"87,5\",reference,Jibu sahihi,\"si Kiswahili, ni Kiingereza\"\r\n"
                + first + ",m,rubric,40,,reference,,\r\n" + given.get(1).get("id") + ",m,rubric,50,,,,\r\nmdolly/am/0001,m,rubric,50,3,question,,\r\n");
        String html = Files.readString(page("sw", List.of(filled)));
        assertThat(rows("sw/labels.csv")).singleElement().satisfies(r -> {
            assertThat(r.get("id")).isEqualTo(first);
            assertThat(r.get("label")).isEqualTo("0.875");
        });
        assertThat(rows("sw/suspects.csv")).singleElement().satisfies(r -> {
            assertThat(r.get("part")).isEqualTo("reference");
            assertThat(r.get("reports")).isEqualTo("2");
            assertThat(r.get("better_text")).isEqualTo("Jibu sahihi");
        });
        assertThat(html).contains("reference: 2 reports, “si Kiswahili, ni Kiingereza”", "m, rubric: 1 label, mean 87.5 where the metric says 40.0");
    }

    @Test
    void aScoreThatIsNoneIsRefusedWithItsPlace() throws IOException {
        Path filled = Files.writeString(folder.resolve("filled.csv"), "id,your_score,wrong\nmdolly/sw/0001,good,\n");
        assertThatThrownBy(() -> page("sw", List.of(filled))).hasMessage(filled + ", line 2: your_score is a number from 0 to 100; there is 'good'");
        Files.writeString(filled, "id,your_score,wrong\nmdolly/sw/0001,101,\n");
        assertThatThrownBy(() -> page("sw", List.of(filled))).hasMessage(filled + ", line 2: your_score is from 0 to 100; there is 101");
        Files.writeString(filled, "id,your_score,wrong\nmdolly/sw/0001,,everything\n");
        assertThatThrownBy(() -> page("sw", List.of(filled))).hasMessage(filled + ", line 2: wrong is question, reference or answer; there is 'everything'");
        Files.writeString(filled, "key,value\n");
        assertThatThrownBy(() -> page("sw", List.of(filled))).hasMessageContaining("has the columns id, your_score and wrong");
    }

    @Test
    void withheldTextsAreNotShown() throws IOException {
        Path run = new Planted("m", List.of("sw"), 8, 0.6).write(folder.resolve("one"), "flores", "mdolly");
        Path page = LanguageReport.write(Bench.LANGUAGES.get("sw"), Run.open(List.of(run)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS,
                "flores"::equals, List.of(), folder.resolve("public"), new LanguageReport.Options(new Aggregate.Options(200, 1, 0.1), 4, false));
        String html = Files.readString(page);
        assertThat(html).contains("ask not to publish them again", "question</b> 1 ".replace("</b>", "&lt;/b&gt;")).doesNotContain("Kiswahili reference");
        assertThat(Files.readString(folder.resolve("public/corrections.csv"))).doesNotContain("Kiswahili reference");
    }
}

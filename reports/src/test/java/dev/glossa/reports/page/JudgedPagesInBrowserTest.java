package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.Language;
import dev.glossa.reports.Questions;
import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What judges said, as readers meet it: arena, jury and health of a report, flags beside numbers of a board and of languages'
/// pages. One judge's name is markup, and so is a model's.
class JudgedPagesInBrowserTest {
    private static final Aggregate.Options NUMBERS = new Aggregate.Options(200, 1, 0.1);

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Map<String, Path> pages;
    private static Path opened;

    @BeforeAll
    static void openABrowserOnThePages() {
        assumeTrue(Browser.installed().isPresent(), "no Chromium on this machine: pages are not tested in a browser");
        List<Run> runs = Run.open(List.of(new Judged("weak <b>", 0.35).write(folder.resolve("weak")), new Judged("strong", 0.8).write(folder.resolve("strong"))));
        Path report = Report.write(runs, Judged::metric, Bench.LANGUAGES, Questions.NONE, folder.resolve("report"), new Report.Options(NUMBERS, 4));
        Path board = Leaderboard.write(runs, Judged::metric, Bench.LANGUAGES, Questions.NONE, _ -> false, folder.resolve("board"), new Leaderboard.Options(NUMBERS, Optional.empty(), false, 4));
        pages = Map.of("report", report, "board", board, "km", language("km", runs), "am", language("am", runs), "ur", language("ur", runs));
        browser = new Browser(Browser.installed().orElseThrow());
    }

    private static Path language(String code, List<Run> runs) {
        Language language = Bench.LANGUAGES.get(code);
        return LanguageReport.write(language, runs, Judged::metric, Bench.LANGUAGES, Questions.NONE, _ -> false, List.of(), folder.resolve(code), new LanguageReport.Options(NUMBERS, 4, false));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void thePageStayedQuiet() {
        PageChecks.isQuiet(browser, opened);
    }

    private static Browser open(String page, boolean dark) {
        opened = pages.get(page);
        browser.dark(dark).screen(1280, 900, false).open(opened, "");
        browser.value("document.querySelectorAll('details').forEach(d => d.open = true)");
        return browser;
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "board", "km"})
    void everyPageIsReadableToEyesAndEars(String page) {
        for (boolean dark : List.of(false, true)) {
            open(page, dark);
            assertThat(PageChecks.leastContrast(browser)).as(dark ? "dark" : "light").isGreaterThan(4.5);
        }
        PageChecks.isAccessible(browser);
        assertThat(browser.value("[...document.querySelectorAll('.flag')].map(f => f.title).every(t => t.length > 10)").asBoolean()).isTrue();
        assertThat(browser.value("document.querySelectorAll('main img[src=x], main b b').length").asInt()).isZero();
        browser.screen(375, 800, true).open(opened, "");
        PageChecks.fitsAPhone(browser);
    }

    @Test
    void theArenaRanksModelsOnceForAllLanguagesAndOnceForEach() {
        open("report", false);
        String arena = browser.text("document.querySelector('section[aria-labelledby=arena]').innerText");
        assertThat(arena).contains("strong", "weak <b>", "the baseline", "3 languages that weigh the same", "አማርኛ", "ខ្មែរ", "اردو");
        assertThat(browser.value("document.querySelectorAll('section[aria-labelledby=arena] table').length").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(browser.value("(t => { const names = [...t.querySelectorAll('tbody tr')].map(r => r.innerText); return names.findIndex(n => n.includes('strong')) < names.findIndex(n => n.includes('weak')); })"
                + "(document.querySelector('section[aria-labelledby=arena] table'))").asBoolean()).isTrue();
    }

    @Test
    void theJurySectionNamesEveryJudgeAndHowFarTheyAgree() {
        open("report", false);
        assertThat(browser.text("document.querySelector('section[aria-labelledby=jury]').innerText")).contains("steady", Judged.ODD, "Krippendorff's alpha", "κ", "without steady", "ខ្មែរ");
    }

    @Test
    void theHealthOfJudgesIsToldByLanguageWorstFirst() {
        open("report", false);
        String health = browser.text("document.querySelector('section[aria-labelledby=judges]').innerText");
        assertThat(health).contains("flagged in 1", "an empty answer got 0.9", Judged.ODD);
        assertThat(health.toLowerCase(java.util.Locale.ROOT).indexOf("khmer")).isNotNegative();
    }

    @Test
    void aBoardMarksNumbersOfAFlaggedJudgeAndNoOthers() {
        open("board", false);
        assertThat(rows("Khmer")).isNotEmpty().contains("⚠ judge flagged");
        assertThat(rows("Amharic")).isNotEmpty().doesNotContain("judge flagged");
        assertThat(browser.text("document.querySelector('#board-table .flag').title")).contains("Khmer, ", "an empty answer got 0.9");
        assertThat(rows("Overall")).contains("⚠ judge flagged in 1 of 3 languages");
    }

    /// The text of the board's rows of a group, under the rubric alone.
    private static String rows(String group) {
        return browser.text("[...document.querySelectorAll('#board-table tbody tr')].filter(r => r.cells[1].textContent.includes(" + dev.glossa.harness.io.Json.MAPPER.writeValueAsString(group)
                + ")).map(r => r.innerText).join('\\n')");
    }

    @Test
    void aLanguagesPageSaysWhetherItsJudgeCanBeBelievedAndWhichLanguageAnswersAreIn() {
        open("km", false);
        String khmer = browser.text("document.querySelector('main').innerText");
        assertThat(khmer).contains("⚠ judge flagged", "an empty answer got 0.9", "Can the judges be believed in Khmer?", "lpr", "english");
        open("am", false);
        assertThat(browser.text("document.querySelector('main').innerText")).doesNotContain("judge flagged").contains("Can the judges be believed in Amharic?", "Fine");
        open("ur", false);
        assertThat(browser.text("document.querySelector('main').innerText")).doesNotContain("judge flagged").contains("lpr");
    }
}

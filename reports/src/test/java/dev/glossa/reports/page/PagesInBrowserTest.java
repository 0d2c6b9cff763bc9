package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.reports.Run;
import dev.glossa.reports.aggregate.Aggregate;
import dev.glossa.reports.aggregate.Bench;
import dev.glossa.reports.tokens.TokenCosts;
import dev.glossa.reports.tokens.Tokenizer;
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

/// Leaderboards and languages' pages as readers meet them, with models that answer whatever may do harm.
class PagesInBrowserTest {
    private static final String OVERRIDE = "\u202E";

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Map<String, Path> pages;
    private static Path opened;

    @BeforeAll
    static void openABrowserOnThePages() {
        assumeTrue(Browser.installed().isPresent(), "no Chromium on this machine: pages are not tested in a browser");
        String[] benchmarks = {"mdolly", "global-mgsm", "flores", "global-mmlu"};
        Path a = new Planted("Tiny Aya <b>", Planted.few(), 24, 0.7).write(folder.resolve("a"), benchmarks);
        Path b = new Planted(OVERRIDE + "evil\u0000\"'>", Planted.few(), 24, 0.3).write(folder.resolve("b"), benchmarks);
        pages = Map.of("board", LeaderboardTest.board(folder.resolve("board"), true, Optional.empty(), a, b), "ur", language("ur", a, b), "km", language("km", a, b),
                "tokens", tokens());
        browser = new Browser(Browser.installed().orElseThrow());
    }

    private static Path tokens() {
        List<Tokenizer> tokenizers = List.of(new Tokenizer("<img src=x onerror=alert(1)>", "00ff", "bpe", 32_000), new Tokenizer(OVERRIDE + "evil", "11ee", "unigram", 256_000));
        List<TokenCosts.Cost> costs = Planted.few().stream().map(code -> new TokenCosts.Cost(Bench.LANGUAGES.get(code), 3, 100, List.of(40L, 90L))).toList();
        return TokenPage.write(new TokenCosts(tokenizers, costs), "made up", folder.resolve("tokens"));
    }

    private static Path language(String code, Path... runs) {
        return LanguageReport.write(Bench.LANGUAGES.get(code), Run.open(List.of(runs)), Planted.METRICS::get, Bench.LANGUAGES, Planted.QUESTIONS, _ -> false, List.of(),
                folder.resolve(code), new LanguageReport.Options(new Aggregate.Options(200, 1, 0.1), 12, true));
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
        assertThat(browser.text("document.title")).isNotEqualTo("owned");
    }

    private static Browser open(String page, String place) {
        return open(page, place, false);
    }

    private static Browser open(String page, String place, boolean dark) {
        opened = pages.get(page);
        return browser.dark(dark).screen(1280, 900, false).open(opened, place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "ur", "km", "tokens"})
    void aPhoneNeedsNoSidewaysScrollingOutsideTables(String page) {
        opened = pages.get(page);
        browser.dark(false).screen(375, 800, true).open(opened, "");
        PageChecks.fitsAPhone(browser);
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "ur", "km", "tokens"})
    void darkAndLightHaveContrastEnough(String page) {
        for (boolean dark : List.of(false, true)) {
            open(page, "", dark);
            browser.value("document.querySelectorAll('details').forEach(d => d.open = true)");
            assertThat(PageChecks.leastContrast(browser)).as(dark ? "dark" : "light").isGreaterThan(4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"board", "ur", "km"})
    void readersWhoListenFindHeadingsAndTables(String page) {
        open(page, "");
        PageChecks.isAccessible(browser);
        assertThat(browser.value("[...document.querySelectorAll('table.sortable thead th')].every(th => th.tabIndex === 0)").asBoolean()).isTrue();
        browser.key("Tab");
        assertThat(browser.text("document.activeElement.textContent")).isEqualTo("To the numbers");
    }

    @Test
    void tokenizersMayBeNamedAnything() {
        open("tokens", "");
        PageChecks.isAccessible(browser);
        assertThat(browser.text("document.querySelector('main').innerText")).contains("<img src=x onerror=alert(1)>", "‹U+202E›evil").doesNotContain(OVERRIDE);
        assertThat(browser.value("document.images.length").asInt()).isEqualTo(1);
    }

    @Test
    void aBoardShowsMeansOverAllLanguagesUntilAnotherViewIsChosen() {
        open("board", "");
        assertThat(kinds()).isEqualTo("overall");
        browser.value("(() => { const s = document.querySelector('form[data-table=board-table] select'); s.value = 'language'; s.dispatchEvent(new Event('input', {bubbles: true})); })()");
        assertThat(kinds()).isEqualTo("language");
        browser.value("(() => { const i = document.querySelector('form[data-table=board-table] input'); i.value = 'ខ្មែរ'; i.dispatchEvent(new Event('input', {bubbles: true})); })()");
        assertThat(browser.text("[...document.querySelectorAll('#board-table tbody tr:not([hidden])')].map(r => r.cells[1].textContent).join()")).contains("Khmer").doesNotContain("Urdu");
    }

    private static String kinds() {
        return browser.text("[...new Set([...document.querySelectorAll('#board-table tbody tr:not([hidden])')].map(r => r.dataset.kind))].join()");
    }

    @Test
    void aBoardsColumnSortsFromTheKeyboard() {
        open("board", "");
        browser.value("document.querySelector('#board-table thead th:nth-child(4)').focus()");
        browser.key("Enter");
        browser.until("document.querySelector('#board-table thead th:nth-child(4)').getAttribute('aria-sort') === 'descending'");
        assertThat(browser.value("""
                [...document.querySelectorAll('#board-table tbody tr')].map(r => r.cells[3].dataset.sort).map(t => t === '' ? -1 : +t).every((v, i, a) => i === 0 || a[i - 1] >= v)
                """).asBoolean()).isTrue();
    }

    @Test
    void aBoardLeadsToTheSamplesOfALanguage() {
        open("board", "");
        browser.value("document.querySelector('a[href=\"#samples/ur\"]').click()");
        browser.until("document.querySelector('#samples-view article h3')?.textContent.includes('/ur/')");
    }

    @Test
    void everyPublishedOrPartialNumberOfABoardIsMarked() {
        open("board", "");
        assertThat(browser.value("[...document.querySelectorAll('#board-table tr.published td b')].every(b => b.parentElement.querySelector('.apart') || b.parentElement.cellIndex === 2)").asBoolean()).isTrue();
        assertThat(browser.value("document.querySelectorAll('#board-table tr.published .rank').length").asInt()).isZero();
        assertThat(browser.value("document.querySelectorAll('#board-table .rank').length").asInt()).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ur", "km"})
    void hostileAnswersAreShownAsText(String page) {
        open(page, "");
        String shown = browser.text("document.querySelector('main').innerText");
        assertThat(shown).contains("<script>document.title='owned'</script><img src=x onerror=", "=HYPERLINK(\"http://example.org\")",
                "</script><svg onload=alert(1)>", "‹U+202E›evil", "‹U+0000›", "javascript:alert(1)", "(empty)", "cut off at the token limit").doesNotContain(OVERRIDE);
        assertThat(browser.value("document.querySelectorAll('.sample script, .sample img, .sample svg, .sample a').length").asInt()).isZero();
    }

    @Test
    void aMillionCharactersAreShownByTheirBeginning() {
        open("km", "");
        assertThat(browser.text("document.querySelector('main').innerText")).contains("(994,000 more characters)");
        assertThat(browser.value("document.documentElement.outerHTML.length").asInt()).isLessThan(1_500_000);
    }

    @Test
    void aLanguageKeepsItsDirection() {
        open("ur", "");
        assertThat(browser.text("getComputedStyle(document.querySelector('h1 bdi')).direction")).isEqualTo("rtl");
        assertThat(browser.text("document.querySelector('h1 bdi').textContent")).isEqualTo("اردو");
        assertThat(browser.text("getComputedStyle(document.querySelector('.sample .text[lang=ur]')).direction")).isEqualTo("rtl");
        assertThat(browser.text("getComputedStyle(document.body).direction")).isEqualTo("ltr");
    }
}

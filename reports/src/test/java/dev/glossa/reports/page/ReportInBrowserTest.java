package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report as a reader meets it: opened from the disk by a browser.
class ReportInBrowserTest {
    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void openABrowserOnAReport() {
        assumeTrue(Browser.installed().isPresent(), "no Chromium on this machine: pages are not tested in a browser");
        Path a = new Planted("Tiny Aya <b>", Planted.few(), 24, 0.7).write(folder.resolve("a"), "mdolly", "global-mgsm", "flores", "global-mmlu");
        Path b = new Planted("\u202Eevil\u0000\"'>", Planted.few(), 24, 0.5).write(folder.resolve("b"), "mdolly", "global-mgsm", "flores", "global-mmlu");
        page = ReportTest.report(folder.resolve("out"), a, b);
        browser = new Browser(Browser.installed().orElseThrow());
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    /// Whatever a test did: no page complains, and nothing outside its folder is asked for.
    @AfterEach
    void nothingIsComplainedAboutAndNothingElseIsAskedFor() {
        assertThat(browser.complaints()).isEmpty();
        String here = page.getParent().toUri().toString().replaceFirst("/+$", "/");
        assertThat(browser.requests()).isNotEmpty().allSatisfy(address -> assertThat(address).startsWith(here));
        assertThat(browser.text("document.title")).isEqualTo("Glossa report");
    }

    private static Browser open(String place) {
        return browser.dark(false).screen(1280, 900, false).open(page, place);
    }

    @Test
    void chartsAreShown() {
        open("");
        browser.value("document.querySelectorAll('img').forEach(i => i.loading = 'eager')");
        browser.until("[...document.images].every(i => i.complete && i.naturalWidth > 100)");
        // No boxes of mdolly: a language of which no number may be printed leaves four, and boxes are of five or more.
        assertThat(browser.value("document.images.length").asInt()).isEqualTo(26);
    }

    @Test
    void aColumnSortsByItsFullPrecisionAndBack() {
        open("");
        String cells = "[...document.querySelectorAll('#part-flores-0-languages tbody tr')].map(r => parseFloat(r.cells[1].dataset.sort))";
        String click = "document.querySelector('#part-flores-0-languages thead th:nth-child(2)').click()";
        browser.value(click);
        List<Double> falling = numbers(cells);
        assertThat(falling).hasSize(5).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        browser.value(click);
        assertThat(numbers(cells)).isEqualTo(falling.reversed());
        assertThat(browser.text("document.querySelector('#part-flores-0-languages thead th:nth-child(2)').getAttribute('aria-sort')")).isEqualTo("ascending");
    }

    @Test
    void aColumnSortsFromTheKeyboard() {
        open("");
        browser.value("document.querySelector('#part-flores-0-languages thead th:nth-child(3)').focus()");
        browser.key("Enter");
        browser.until("document.querySelector('#part-flores-0-languages thead th:nth-child(3)').getAttribute('aria-sort') === 'descending'");
    }

    @Test
    void everythingThatCanBeUsedIsReachedByTheKeyboard() {
        open("");
        browser.key("Tab");
        assertThat(browser.text("document.activeElement.textContent")).isEqualTo("To the numbers");
        assertThat(browser.value("[...document.querySelectorAll('[onclick]')].length").asInt()).isZero();
        assertThat(browser.value("[...document.querySelectorAll('table.sortable thead th')].every(th => th.tabIndex === 0)").asBoolean()).isTrue();
    }

    @Test
    void languagesAreFoundByTheirNamesInAnyScript() {
        open("");
        for (String typed : List.of("khmer", "ខ្មែរ", "asia khmr", "km")) {
            type("form[data-table=part-flores-0-languages] input", typed);
            assertThat(browser.text("[...document.querySelectorAll('#part-flores-0-languages tbody tr:not([hidden])')].map(r => r.cells[0].textContent).join()"))
                    .as(typed).contains("Khmer").doesNotContain("Amharic");
        }
        assertThat(browser.text("document.querySelector('form[data-table=part-flores-0-languages] output').textContent")).isEqualTo("1 of 5 rows");
    }

    @Test
    void groupsAreChosenByTheirKind() {
        open("");
        browser.value("(() => { const s = document.querySelector('form[data-table=part-flores-0-groups] select'); s.value = 'region';"
                + " s.dispatchEvent(new Event('input', {bubbles: true})); })()");
        assertThat(browser.text("[...document.querySelectorAll('#part-flores-0-groups tbody tr:not([hidden])')].map(r => r.dataset.kind).join()"))
                .isEqualTo("region,region,region,region");
    }

    @Test
    void samplesAreLoadedWhenALanguageIsChosen() {
        open("");
        browser.value("document.querySelector('a[href=\"#samples/global-mgsm/am/1\"]').click()");
        browser.until("document.querySelector('#samples-view article h3')?.textContent.startsWith('global-mgsm/am/')");
        assertThat(browser.value("document.querySelectorAll('#samples-view article').length").asInt()).isEqualTo(10);
        browser.value("document.querySelector('#samples-pages a:nth-child(2)').click()");
        browser.until("document.querySelectorAll('#samples-view article').length === 2");
    }

    @Test
    void hostileAnswersAreShownAsText() {
        open("#samples/global-mgsm/ur/1");
        browser.until("document.querySelector('#samples-view article')");
        String shown = browser.text("document.querySelector('#samples-view').innerText");
        assertThat(shown).contains("<script>document.title='owned'</script><img src=x onerror=", "=HYPERLINK(\"http://example.org\")",
                "</script><svg onload=alert(1)>", "U+202Eevil", "U+0000", "javascript:alert(1)", "(empty)", "Cut off at the token limit");
        assertThat(browser.value("document.querySelectorAll('#samples-view script, #samples-view img, #samples-view svg, #samples-view a').length").asInt()).isZero();
    }

    @Test
    void aWordAfterTheHashIsNeverAnAddress() {
        open("#samples/../../etc/1");
        browser.until("document.querySelector('#samples-view article h3')?.textContent.startsWith('mdolly/')");
    }

    @Test
    void namesInRightToLeftScriptsKeepTheirDirection() {
        open("#samples/flores/he/1");
        browser.until("document.querySelector('#samples-view article')");
        assertThat(browser.text("getComputedStyle(document.querySelector('#part-flores-0-languages bdi[lang=he]')).direction")).isEqualTo("rtl");
        assertThat(browser.text("getComputedStyle(document.querySelector('#samples-view .text')).direction")).isEqualTo("rtl");
        assertThat(browser.text("getComputedStyle(document.body).direction")).isEqualTo("ltr");
    }

    @Test
    void aPhoneNeedsNoSidewaysScrollingOutsideTables() {
        browser.screen(375, 800, true).open(page, "#samples/flores/km/1");
        browser.until("document.querySelector('#samples-view article')");
        assertThat(browser.value("window.innerWidth").asInt()).isEqualTo(375);
        assertThat(browser.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(375);
    }

    @Test
    void darkAndLightHaveContrastEnough() {
        for (boolean dark : List.of(false, true)) {
            browser.screen(1280, 900, false).dark(dark).open(page, "#samples/flores/km/1");
            browser.until("document.querySelector('#samples-view article')");
            double least = PageChecks.leastContrast(browser);
            assertThat(least).as(dark ? "dark" : "light").isGreaterThan(4.5);
        }
    }

    @Test
    void headingsTablesAndPicturesAreNamedForReadersWhoListen() {
        open("");
        PageChecks.isAccessible(browser);
        assertThat(browser.value("[...document.images].every(i => /\\d/.test(i.alt) && i.alt.length > 60)").asBoolean()).isTrue();
    }

    @Test
    void withoutTheSamplesFolderThePageSaysSo() throws IOException {
        Path alone = Files.createDirectories(folder.resolve("out/alone")).resolve("index.html");
        Files.copy(page, alone, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        browser.screen(1280, 900, false).open(alone, "");
        browser.until("document.querySelector('#samples-status').textContent.includes('keep the folder samples beside this page')");
        assertThat(browser.complaints()).allMatch(c -> c.contains("ERR_FILE_NOT_FOUND"));
        open("");
    }

    private static void type(String selector, String text) {
        browser.value("(() => { const i = document.querySelector(" + dev.glossa.harness.io.Json.MAPPER.writeValueAsString(selector) + "); i.value = "
                + dev.glossa.harness.io.Json.MAPPER.writeValueAsString(text) + "; i.dispatchEvent(new Event('input', {bubbles: true})); })()");
    }

    private static List<Double> numbers(String expression) {
        List<Double> numbers = new java.util.ArrayList<>();
        browser.value(expression).forEach(n -> numbers.add(n.asDouble()));
        return numbers;
    }

    /// The drawing and the picture of one chart are made by different writers: what one shapes and the other does not, shows.
    @Test
    void aBrowserDrawsEachSvgAsItsPngIs() throws Exception {
        List<Path> drawings;
        try (Stream<Path> files = Files.list(page.resolveSibling("charts"))) {
            drawings = files.filter(file -> file.toString().endsWith("-languages.svg")).sorted().toList();
        }
        assertThat(drawings).isNotEmpty();
        for (Path svg : drawings) {
            BufferedImage png = ImageIO.read(Path.of(svg.toString().replaceFirst("svg$", "png")).toFile());
            int width = png.getWidth() / 2;
            int height = png.getHeight() / 2;
            browser.screen(width, height, false).open(svg, "");
            BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
            BufferedImage pictured = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D smaller = pictured.createGraphics();
            smaller.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            smaller.drawImage(png, 0, 0, width, height, null);
            smaller.dispose();
            assertThat(mismatch(drawn, pictured)).as(svg.getFileName().toString()).isLessThan(0.05);
        }
        open("");
    }

    /// At the bottom, where languages are named: the largest share, over fifths of the width, of dark pixels of either picture that
    /// have none in the other within one pixel, where the names lie best upon each other.
    private static double mismatch(BufferedImage one, BufferedImage other) {
        double worst = 0;
        for (int label = 0; label < 5; label++) {
            double best = 1;
            for (int shift = -4; shift <= 4; shift++) {
                best = Math.min(best, mismatch(one, other, label * one.getWidth() / 5, (label + 1) * one.getWidth() / 5, shift));
            }
            worst = Math.max(worst, best);
        }
        return worst;
    }

    private static double mismatch(BufferedImage one, BufferedImage other, int from, int to, int shift) {
        int dark = 0;
        int alone = 0;
        for (int y = one.getHeight() * 93 / 100; y < one.getHeight() - 2; y++) {
            for (int x = Math.max(from, 5); x < Math.min(to, one.getWidth() - 5); x++) {
                if (isDarker(one, x, y, 110)) {
                    dark++;
                    alone += hasDarkNear(other, x + shift, y) ? 0 : 1;
                }
                if (isDarker(other, x + shift, y, 110)) {
                    dark++;
                    alone += hasDarkNear(one, x, y) ? 0 : 1;
                }
            }
        }
        return alone / (double) dark;
    }

    private static boolean hasDarkNear(BufferedImage image, int x, int y) {
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (isDarker(image, x + dx, y + dy, 210)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDarker(BufferedImage image, int x, int y, int than) {
        int rgb = image.getRGB(x, y);
        return (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255) < 3 * than;
    }
}

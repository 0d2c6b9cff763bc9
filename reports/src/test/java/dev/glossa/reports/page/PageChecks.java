package dev.glossa.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/// What every page must be, however it came to be.
final class PageChecks {
    private PageChecks() {}

    /// Nothing is complained about, and nothing outside the page's folder is asked for.
    static void isQuiet(Browser browser, Path page) {
        assertThat(browser.complaints()).isEmpty();
        String here = page.getParent().toUri().toString().replaceFirst("/+$", "/");
        assertThat(browser.requests()).isNotEmpty().allSatisfy(address -> assertThat(address).startsWith(here));
    }

    static void isAccessible(Browser browser) {
        assertThat(browser.value("document.querySelectorAll('h1').length").asInt()).isEqualTo(1);
        assertThat(browser.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]).every((l, i, a) => i === 0 || l - a[i - 1] <= 1)").asBoolean()).isTrue();
        assertThat(browser.value("[...document.querySelectorAll('table')].every(t => t.caption && [...t.querySelectorAll('th')].every(th => th.scope))").asBoolean()).isTrue();
        assertThat(browser.value("[...document.querySelectorAll('input, select')].every(i => i.closest('label'))").asBoolean()).isTrue();
        assertThat(browser.value("[...document.querySelectorAll('[id]')].length === new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size").asBoolean()).isTrue();
        assertThat(browser.text("document.documentElement.lang")).isEqualTo("en");
    }

    /// The least contrast of a text with what is behind it.
    static double leastContrast(Browser browser) {
        return browser.value("""
                (() => {
                  const rgb = c => c.match(/[\\d.]+/g).map(Number);
                  const light = c => { const [r, g, b] = rgb(c).map(v => { v /= 255; return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
                    return .2126 * r + .7152 * g + .0722 * b; };
                  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] !== 0) return c; }
                    return getComputedStyle(document.body).backgroundColor; };
                  let least = 99;
                  document.querySelectorAll('h1, h1 span, h2, h3, h4, h5, p, td b, td small, td .range, td .rank, th, th small, a, caption, summary, .text, .state, li, label')
                    .forEach(e => { const a = light(getComputedStyle(e).color), b = light(behind(e));
                      least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)); });
                  return least;
                })()
                """).asDouble();
    }

    /// At the width of a phone only tables may be wider than the screen, and they scroll.
    static void fitsAPhone(Browser browser) {
        assertThat(browser.value("window.innerWidth").asInt()).isEqualTo(375);
        assertThat(browser.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(375);
    }
}

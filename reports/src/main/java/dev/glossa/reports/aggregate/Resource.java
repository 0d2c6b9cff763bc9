package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import java.util.Optional;

/// How much text of a language there is to learn from, by its share of Common Crawl's pages: the levels of Lai et al.
/// ("ChatGPT beyond English", Findings of EMNLP 2023), which need no list of languages. The paper gives no level of its own;
/// its web-presence bins are groups of equal size, these are not.
public enum Resource {
    /// Above 1 % of the pages.
    HIGH("high", 0.01),
    /// Above 0.1 %.
    MEDIUM("medium", 0.001),
    /// Above 0.01 %.
    LOW("low", 0.0001),
    /// The rest.
    EXTREMELY_LOW("extremely low", 0);

    private final String printed;
    private final double above;

    Resource(String printed, double above) {
        this.printed = printed;
        this.above = above;
    }

    public String printed() {
        return printed;
    }

    /// The level of a language; empty where its pages are not known.
    public static Optional<Resource> of(Language language) {
        if (language.webPages().isEmpty()) {
            return Optional.empty();
        }
        double share = language.webPages().getAsLong() / (double) Languages.CRAWL_PAGES;
        for (Resource level : values()) {
            if (share > level.above) {
                return Optional.of(level);
            }
        }
        return Optional.of(EXTREMELY_LOW);
    }
}

package dev.glossa.runner;

import java.util.Locale;
import java.util.Set;

/// Whether a selector of languages names each one, so that a language without data is a mistake, or a whole group of them.
final class Selectors {
    private static final Set<String> GROUPS = Set.of("all", "paper", "focus");

    private Selectors() {}

    static boolean isBroad(String selector) {
        for (String entry : selector.split(",")) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            if (!name.startsWith("-") && !name.contains(":") && !GROUPS.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a selector begins from every language that there is.
    static boolean isAll(String selector) {
        return selector.strip().startsWith("-") || java.util.stream.Stream.of(selector.split(",")).anyMatch(entry -> entry.strip().equalsIgnoreCase("all"));
    }
}

package dev.glossa.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Baselines as the command line names them: `PLACE` for all categories, or `CATEGORY=PLACE` for one.
final class BaselineOption {
    private static final Pattern NAMED = Pattern.compile("([\\w.-]+)=(.+)", Pattern.UNICODE_CHARACTER_CLASS);

    private BaselineOption() {}

    /// Category to place; the empty category is for all that are not named.
    static Map<String, Path> places(List<String> options) {
        Map<String, Path> places = new LinkedHashMap<>();
        for (String option : options) {
            Matcher named = NAMED.matcher(option);
            boolean category = named.matches() && !Files.exists(Path.of(option));
            if (places.put(category ? named.group(1) : "", Path.of(category ? named.group(2) : option)) != null) {
                throw new IllegalArgumentException("--baseline " + option + ": there is one already"
                        + (category ? " for " + named.group(1) : "; name categories: --baseline hard_prompt=RUN"));
            }
        }
        return places;
    }
}

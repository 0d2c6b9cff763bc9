package dev.glossa.judges.comet;

import dev.glossa.harness.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The languages that XLM-R, the encoder of every COMET model, was trained on. In others its scores are noise that looks
/// like numbers.
final class XlmrLanguages {
    private static final Set<String> CODES = new HashSet<>();
    /// Scripts by ISO 639-3.
    private static final Map<String, List<String>> SCRIPTS = new HashMap<>();

    static {
        try (InputStream in = XlmrLanguages.class.getResourceAsStream("xlm-r-languages.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split(",")).forEach(cells -> {
                CODES.add(cells[0]);
                List.of(cells[2].split(";")).forEach(iso -> SCRIPTS.put(iso, List.of(cells[3].split(";"))));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private XlmrLanguages() {}

    /// A variety counts as its language, and so does a language that has no two-letter code here; but then only in the
    /// scripts that its text on the web is written in.
    static boolean saw(Language language) {
        return CODES.contains(first(language.varietyOf().orElse(language.code())))
                || SCRIPTS.getOrDefault(first(language.iso639_3()), List.of()).stream()
                        .anyMatch(script -> language.script().isEmpty() || script.equals(language.script()));
    }

    private static String first(String code) {
        return code.split("_")[0];
    }
}

package dev.glossa.judges.comet;

import dev.glossa.harness.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/// The languages that XLM-R, the encoder of every COMET model, was trained on. In others its scores are noise that looks
/// like numbers.
final class XlmrLanguages {
    private static final Set<String> CODES = read();

    private XlmrLanguages() {}

    /// A variety counts as its language.
    static boolean saw(Language language) {
        return CODES.contains(language.varietyOf().orElse(language.code()).split("_")[0]);
    }

    private static Set<String> read() {
        try (InputStream in = XlmrLanguages.class.getResourceAsStream("xlm-r-languages.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#") && !line.startsWith("code,"))
                    .map(line -> line.split(",")[0]).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.glossa.judges.fidelity;

import dev.glossa.harness.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The languages that lid.176 tells: its labels are codes of Wikipedia, so the table of languages knows some, and a language
/// outside the table is found by its ISO 639-3 code and its script.
final class Lid176 {
    private static final Map<String, Label> LABELS = new HashMap<>();
    private static final Map<String, Label> BY_ISO = new HashMap<>();

    private record Label(String name, List<String> languages, List<String> scripts) {
        /// A script that nobody told is no other script.
        boolean means(Language language) {
            return languages.contains(iso(language)) && (language.script().isEmpty() || scripts.contains(language.script()));
        }
    }

    static {
        try (InputStream in = Lid176.class.getResourceAsStream("lid176-labels.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).skip(1).map(line -> line.split(",")).forEach(cells -> {
                Label label = new Label(cells[0], List.of(cells[1].split(";")), List.of(cells[2].split(";")));
                LABELS.put(label.name(), label);
                label.languages().forEach(iso -> BY_ISO.put(iso, label));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Lid176() {}

    static Optional<String> label(Language language) {
        return language.codeIn("lid176").or(() -> byIso(language));
    }

    static Optional<String> byIso(Language language) {
        return Optional.ofNullable(BY_ISO.get(iso(language))).filter(label -> label.means(language)).map(Label::name);
    }

    /// Whether a code is a label of another language or of another alphabet: `als`, Albanian by ISO 639-3, is Alemannic here.
    static boolean meansAnother(String code, Language language) {
        return LABELS.containsKey(code) && language.codeIn("lid176").isEmpty() && !LABELS.get(code).means(language);
    }

    /// A user's row without an ISO code has its own code there.
    private static String iso(Language language) {
        return language.iso639_3().split("_")[0];
    }
}

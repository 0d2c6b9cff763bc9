package dev.glossa.judges.rubric;

import dev.glossa.harness.Nearest;
import dev.glossa.harness.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The wording of a judge's task, with placeholders that are filled in one pass: what is put in is never expanded again.
///
/// @param text the wording
public record JudgePrompt(String text) {
    private static final List<String> NAMES = List.of("language", "question", "generation");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(language|question|generation)}");
    /// What looks like a placeholder; the braces of a JSON object do not.
    private static final Pattern ANY = Pattern.compile("\\{\\{?\\s*([A-Za-z_]+)\\s*}");
    /// Languages of our own wordings.
    private static final List<String> BUNDLED = List.of("am", "ar", "bn", "de", "en", "es", "fr", "hi", "ja", "ko", "ru", "sw", "ta", "th", "tr", "ur", "zh");

    /// @throws IllegalArgumentException when a placeholder that the judge cannot do without is missing, or nobody knows one
    public JudgePrompt {
        ANY.matcher(text).results().filter(match -> !PLACEHOLDER.matcher(match.group()).matches()).findFirst().ifPresent(match -> {
            throw new IllegalArgumentException("the judge prompt asks for " + match.group() + ", which nobody fills; there are {language}, {question} and {generation}"
                    + Nearest.to(match.group(1), NAMES).map(near -> "; did you mean {" + near + "}?").orElse(""));
        });
        for (String name : Set.of("question", "generation")) {
            if (!text.contains("{" + name + "}")) {
                throw new IllegalArgumentException("the judge prompt has no {" + name + "}; it needs {question} and {generation}, and may use {language}");
            }
        }
    }

    /// Our own wording in a language; empty where there is none.
    static Optional<JudgePrompt> bundled(String language) {
        try (InputStream in = language.matches("[A-Za-z_]+") ? JudgePrompt.class.getResourceAsStream("/dev/glossa/judges/rubric/" + language + ".txt") : null) {
            return in == null ? Optional.empty() : Optional.of(new JudgePrompt(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A user's wording.
    static JudgePrompt of(Path file) {
        try {
            return new JudgePrompt(Files.readString(file));
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; convert the file first (iconv -t UTF-8)", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": the judge prompt cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    String filled(Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> java.util.regex.Matcher.quoteReplacement(values.get(match.group(1))));
    }

    /// The digest of all our own wordings together: what a judge of many languages may be asked in.
    static String bundledDigest() {
        return Signature.digest(String.join("\u0000", BUNDLED.stream().map(code -> bundled(code).orElseThrow().text()).toList()));
    }

    String digest() {
        return Signature.digest(text);
    }
}

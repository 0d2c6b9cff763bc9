package dev.glossa.judges.pairwise;

import dev.glossa.harness.Sample;
import dev.glossa.harness.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a judge is told before it compares: the user's text for all questions, or ours by category. For creative writing the
/// judge does not solve the task first.
record Wording(String hard, String creative) {
    private static final String CREATIVE = "creative_writing";
    private static final List<String> LABELS = List.of("[[A>>B]]", "[[A>B]]", "[[A=B]]", "[[B>A]]", "[[B>>A]]");

    static Wording of(Optional<Path> own) {
        return own.map(Wording::read).map(text -> new Wording(text, text)).orElseGet(() -> new Wording(bundled("hard_prompt"), bundled(CREATIVE)));
    }

    String of(Sample sample) {
        return CREATIVE.equals(sample.attributes().get("category")) ? creative : hard;
    }

    String digest() {
        return hard.equals(creative) ? Signature.digest(hard) : Signature.digest(hard + "\f" + creative);
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file);
            for (String label : LABELS) {
                if (!text.contains(label)) {
                    throw new IllegalArgumentException(file + ": the judge is not told of the verdict " + label + "; it needs all of " + LABELS);
                }
            }
            return text;
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + ": not UTF-8; convert the file first (iconv -t UTF-8)", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": the judge's wording cannot be read: " + e.getMessage(), e);
        }
    }

    private static String bundled(String name) {
        try (InputStream in = Wording.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.glossa.runner;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What the launcher's ahead-of-time cache for `glossa metric` is made from: a corpus long enough for the compiler to have learnt what its loops do.
///
/// A cache of its own, since what the other commands load would be loaded with it. Nothing is shown and nothing stays.
final class MetricRehearsal {

    private static final int SEGMENTS = 20_000;
    private static final int EDITED_SEGMENTS = 2_000;
    private static final int VOCABULARY = 8_000;

    private MetricRehearsal() {}

    public static void main(String... arguments) throws IOException {
        Path reference = Files.createTempFile("glossa-rehearsal", "");
        Path hypothesis = Files.createTempFile("glossa-rehearsal", "");
        try {
            of(reference, hypothesis, SEGMENTS, List.of("-m", "bleu", "chrf", "--chrf-word-order", "2"));
            of(reference, hypothesis, EDITED_SEGMENTS, List.of("-m", "ter", "-ci", "-cin", "100"));
        } finally {
            Files.delete(reference);
            Files.delete(hypothesis);
        }
        // As every command ends; it loads a logger.
        System.exit(0);
    }

    /// @return the exit code
    static int of(Path reference, Path hypothesis, int segments, List<String> options) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder references = new StringBuilder();
        StringBuilder hypotheses = new StringBuilder();
        for (int i = 0; i < segments; i++) {
            for (int left = 5 + random.nextInt(36); left > 0; left--) {
                String word = word(random);
                references.append(word).append(left == 1 ? ".\n" : " ");
                hypotheses.append(random.nextInt(4) == 0 ? word(random) : word).append(left == 1 ? ".\n" : " ");
            }
        }
        Files.writeString(reference, references);
        Files.writeString(hypothesis, hypotheses);
        List<String> words = new ArrayList<>(List.of(reference.toString(), "-i", hypothesis.toString()));
        words.addAll(options);
        try (PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            return MetricCommand.execute(Path.of(""), new ByteArrayInputStream(new byte[0]), words, nowhere, nowhere);
        }
    }

    /// One of a vocabulary, frequent ones more often, in Latin letters with and without accents, and a few others and marks.
    private static String word(SplittableRandom random) {
        int rank = (int) (VOCABULARY * Math.pow(random.nextDouble(), 3));
        SplittableRandom letters = new SplittableRandom(rank);
        StringBuilder word = new StringBuilder();
        char first = rank % 16 == 0 ? '\u1200' : 'a';
        for (int left = 2 + letters.nextInt(9); left > 0; left--) {
            word.append(letters.nextInt(20) == 0 ? 'é' : (char) (first + letters.nextInt(26)));
        }
        return switch (rank % 20) {
            case 1 -> word.append(',').toString();
            case 2 -> word.insert(0, '"').append('"').toString();
            case 3 -> word.insert(1, '-').toString();
            case 4 -> rank + ".5";
            default -> word.toString();
        };
    }
}

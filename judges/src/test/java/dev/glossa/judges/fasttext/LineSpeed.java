package dev.glossa.judges.fasttext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Microseconds that a model takes for a line, on one thread.
///
///     java … dev.glossa.judges.fasttext.LineSpeed LID.bin FOLDER-OF-TEXTS
final class LineSpeed {
    private static final int ROUNDS = 5;

    private LineSpeed() {}

    public static void main(String... args) throws IOException {
        FastText model = FastText.load(Path.of(args[0]));
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[1]))) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            int labelled = 0;
            for (String line : lines) {
                labelled += model.predict(line, 1).size();
            }
            System.out.printf("round %d: %.1f microseconds a line, %d lines of %.0f characters, %d labelled%n", round, (System.nanoTime() - start) / 1e3 / lines.size(),
                    lines.size(), lines.stream().mapToInt(String::length).average().orElse(0), labelled);
        }
    }
}

package dev.glossa.benchmarks.dataset;

import dev.glossa.harness.io.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeSet;

/// The names of the bundled samples: a class path cannot be listed, so a file lists them.
final class BundledFiles {
    static final TreeSet<String> NAMES = new TreeSet<>();

    static {
        try (Lines lines = Lines.of("files.txt", new DataFile.Bundled("files.txt").open(), 1 << 12)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                NAMES.add(line.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BundledFiles() {}
}

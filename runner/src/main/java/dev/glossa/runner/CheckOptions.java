package dev.glossa.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// What whoever checks scores has at hand beside the data.
final class CheckOptions {
    @Option(names = "--file", paramLabel = "PURPOSE=PATH",
            description = "A model or file that a metric needs, such as comet=DIR, lid=lid.176.bin or lid=hf:cis-lmu/glotlid/model.bin; it counts if it is the one that the signature names.")
    Map<String, String> files = new LinkedHashMap<>();

    @Option(names = "--baseline", paramLabel = "[CATEGORY=]RUN|FILE",
            description = "Answers that a judge compared the run's with. By default looked for among the runs around.")
    List<String> baselines = new ArrayList<>();

    /// @param data where the data is now; null for where it was
    /// @param runs where baselines may be
    Rescoring.Means means(String data, List<Path> runs) {
        return new Rescoring.Means(data, ScorerOptions.paths(files), BaselineOption.places(baselines), runs);
    }

    /// The runs in a folder, by name.
    static List<Path> runsIn(Path folder) {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return inside.filter(CheckOptions::isRun).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("run.json"));
    }
}

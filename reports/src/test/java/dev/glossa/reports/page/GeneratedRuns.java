package dev.glossa.reports.page;

import java.nio.file.Path;
import java.util.List;

/// Writes scored runs of made-up models for measurements: `FOLDER MODELS ITEMS [LANGUAGE…]`, five benchmarks, in every focus
/// language unless some are named. 8 models, 372 items and the 67 focus languages with one variety are a million scores.
final class GeneratedRuns {
    private GeneratedRuns() {}

    public static void main(String... arguments) {
        Path folder = Path.of(arguments[0]);
        int models = Integer.parseInt(arguments[1]);
        int items = Integer.parseInt(arguments[2]);
        List<String> languages = arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : Planted.all();
        for (int m = 0; m < models; m++) {
            Path run = folder.resolve("model-" + (m + 1));
            new Planted("model-" + (m + 1), languages, items, 0.4 + 0.4 * m / models)
                    .write(run, "mdolly", "marenahard", "global-mgsm", "flores", "global-mmlu");
            System.out.println(run);
        }
    }
}

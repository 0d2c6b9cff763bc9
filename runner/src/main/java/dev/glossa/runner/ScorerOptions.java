package dev.glossa.runner;

import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.ModelUri;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// What scorers with models of their own need: their files, and how they run.
final class ScorerOptions {
    @Option(names = "--file", paramLabel = "PURPOSE=PATH",
            description = "A model or file that a metric needs, such as comet=DIR, lid=lid.176.bin, or lid=hf:cis-lmu/glotlid/model.bin once glossa data pull has fetched it.")
    Map<String, String> files = new LinkedHashMap<>();

    @Option(names = "--device", paramLabel = "cpu|cuda|cuda:N",
            description = "Where comet, cometkiwi and xcomet run; cuda needs onnxruntime_gpu on the class path. cpu by default.")
    String device;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of comet, cometkiwi and xcomet. As many as there are processors by default.")
    Integer threads;

    @Option(names = "--embeddings", paramLabel = "DIR|none",
            description = "Where comet keeps the vectors of sources and references for later runs. In Glossa's cache by default.")
    String embeddings;

    @Option(names = "--score-unsupported",
            description = "Score also languages that a metric's model never saw; they are flagged and in no mean.")
    boolean unsupported;

    @Option(names = "--win-in-language",
            description = "A win counts only in the right language, as --file lid= tells it, or the script: another game is lost, or nobody's.")
    boolean winInLanguage;

    Map<String, Path> files() {
        return paths(files);
    }

    /// @param files purpose to path; of the hub's where it begins with `hf:`
    static Map<String, Path> paths(Map<String, String> files) {
        Map<String, Path> paths = new TreeMap<>();
        files.forEach((purpose, path) -> paths.put(purpose, path.startsWith("hf:") ? cached(path) : Path.of(path)));
        return paths;
    }

    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        if (device != null) {
            options.put("device", device);
        }
        if (threads != null) {
            options.put("threads", threads.toString());
        }
        if (embeddings != null) {
            options.put("embeddings", embeddings);
        }
        if (winInLanguage) {
            options.put("win-language", "required");
        }
        if (unsupported) {
            options.put("unsupported", "score");
        }
        return options;
    }

    /// A file of the hub that is in the cache; scoring opens no connection.
    private static Path cached(String uri) {
        HubModel model = HubModel.parse(ModelUri.parse(uri).location());
        return model.find(new HubCache(HubSettings.here())).map(model::file).orElseThrow(() -> new IllegalArgumentException(
                model + " is not in " + HubSettings.cacheHere() + "; glossa data pull " + model + " fetches it"));
    }
}

package dev.glossa.harness.backend.llama;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.Gguf;

/// Opens `llama:PATH.gguf?ctx=8192&parallel=16&…`: a model file in the embedded engine.
public final class LlamaProvider implements Backend.Provider {
    /// A step is at most some hundred tokens; even a large model on a slow machine takes seconds for it.
    private static final int PATIENCE_SECONDS = 300;

    @Override
    public Set<String> schemes() {
        return Set.of("llama");
    }

    @Override
    public Backend open(ModelUri uri, Backend.Settings settings) {
        uri.allowOnly(EngineOptions.NAMES);
        if (uri.location().isEmpty()) {
            throw new IllegalArgumentException(uri + " names no file; llama:FILE.gguf does");
        }
        Gguf model = Gguf.read(Path.of(uri.location()));
        Path library = settings.engine().map(EngineLibrary::at).orElseGet(EngineLibrary::require);
        List<Map<String, String>> environments = environments(uri);
        EngineOptions options = EngineOptions.of(uri, model, library, settings.date(), environments.size());
        Duration patience = Duration.ofSeconds(uri.intOption("hang", PATIENCE_SECONDS, 1, 86_400));
        List<Lane> lanes = new ArrayList<>();
        for (Map<String, String> environment : environments) {
            lanes.add(new Lane(options, environment, patience));
        }
        return new LlamaBackend(options, model, lanes);
    }

    /// One worker for each GPU that `gpus=0,1` names, or as many as `workers=` says.
    private static List<Map<String, String>> environments(ModelUri uri) {
        List<Map<String, String>> environments = new ArrayList<>();
        if (uri.option("gpus").isPresent()) {
            for (String gpu : uri.options().get("gpus").split(",")) {
                environments.add(Map.of("CUDA_VISIBLE_DEVICES", gpu.strip(), "GGML_VK_VISIBLE_DEVICES", gpu.strip()));
            }
        }
        int workers = uri.intOption("workers", Math.max(1, environments.size()), 1, 64);
        if (!environments.isEmpty() && workers != environments.size()) {
            throw new IllegalArgumentException(uri + ": " + workers + " workers for " + environments.size() + " GPUs; leave workers= out");
        }
        while (environments.size() < workers) {
            environments.add(Map.of());
        }
        return environments;
    }
}

package dev.glossa.harness.backend.llama;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.Gguf;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Snapshot;

/// Opens `llama:PATH.gguf?ctx=8192&parallel=16&…`, a model file in the embedded engine, and `hf:ORG/REPO/FILE.gguf?…`, one that
/// the hub's cache holds. Opens no connection: whoever runs the command fetches it first.
public final class LlamaProvider implements Backend.Provider {
    /// A step is at most some hundred tokens; even a large model on a slow machine takes seconds for it.
    private static final int PATIENCE_SECONDS = 300;

    @Override
    public Set<String> schemes() {
        return Set.of("llama", "hf");
    }

    @Override
    public Backend open(ModelUri uri, Backend.Settings settings) {
        uri.allowOnly(EngineOptions.NAMES);
        Source source = uri.scheme().equals("hf") ? fetched(uri) : own(uri);
        Gguf model = Gguf.read(source.file());
        List<Path> files = model.parts();
        Path library = settings.engine().map(EngineLibrary::at).orElseGet(EngineLibrary::require);
        List<Placement> placements = Placement.of(uri);
        EngineOptions options = EngineOptions.of(uri, model, library, settings.date(), placements.size());
        Duration patience = Duration.ofSeconds(uri.intOption("hang", PATIENCE_SECONDS, 1, 86_400));
        List<Lane> lanes = new ArrayList<>();
        for (Placement placement : placements) {
            // Threads beyond the processors that a worker may use would only wait for each other.
            EngineOptions own = placement.threads().isEmpty() ? options : options.withThreadsAtMost(placement.threads().getAsInt());
            lanes.add(new Lane(own, placement, patience));
        }
        LlamaBackend backend = new LlamaBackend(options, model, files, source.details(), lanes);
        for (int i = 0; i < Math.min(files.size(), source.expected().size()); i++) {
            String digest = backend.digests().get(i);
            String expected = source.expected().get(i);
            // Of a small file the hub keeps git's own digest.
            if (expected.length() == digest.length() && !expected.equals(digest)) {
                backend.close();
                throw new IllegalArgumentException("%s: sha256 %s, expected %s; glossa data pull %s mends it".formatted(
                        files.get(i), digest, expected, uri.scheme() + ":" + uri.location()));
            }
        }
        return backend;
    }

    /// A model file and where it is from, for the manifest.
    ///
    /// @param expected the digests that its parts were fetched with; empty where nobody knows
    private record Source(Path file, List<String> expected, Map<String, String> details) {}

    private static Source own(ModelUri uri) {
        if (uri.location().isEmpty()) {
            throw new IllegalArgumentException(uri + " names no file; llama:FILE.gguf does");
        }
        return new Source(Path.of(uri.location()), List.of(), Map.of());
    }

    private static Source fetched(ModelUri uri) {
        HubModel model = HubModel.parse(uri.location());
        HubCache cache = new HubCache(HubSettings.here());
        Snapshot snapshot = model.find(cache).orElseThrow(() -> new IllegalArgumentException(
                model + " is not in " + HubSettings.cacheHere() + "; glossa data pull " + model + " fetches it"));
        Map<String, String> details = new TreeMap<>(Map.of("repository", model.repository().id(), "commit", snapshot.commit(), "file", model.path()));
        return new Source(model.file(snapshot), cache.digests(snapshot, model.files()), details);
    }
}

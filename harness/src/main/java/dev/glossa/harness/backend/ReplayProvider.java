package dev.glossa.harness.backend;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import java.util.Set;

/// Opens `replay:` models, found by `ServiceLoader`.
public final class ReplayProvider implements Backend.Provider {
    @Override
    public Set<String> schemes() {
        return Set.of("replay");
    }

    @Override
    public Backend open(ModelUri uri, Backend.Settings settings) {
        return ReplayBackend.open(uri);
    }
}

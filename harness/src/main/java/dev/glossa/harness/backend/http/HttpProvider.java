package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import java.net.URI;
import java.util.Set;

/// Opens `https:` and `http:` models, found by `ServiceLoader`.
public final class HttpProvider implements Backend.Provider {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public Set<String> schemes() {
        return Set.of("http", "https");
    }

    @Override
    public Backend open(ModelUri uri, Backend.Settings settings) {
        HttpOptions options = HttpOptions.of(uri, System.getenv());
        if (settings.offline()) {
            for (URI address : options.addresses()) {
                if (!LOOPBACK.contains(address.getHost())) {
                    throw new IllegalArgumentException(address + ": another machine, which --offline forbids; this machine's own servers can be used");
                }
            }
        }
        try {
            return HttpBackend.open(options, settings.revision(), Pace.SYSTEM);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri + " what it is", e);
        }
    }
}

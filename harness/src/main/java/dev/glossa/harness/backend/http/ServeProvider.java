package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Signature;
import dev.glossa.harness.UserCache;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/// Opens `serve:` models, found by `ServiceLoader`.
public final class ServeProvider implements Backend.Provider {
    @Override
    public Set<String> schemes() {
        return Set.of("serve");
    }

    @Override
    public Backend open(ModelUri uri, Backend.Settings settings) {
        uri.allowOnly(Set.of("model", "log"));
        Path path;
        try {
            path = Path.of(uri.location());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(uri + ": no path of a file", e);
        }
        ServeFile file = ServeFile.read(path, uri.option("model"));
        Path log = uri.option("log").map(Path::of).or(file::log).orElseGet(() -> UserCache.root().resolve("serve")
                .resolve(path.getFileName() + "-" + Signature.sha256((path.toAbsolutePath() + "\n" + file.model()).getBytes(StandardCharsets.UTF_8)).substring(0, 12) + ".log"));
        try {
            return new ServeBackend(file, log, settings.revision(), System.getenv());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + uri + " was starting", e);
        }
    }
}

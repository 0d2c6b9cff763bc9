package dev.glossa.harness;

import java.nio.file.Path;
import java.util.Map;

/// The user's cache folder, where whatever can be fetched again lives: engines, data sets, a fetched JDK.
///
/// The launcher's `user_cache` follows the same rule. Nothing in it changes a number: what is taken from it
/// is checked against a digest.
public final class UserCache {

    private UserCache() {}

    /// `$GLOSSA_CACHE`, else `$XDG_CACHE_HOME/glossa`, else `~/.cache/glossa`.
    public static Path root() {
        return root(System.getenv(), System.getProperty("user.home", "."));
    }

    static Path root(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("GLOSSA_CACHE", "");
        if (!own.isBlank()) {
            return Path.of(own).toAbsolutePath().normalize();
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        // The XDG specification: a relative path there is invalid and is to be ignored.
        Path caches = !xdg.isBlank() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(home, ".cache");
        return caches.resolve("glossa").toAbsolutePath().normalize();
    }
}

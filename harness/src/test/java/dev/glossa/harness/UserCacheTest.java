package dev.glossa.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

class UserCacheTest {

    @Test
    void glossasOwnFolderComesBeforeTheDesktopsAndThatBeforeHome() {
        assertThat(UserCache.root(Map.of("GLOSSA_CACHE", "/data/ሠላም cache", "XDG_CACHE_HOME", "/xdg"), "/home/u"))
                .isEqualTo(Path.of("/data/ሠላም cache"));
        assertThat(UserCache.root(Map.of("XDG_CACHE_HOME", "/xdg"), "/home/u")).isEqualTo(Path.of("/xdg/glossa"));
        assertThat(UserCache.root(Map.of(), "/home/u")).isEqualTo(Path.of("/home/u/.cache/glossa"));
    }

    @Test
    void anEmptyOrRelativeSettingIsNoSetting() {
        assertThat(UserCache.root(Map.of("GLOSSA_CACHE", "", "XDG_CACHE_HOME", "caches"), "/home/u"))
                .isEqualTo(Path.of("/home/u/.cache/glossa"));
    }
}

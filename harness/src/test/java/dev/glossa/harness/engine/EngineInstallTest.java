package dev.glossa.harness.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The installer against a stand-in npm that hands out an archive from the disk and counts how often it was asked.
class EngineInstallTest {

    private static final String PLATFORM = "linux-x64";

    @TempDir
    Path folder;

    private Path cache;
    private Path archive;
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @BeforeEach
    void npmOnAPrivatePath() throws IOException {
        cache = folder.resolve("cache with ክፍተት");
        archive = NpmPackage.engine(PLATFORM).write(folder.resolve("source.tgz"));
        npm("""
                echo "$@" >> '%1$s/asked'
                /bin/cp '%1$s/source.tgz' ./node-llama-cpp.tgz
                """);
    }

    @Test
    void aPackageWithThePinnedDigestIsUnpackedIntoTheCache() throws IOException {
        Path engine = installer().install(pinned());
        assertThat(engine).isEqualTo(cache.resolve("engine/llama.cpp-v0.5.0-linux-x64"));
        assertThat(names(engine)).containsExactly("LICENSE", "libggml-base.so", "libggml.v0.5.0.so", "libllama.v0.5.0.so");
        assertThat(engine.resolve("libggml-base.so")).hasContent("base ".repeat(1000));
        assertThat(asked()).singleElement().asString().startsWith("pack @node-llama-cpp/linux-x64@3.22.1 ");
        assertThat(names(engine.getParent())).containsExactly(".lock", "llama.cpp-v0.5.0-linux-x64");
        assertThat(progress.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void anInstalledEngineIsFoundWithoutNpmAndWithoutAWord() throws IOException {
        Path engine = installer().install(pinned());
        progress.reset();
        assertThat(new EngineInstall(cache, Map.of("PATH", "/nowhere"), new PrintStream(progress)).install(pinned())).isEqualTo(engine);
        assertThat(asked()).hasSize(1);
        assertThat(progress.size()).isZero();
    }

    @Test
    void aPackageWithAnotherDigestIsRefusedAndLeavesNothing() throws IOException {
        EnginePackage pinned = pinned();
        NpmPackage.engine(PLATFORM).file("package/extra", "one file more").write(archive);
        assertThatThrownBy(() -> installer().install(pinned)).isInstanceOf(IOException.class)
                .hasMessageContaining("is not the package that was pinned").hasMessageContaining(pinned.integrity());
        assertThat(names(cache.resolve("engine"))).containsExactly(".lock");
    }

    @Test
    void anEntryThatLeavesTheFolderIsRefusedEvenUnderAPinnedDigest() throws IOException {
        NpmPackage.engine(PLATFORM).file("package/../../../escaped", "x").write(archive);
        assertThatThrownBy(() -> installer().install(pinned())).hasMessageContaining("would leave the folder");
        assertThat(names(cache.resolve("engine"))).containsExactly(".lock");
    }

    @Test
    void withoutNpmOneLineNamesTheTwoWaysOut() {
        assertThatThrownBy(() -> new EngineInstall(cache, Map.of("PATH", folder.resolve("empty").toString()), new PrintStream(progress))
                .install(pinned())).hasMessageContaining("npm").hasMessageContaining("--llama-lib DIR").message().doesNotContain("\n");
    }

    @Test
    void npmsOwnReasonIsPassedOn() throws IOException {
        npm("""
                echo 'npm warn something else'
                echo 'npm error code ENOTFOUND'
                exit 1
                """);
        assertThatThrownBy(() -> installer().install(pinned())).hasMessage(
                "npm pack @node-llama-cpp/linux-x64@3.22.1 failed (exit 1): npm error code ENOTFOUND");
    }

    @Test
    void whatAKilledInstallerLeftIsClearedAway() throws IOException {
        Path leftover = Files.createDirectories(cache.resolve("engine/.partial-123/unpacked"));
        Files.writeString(leftover.resolve("half"), "half a library");
        Files.createDirectories(cache.resolve("engine/llama.cpp-v0.5.0-linux-x64"));
        Path engine = installer().install(pinned());
        assertThat(names(engine.getParent())).containsExactly(".lock", "llama.cpp-v0.5.0-linux-x64");
        assertThat(EngineLibrary.holds(engine)).isTrue();
    }

    @Test
    void installersAtTheSameTimeFetchOnceAndAllFindIt() throws Exception {
        npm("""
                echo "$@" >> '%1$s/asked'
                /bin/sleep 0.3
                /bin/cp '%1$s/source.tgz' ./node-llama-cpp.tgz
                """);
        List<Process> installers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                    System.getProperty("java.class.path"), Installer.class.getName(), cache.toString(), pinned().integrity());
            builder.environment().put("PATH", bin().toString());
            installers.add(builder.redirectErrorStream(true).start());
        }
        for (Process installer : installers) {
            String said = new String(installer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(installer.waitFor()).as(said).isZero();
        }
        assertThat(asked()).hasSize(1);
        assertThat(names(cache.resolve("engine"))).containsExactly(".lock", "llama.cpp-v0.5.0-linux-x64");
    }

    /// One of several processes that install into one cache.
    static final class Installer {
        public static void main(String... arguments) throws IOException {
            new EngineInstall(Path.of(arguments[0]), System.getenv(), System.err).install(new EnginePackage(PLATFORM, arguments[1]));
        }
    }

    private EngineInstall installer() throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", bin().toString()));
        return new EngineInstall(cache, environment, new PrintStream(progress, true, StandardCharsets.UTF_8));
    }

    private EnginePackage pinned() throws IOException {
        return new EnginePackage(PLATFORM, EngineInstall.integrity(archive));
    }

    private Path bin() throws IOException {
        return Files.createDirectories(folder.resolve("bin"));
    }

    private void npm(String script) throws IOException {
        Path npm = bin().resolve("npm");
        Files.writeString(npm, "#!/bin/sh\n" + script.replace("%1$s", folder.toString()));
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(one -> one.getFileName().toString()).sorted().toList();
        }
    }
}

package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.runner.FakeMachine.Started;

/// Where `./glossa` finds a JDK 25, and what it accepts when it has to fetch one.
class LauncherJdkTest {

    private FakeMachine machine;
    private HttpServer server;
    private byte[] archive = {};
    private int status = 200;
    private int asked;

    @BeforeEach
    void aMachineWithoutAJdkAndAMirror(@TempDir Path root) throws Exception {
        machine = new FakeMachine(root);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked++;
            boolean pinned = exchange.getRequestURI().getPath().matches("/mirror/OpenJDK25U-jdk_[a-z0-9_-]+_hotspot_25\\.0\\.3_9\\.tar\\.gz");
            exchange.sendResponseHeaders(pinned ? status : 404, archive.length == 0 ? -1 : archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
        machine.environment.put("GLOSSA_JDK_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror");
        Path jdk = machine.jdk(root.resolve("archive/jdk-25.0.3+9"), "25.0.3").getParent();
        new ProcessBuilder("tar", "-czf", root.resolve("jdk.tar.gz").toString(), "-C", jdk.toString(), "jdk-25.0.3+9").start().waitFor();
        archive = Files.readAllBytes(root.resolve("jdk.tar.gz"));
        machine.launcher(machine.project, sha256(archive));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/lib/jvm/java-25-openjdk-amd64", "usr/java/jdk-25", "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            "home/.sdkman/candidates/java/25.0.1-tem", "home/.jdks/temurin-25", "opt/homebrew/opt/openjdk@25"})
    void aJdkInAUsualFolderIsFound(String folder) throws Exception {
        Path home = machine.jdk(machine.system.resolve(folder), "25.0.1");
        assertThat(machine.glossa("languages").home()).isEqualTo(home.toString());
    }

    @Test
    void javaHomeComesFirstThenThePathThenTheFolders() throws Exception {
        Path folder = machine.installedJdk();
        assertThat(machine.glossa("languages").home()).isEqualTo(folder.toString());
        Path path = machine.jdk(machine.root.resolve("on the path/jdk"), "25");
        Files.createSymbolicLink(machine.bin.resolve("java"), path.resolve("bin/java"));
        assertThat(machine.glossa("languages").home()).isEqualTo(path.toString());
        Path named = machine.jdk(machine.root.resolve("named"), "25.0.9");
        machine.environment.put("JAVA_HOME", named.toString());
        assertThat(machine.glossa("languages").home()).isEqualTo(named.toString());
    }

    @Test
    void macOsIsAskedThroughItsOwnProgram() throws Exception {
        Path home = machine.jdk(machine.root.resolve("somewhere else"), "25.0.2");
        Files.createDirectories(machine.system.resolve("usr/libexec"));
        FakeMachine.executable(machine.system.resolve("usr/libexec/java_home"), "[ \"$*\" = '-v 25' ] && echo '" + home + "'");
        assertThat(machine.glossa("languages").home()).isEqualTo(home.toString());
    }

    @Test
    void aJdkWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        Path home = machine.jdk(machine.root.resolve("home"), "25");
        Files.delete(home.resolve("release"));
        String java = Files.readString(home.resolve("bin/java"));
        FakeMachine.executable(home.resolve("bin/java"), java.replace("#!/bin/sh\n",
                "#!/bin/sh\nif [ \"$*\" = -version ]; then echo 'openjdk version \"25.0.3\" 2026-04-21' >&2; exit; fi\n"));
        machine.environment.put("JAVA_HOME", home.toString());
        assertThat(machine.glossa("languages").home()).isEqualTo(home.toString());
    }

    @Test
    void otherVersionsAndHalfJdksArePassedOver() throws Exception {
        machine.environment.put("JAVA_HOME", machine.jdk(machine.root.resolve("17"), "17.0.15").toString());
        machine.jdk(machine.system.resolve("usr/lib/jvm/java-24"), "24.0.2");
        machine.jdk(machine.system.resolve("usr/lib/jvm/java-250"), "250.0.1");
        machine.jdk(machine.system.resolve("usr/lib/jvm/java-26"), "26");
        Files.delete(machine.jdk(machine.system.resolve("usr/lib/jvm/java-25-without-compiler"), "25").resolve("bin/javac"));
        Path right = machine.jdk(machine.system.resolve("usr/lib/jvm/the-last-one"), "25.0.3");
        assertThat(machine.glossa("languages").home()).isEqualTo(right.toString());
    }

    @Test
    void aScriptIsToldOfYesRatherThanAsked() throws Exception {
        Started refused = machine.glossa("languages");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no JDK 25").contains("--yes").contains(machine.cache.toString()).containsOnlyOnce("\n");
        assertThat(asked).isZero();
    }

    @Test
    void yesFetchesThePinnedJdkOnceAndIsNoArgumentOfTheCommand() throws Exception {
        Started first = machine.glossa("languages", "--yes", "sw");
        assertThat(first.java()).as(first.err()).isTrue();
        assertThat(first.home()).isEqualTo(machine.cache + "/jdk/temurin-25.0.3+9");
        assertThat(first.arguments()).containsExactly("languages", "sw");
        assertThat(machine.glossa("languages").java()).isTrue();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void anArchiveWithAnotherDigestIsRefused() throws Exception {
        archive[archive.length / 2] ^= 1;
        refused("has sha256 " + sha256(archive) + ", expected");
    }

    @Test
    void aTruncatedArchiveIsRefused() throws Exception {
        archive = Arrays.copyOf(archive, archive.length / 2);
        refused("has sha256");
    }

    @Test
    void aMissingArchiveIsRefused() throws Exception {
        status = 404;
        refused("could not be fetched");
    }

    @Test
    void aSilentMirrorIsRefused() throws Exception {
        server.stop(0);
        refused("could not be fetched");
    }

    @Test
    void aFetchedJdkThatCannotBeUsedIsNamedRatherThanFetchedForEver() throws Exception {
        machine.jdk(machine.cache.resolve("jdk/temurin-25.0.3+9"), "17");
        Started refused = machine.glossa("--yes", "languages");
        assertThat(refused.err()).contains("delete it");
        assertThat(asked).isZero();
    }

    private void refused(String reason) throws Exception {
        Started refused = machine.glossa("--yes", "languages");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err().lines().toList()).hasSize(2).last().asString().contains(reason);
        try (Stream<Path> left = Files.list(machine.cache.resolve("jdk"))) {
            assertThat(left).isEmpty();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

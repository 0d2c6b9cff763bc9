package dev.glossa.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A machine for the launcher: the standard tools, a project of a few files, and no Java or Maven but stand-ins.
///
/// The stand-in `java` says which home it was started from and with what arguments; the stand-in `mvn` writes two jars.
/// The launcher under test is the real one, with the system's folders and the pinned digests exchanged in its text.
final class FakeMachine {

    private static final List<String> TOOLS = List.of("sh", "cat", "chmod", "cp", "curl", "cut", "date", "env", "find", "gzip", "head", "ln",
            "mkdir", "mv", "ps", "readlink", "rm", "rmdir", "sed", "sha256sum", "shasum", "openssl", "sleep", "sync", "tail", "tar", "touch", "uname");

    final Path root;
    final Path project;
    final Path cache;
    final Path bin;
    /// Where `/usr/lib/jvm` and its like point to. Without a blank in its name, since the launcher lists it in the clear.
    final Path system;
    final Map<String, String> environment = new TreeMap<>();
    String shell = "";

    FakeMachine(Path root) throws IOException {
        this.root = root;
        this.project = Files.createDirectories(root.resolve("a project ክፍተት"));
        this.cache = root.resolve("user cache");
        this.bin = Files.createDirectories(root.resolve("bin"));
        this.system = Files.createDirectories(root.resolve("system"));
        for (String tool : TOOLS) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                if (Files.isExecutable(Path.of(folder, tool)) && !Files.exists(bin.resolve(tool))) {
                    executable(bin.resolve(tool), "exec " + folder + "/" + tool + " \"$@\"\n");
                }
            }
        }
        environment.put("PATH", bin.toString());
        environment.put("HOME", Files.createDirectories(system.resolve("home")).toString());
        environment.put("GLOSSA_CACHE", cache.toString());
        environment.put("LC_ALL", "C.UTF-8");
        launcher(project, "");
        for (String file : List.of("pom.xml", "runner/pom.xml", "runner/src/main/java/A.java", "runner/src/test/java/ATest.java",
                "harness/pom.xml", "harness/src/main/resources/languages.csv")) {
            Path source = project.resolve(file);
            Files.createDirectories(source.getParent());
            Files.writeString(source, file);
        }
        settle();
        executable(bin.resolve("mvn"), """
                printf '%s\\n' "$JAVA_HOME: $*" >> mvn.log
                mkdir -p runner/target/lib
                cat runner/src/main/java/A.java > runner/target/lib/glossa-runner-1.jar
                [ -e runner/target/lib/picocli-4.jar ] || echo picocli > runner/target/lib/picocli-4.jar
                """);
    }

    /// The launcher with this machine's folders in the place of the system's, and a digest in the place of the pinned ones.
    void launcher(Path folder, String digest) throws IOException {
        String text = Files.readString(Path.of("").toAbsolutePath().resolveSibling("glossa"));
        for (String place : List.of("/usr/lib/jvm/", "/usr/java/", "/opt/java/", " /Library/", "/opt/homebrew/", "/usr/local/", "/home/linuxbrew/",
                "/usr/libexec/")) {
            if (!text.contains(place)) {
                throw new IllegalStateException("the launcher no longer looks into " + place);
            }
            text = text.replace(place, place.startsWith(" ") ? " " + system + place.strip() : system + place);
        }
        if (!digest.isEmpty()) {
            text = text.replaceAll("digest=[0-9a-f]{64}", "digest=" + digest);
        }
        executable(folder.resolve("glossa"), text);
    }

    /// A JDK's folder with a `java` that tells how it was started.
    Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
        executable(home.resolve("bin/java"), """
                for argument in "$@"; do
                    case $argument in
                        -XX:AOTCacheOutput=*) echo cache > "${argument#*=}"; exit 0 ;;
                        dev.glossa.harness.engine.EngineInstall)
                            mkdir -p "$GLOSSA_CACHE"
                            echo asked >> "$GLOSSA_CACHE/engine.log"
                            [ ! -e "$GLOSSA_CACHE/no-npm" ] || { echo "glossa: no npm" >&2; exit 1; }
                            mkdir -p "$GLOSSA_CACHE/engine/llama.cpp"
                            echo "$GLOSSA_CACHE/engine/llama.cpp"
                            exit 0 ;;
                    esac
                done
                echo "${0%/bin/java}"
                echo "$LC_ALL"
                printf '<%s>\\n' "$@"
                exit 7
                """);
        executable(home.resolve("bin/javac"), "");
        return home;
    }

    /// The usual case: one JDK 25 where distributions put it.
    Path installedJdk() throws IOException {
        return jdk(system.resolve("usr/lib/jvm/temurin-25"), "25.0.3");
    }

    void remove(String tool) throws IOException {
        Files.delete(bin.resolve(tool));
    }

    /// Dates everything in the project before now, so that the next write is newer whatever the clock's grain.
    void settle() throws IOException {
        FileTime then = FileTime.from(Instant.now().minusSeconds(60));
        List<Path> all;
        try (Stream<Path> walk = Files.walk(project)) {
            all = walk.filter(one -> !Files.isSymbolicLink(one)).toList();
        }
        for (Path one : all) {
            Files.setLastModifiedTime(one, then);
        }
    }

    int builds() throws IOException {
        return lines(project.resolve("mvn.log")).size();
    }

    int engineInstalls() throws IOException {
        return lines(cache.resolve("engine.log")).size();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Started glossa(String... arguments) throws IOException, InterruptedException {
        return end(start(project, project.resolve("glossa").toString(), arguments));
    }

    Process start(Path directory, String launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(shell.isEmpty() ? List.of() : List.of(shell.split(" ")));
        command.add(launcher);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder.start();
    }

    Started end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // The launcher says less than a pipe holds.
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Started(process.waitFor(), out.lines().toList(), err);
    }

    static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script.startsWith("#!") ? script : "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// What came of one start. The stand-in `java` ends with 7, which nothing else does.
    record Started(int status, List<String> out, String err) {

        boolean java() {
            return status == 7;
        }

        String home() {
            return out.getFirst();
        }

        String locale() {
            return out.get(1);
        }

        /// The JVM's own arguments.
        List<String> flags() {
            return out.subList(2, main());
        }

        /// What the command line gets.
        List<String> arguments() {
            return out.subList(main() + 1, out.size()).stream().map(one -> one.substring(1, one.length() - 1)).toList();
        }

        private int main() {
            return out.indexOf("<dev.glossa.runner.Main>");
        }
    }
}

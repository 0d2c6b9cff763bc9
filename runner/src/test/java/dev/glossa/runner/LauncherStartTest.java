package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.runner.FakeMachine.Started;

/// How `./glossa` starts what is built: from anywhere, with every argument as it was typed, quickly where that is all there is to do.
class LauncherStartTest {

    private FakeMachine machine;

    @BeforeEach
    void aMachineWithAJdk(@TempDir Path root) throws IOException {
        machine = new FakeMachine(root);
        machine.installedJdk();
    }

    @Test
    void argumentsArriveAsTheyWereTyped() throws Exception {
        String[] typed = {"run", "--name", "two words", "", "*", "$HOME", "አማርኛ 🌍", "it's \"quoted\"", "back\\slash", "--", "-x"};
        assertThat(machine.glossa(typed).arguments()).containsExactly(typed);
    }

    @Test
    void theExitCodeIsThatOfTheCommand() throws Exception {
        assertThat(machine.glossa("languages").status()).isEqualTo(7);
    }

    @Test
    void itStartsFromAnyFolderAndThroughLinksToLinks() throws Exception {
        Path links = Files.createDirectories(machine.root.resolve("my links"));
        Files.createSymbolicLink(links.resolve("absolute"), machine.project.resolve("glossa"));
        Files.createSymbolicLink(links.resolve("glossa"), Path.of("absolute"));
        Files.createSymbolicLink(machine.bin.resolve("glossa"), Path.of("../my links/glossa"));
        Started byLink = machine.end(machine.start(links, "./glossa", "languages"));
        Started onThePath = machine.end(machine.start(links, machine.bin.resolve("glossa").toString(), "languages"));
        assertThat(byLink.java()).as(byLink.err()).isTrue();
        assertThat(onThePath.flags()).isEqualTo(byLink.flags()).anyMatch(flag -> flag.startsWith("<" + machine.project));
        assertThat(machine.builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash --posix", "/bin/bash", "/usr/bin/busybox sh"})
    void anyShellRunsIt(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell.split(" ")[0])), shell + " is not on this machine");
        machine.shell = shell;
        Started first = machine.glossa("run", "--model", "llama:a b.gguf");
        assertThat(first.java()).as(first.err()).isTrue();
        assertThat(machine.glossa("languages").java()).isTrue();
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void aQuickCommandAsksForAQuickCompilerAndALongOneForTheGoodOne() throws Exception {
        for (String quick : new String[] {"--help", "--version", "languages", "help"}) {
            assertThat(machine.glossa(quick).flags()).contains("<-XX:TieredStopAtLevel=1>");
        }
        assertThat(machine.glossa("metric", "--help").flags()).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(machine.glossa("metric", "ref.txt", "-i", "hyp.txt").flags()).contains("<-XX:TieredStopAtLevel=1>");
        for (String lasting : new String[] {"chrf", "ter", "-ci", "--paired-bs", "-tok"}) {
            assertThat(machine.glossa("metric", "ref.txt", lasting).flags()).doesNotContain("<-XX:TieredStopAtLevel=1>");
        }
        assertThat(machine.glossa("demo").flags()).contains("<-XX:TieredStopAtLevel=1>");
        assertThat(machine.glossa("score", "run").flags()).doesNotContain("<-XX:TieredStopAtLevel=1>")
                .contains("<--enable-native-access=ALL-UNNAMED>", "<-Djava.awt.headless=true>", "<-Dstdout.encoding=UTF-8>");
    }

    /// Of a million scores the default collector makes 2.6 GB, see reports/src/test/bench/scale.sh.
    @Test
    void whatReadsManyScoresTakesTheMemoryThatItNeeds() throws Exception {
        for (String pages : new String[] {"report", "leaderboard", "language", "compare"}) {
            assertThat(machine.glossa(pages, "run").flags()).contains("<-XX:+UseSerialGC>", "<-Xmx1500m>");
        }
        assertThat(machine.glossa("run", "--out", "report").flags()).doesNotContain("<-XX:+UseSerialGC>");
    }

    @Test
    void helpIsPrintedAgainWithoutAJvmAndByteForByte() throws Exception {
        FakeMachine.executable(machine.system.resolve("usr/lib/jvm/temurin-25/bin/java"), """
                case $* in *AOTCacheOutput*) exit 1 ;; esac
                echo started >> "$GLOSSA_CACHE.starts"
                case $* in *--wrong*) echo "no such option" >&2; exit 2 ;; esac
                printf 'Usage: %s\\n\\n  über 🌍\\n\\n' "${*##*Main }"
                """);
        machine.glossa("languages");
        Files.writeString(Path.of(machine.cache + ".starts"), "");
        for (String line : new String[] {"--help", "data pull --help", "metric -h"}) {
            Started first = machine.glossa(line.split(" "));
            assertThat(first.out()).as(first.err()).startsWith("Usage: " + line, "", "  über 🌍");
            assertThat(machine.glossa(line.split(" "))).isEqualTo(first);
        }
        assertThat(Path.of(machine.cache + ".starts")).content().hasLineCount(3);
        // What may depend on more than the build is not kept.
        for (String line : new String[] {"--wrong --help", "run --model X --help", "run ../--help", "languages am"}) {
            assertThat(machine.glossa(line.split(" "))).isEqualTo(machine.glossa(line.split(" ")));
        }
        assertThat(Path.of(machine.cache + ".starts")).content().hasLineCount(11);
        Files.writeString(machine.project.resolve("pom.xml"), "changed");
        machine.glossa("--help");
        assertThat(Path.of(machine.cache + ".starts")).content().hasLineCount(12);
    }

    @Test
    void namesInAnyScriptSurviveALocaleThatHasNone() throws Exception {
        machine.environment.put("LC_ALL", "C");
        assertThat(machine.glossa("languages").locale()).isEqualTo("C.UTF-8");
        machine.environment.put("LC_ALL", "de_DE.UTF-8");
        assertThat(machine.glossa("languages").locale()).isEqualTo("de_DE.UTF-8");
    }

    @Test
    void classesAreLoadedAheadOfTimeUnlessThatFailed() throws Exception {
        assertThat(machine.glossa("languages").flags()).anyMatch(flag -> flag.startsWith("<-XX:AOTCache="));
        FakeMachine.executable(machine.system.resolve("usr/lib/jvm/temurin-25/bin/java"), """
                case $* in *AOTCacheOutput*) echo asked >> "$GLOSSA_CACHE.aot"; exit 1 ;; esac
                echo home; echo locale; printf '<%s>\\n' "$@"; exit 7
                """);
        Files.writeString(machine.project.resolve("pom.xml"), "changed");
        assertThat(machine.glossa("languages").flags()).noneMatch(flag -> flag.contains("AOT"));
        assertThat(machine.glossa("languages").java()).isTrue();
        assertThat(Path.of(machine.cache + ".aot")).hasContent("asked");
    }

    @Test
    void metricHasACacheOfItsOwn() throws Exception {
        String own = machine.glossa("metric", "ref.txt").flags().stream().filter(flag -> flag.startsWith("<-XX:AOTCache=")).findFirst().orElseThrow();
        assertThat(own).contains("/glossa-metric-25");
        assertThat(machine.glossa("languages").flags()).anyMatch(flag -> flag.startsWith("<-XX:AOTCache=")).doesNotContain(own);
    }

    @Test
    void aReleaseArchiveNeedsNeitherSourcesNorMaven() throws Exception {
        machine.remove("mvn");
        Path release = Files.createDirectories(machine.root.resolve("glossa 1.0/lib")).getParent();
        machine.launcher(release, "");
        Files.writeString(release.resolve("lib/glossa-runner-1.jar"), "jar");
        Started started = machine.end(machine.start(machine.root, release.resolve("glossa").toString(), "demo"));
        assertThat(started.java()).as(started.err()).isTrue();
        assertThat(started.flags()).contains("<" + release.toRealPath().resolve("lib/*") + ">");
        assertThat(machine.engineInstalls()).isEqualTo(1);
    }

    @Test
    void aFolderWithNothingToStartIsNamed() throws Exception {
        Path empty = Files.createDirectories(machine.root.resolve("empty"));
        machine.launcher(empty, "");
        Started started = machine.end(machine.start(machine.root, empty.resolve("glossa").toString(), "demo"));
        assertThat(started.status()).isEqualTo(1);
        assertThat(started.err()).containsOnlyOnce("\n").contains("neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run --model llama:a.gguf --out R", "run --model=llama:a.gguf", "score R --judge hf:org/repo/a.gguf=0.5"})
    void aCommandThatNeedsTheNativeEngineFetchesItOnce(String line) throws Exception {
        assertThat(machine.glossa(line.split(" ")).java()).isTrue();
        assertThat(machine.glossa(line.split(" ")).java()).isTrue();
        assertThat(machine.engineInstalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run --model https://host/v1", "report R --out O", "run --model llama:a.gguf --llama-lib /opt/llama", "demo --llama-lib=/opt/llama",
            "demo --help", "languages"})
    void noOtherCommandDoes(String line) throws Exception {
        assertThat(machine.glossa(line.split(" ")).java()).isTrue();
        assertThat(machine.engineInstalls()).isZero();
    }

    @Test
    void withoutTheEngineOnlyItsCommandsAreRefused() throws Exception {
        Files.createDirectories(machine.cache);
        Files.createFile(machine.cache.resolve("no-npm"));
        assertThat(machine.glossa("report", "R").java()).isTrue();
        Started refused = machine.glossa("demo");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("glossa: no npm\n");
    }

    @Test
    void aRemovedEngineIsFetchedAgain() throws Exception {
        machine.glossa("demo");
        Files.delete(machine.cache.resolve("engine/llama.cpp"));
        assertThat(machine.glossa("demo").java()).isTrue();
        assertThat(machine.engineInstalls()).isEqualTo(2);
    }
}

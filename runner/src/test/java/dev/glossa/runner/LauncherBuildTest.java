package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.glossa.runner.FakeMachine.Started;

/// When `./glossa` builds, and what a build leaves alone.
class LauncherBuildTest {

    private FakeMachine machine;

    @BeforeEach
    void aMachineWithAJdk(@TempDir Path root) throws IOException {
        machine = new FakeMachine(root);
        machine.installedJdk();
    }

    @Test
    void theFirstStartBuildsWithTheJdkItFoundAndSaysSoOnce() throws Exception {
        Started first = machine.glossa("report");
        assertThat(first.java()).as(first.err()).isTrue();
        assertThat(first.err()).contains("building").containsOnlyOnce("\n");
        assertThat(machine.project.resolve("mvn.log")).hasContent(machine.system + "/usr/lib/jvm/temurin-25: -B -DskipTests -Dmaven.test.skip=true package");
    }

    @Test
    void aLaterStartNeedsNoMavenAndIsSilent() throws Exception {
        machine.glossa("report");
        machine.remove("mvn");
        Started later = machine.glossa("report");
        assertThat(later.java()).isTrue();
        assertThat(later.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "harness/pom.xml", "runner/src/main/java/A.java", "harness/src/main/resources/languages.csv",
            "runner/src/main/java/New.java"})
    void aChangedOrNewSourceBuildsAgain(String source) throws Exception {
        machine.glossa("report");
        machine.settle();
        Files.writeString(machine.project.resolve(source), "changed");
        assertThat(machine.glossa("report").java()).isTrue();
        assertThat(machine.glossa("report").err()).isEmpty();
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceBuildsAgain() throws Exception {
        machine.glossa("report");
        machine.settle();
        Files.delete(machine.project.resolve("runner/src/main/java/A.java"));
        Files.writeString(machine.project.resolve("runner/src/main/java/B.java"), "the rest");
        Files.setLastModifiedTime(machine.project.resolve("runner/src/main/java/B.java"), FileTime.from(Instant.EPOCH));
        machine.glossa("report");
        assertThat(machine.builds()).isEqualTo(2);
    }

    @Test
    void aChangedTestBuildsNothing() throws Exception {
        machine.glossa("report");
        machine.settle();
        Files.writeString(machine.project.resolve("runner/src/test/java/ATest.java"), "changed");
        machine.glossa("report");
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void aBuildLeavesTheJarsOfARunThatIsStillGoing() throws Exception {
        Path before = jars(machine.glossa("report"));
        machine.settle();
        Files.writeString(machine.project.resolve("runner/src/main/java/A.java"), "the next version");
        Path after = jars(machine.glossa("report"));
        assertThat(after).isNotEqualTo(before);
        assertThat(before.resolve("glossa-runner-1.jar")).hasContent("runner/src/main/java/A.java");
        assertThat(after.resolve("glossa-runner-1.jar")).hasContent("the next version");
        assertThat(after.resolve("picocli-4.jar")).hasContent("picocli");
    }

    @Test
    void aDependencyThatAPomNoLongerNamesLeavesTheClassPath() throws Exception {
        machine.glossa("report");
        Files.writeString(machine.project.resolve("runner/target/lib/dropped-1.jar"), "dropped");
        machine.settle();
        Files.writeString(machine.project.resolve("runner/pom.xml"), "changed");
        assertThat(jars(machine.glossa("report")).resolve("dropped-1.jar")).doesNotExist();
    }

    @Test
    void aFailedBuildShowsItsLastLinesAndIsTriedAgain() throws Exception {
        machine.glossa("report");
        machine.settle();
        FakeMachine.executable(machine.bin.resolve("mvn"), "echo tried >> mvn.log; echo '[ERROR] A.java:[3,1] class expected'; exit 1");
        Files.writeString(machine.project.resolve("runner/src/main/java/A.java"), "broken");
        Started failed = machine.glossa("report");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("[ERROR] A.java:[3,1] class expected").contains("glossa-build.log");
        assertThat(machine.glossa("report").status()).isEqualTo(1);
        assertThat(machine.builds()).isEqualTo(3);
    }

    @Test
    void withoutMavenOneLineNamesTheTwoWaysOut() throws Exception {
        machine.remove("mvn");
        Started refused = machine.glossa("report");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("Maven").contains("release archive").containsOnlyOnce("\n");
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws Exception {
        String maven = Files.readString(machine.bin.resolve("mvn"));
        FakeMachine.executable(machine.bin.resolve("mvn"), maven.replace("mkdir -p", "sleep 0.3\nmkdir -p"));
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(machine.start(machine.project, "./glossa", "report"));
        }
        for (Process start : starts) {
            Started started = machine.end(start);
            assertThat(started.java()).as(started.err()).isTrue();
        }
        assertThat(machine.builds()).isEqualTo(1);
    }

    @Test
    void theLockOfAKilledBuildIsTakenOver() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path lock = Files.createDirectories(machine.project.resolve("runner/target/app/.building"));
        Process name = new ProcessBuilder("uname", "-n").start();
        Files.writeString(lock.resolve("owner"), gone.pid() + " " + new String(name.getInputStream().readAllBytes()).strip() + "\n");
        Started started = machine.glossa("report");
        assertThat(started.java()).as(started.err()).isTrue();
        assertThat(lock).doesNotExist();
    }

    @Test
    void aSourceDatedInTheFutureIsNamed() throws Exception {
        Files.setLastModifiedTime(machine.project.resolve("harness/pom.xml"), FileTime.from(Instant.now().plusSeconds(3600)));
        assertThat(machine.glossa("report").err()).contains("harness/pom.xml is dated in the future");
    }

    /// The folder that a start took its jars from.
    private static Path jars(Started started) throws IOException {
        String folder = started.flags().stream().filter(flag -> flag.endsWith("/*>")).findFirst().orElseThrow();
        Path jars = Path.of(folder.substring(1, folder.length() - 3));
        try (Stream<Path> files = Files.list(jars)) {
            assertThat(files.filter(one -> one.toString().endsWith(".jar"))).isNotEmpty();
        }
        return jars;
    }
}

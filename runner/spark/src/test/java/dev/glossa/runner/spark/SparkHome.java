package dev.glossa.runner.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;

/// What Spark looks for where it starts executors: a folder `jars`, here of this class path, application included.
record SparkHome(Path folder) {
    /// In the build's own folder, where it takes the place of an earlier one.
    static SparkHome installed() throws IOException {
        Path folder = Path.of("target/spark-home").toAbsolutePath();
        FileUtil.fullyDelete(folder.toFile());
        Path jars = Files.createDirectories(folder.resolve("jars"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isRegularFile(path)) {
                Files.createSymbolicLink(jars.resolve(++number + "-" + path.getFileName()), path);
            } else if (Files.isDirectory(path)) {
                pack(path, jars.resolve(++number + "-classes.jar"));
            }
        }
        return new SparkHome(folder);
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }

    /// A driver in a process of its own, and whatever executors it starts.
    ///
    /// @param options further `-D` options, such as Spark's
    Driver start(String master, List<String> options, List<String> arguments) throws IOException {
        Path log = Files.createTempFile(folder, "driver", ".log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx1g",
                "-Dfile.encoding=UTF-8", "-Dspark.master=" + master, "-Dspark.ui.enabled=false", "-Dspark.driver.host=127.0.0.1",
                "-Dspark.executor.heartbeatInterval=2s", "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", folder.resolve("jars") + "/*", GlossaSpark.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", folder.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Driver(builder.start(), log);
    }

    record Driver(Process process, Path log) {
        /// JVMs that the driver has started.
        List<ProcessHandle> executors() {
            return process.descendants().filter(child -> child.info().command().orElse("").endsWith("java")).toList();
        }

        /// What it said, once it is done.
        String finished() throws Exception {
            assertThat(process.waitFor(200, TimeUnit.SECONDS)).as(words()).isTrue();
            assertThat(process.exitValue()).as(words()).isZero();
            System.out.println(words().lines().filter(line -> line.contains("/run: ")).findFirst().orElseThrow());
            return words();
        }

        /// What it said so far, without Spark's log.
        String words() throws IOException {
            return String.join("\n", Files.readAllLines(log).stream().filter(line -> !line.matches("\\d\\d/\\d\\d/\\d\\d .*|WARNING.*|\\s+at .*")).toList());
        }
    }
}

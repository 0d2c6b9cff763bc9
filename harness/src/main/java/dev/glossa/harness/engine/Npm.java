package dev.glossa.harness.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The npm client of this machine: the door through which engine packages come.
///
/// The client rather than our own download, because it knows the user's registry, mirror, proxy and
/// certificates. What it brings is trusted only by its digest.
record Npm(Path executable) {

    /// The largest package, for CUDA, is 143 MB: at 1 Mbit/s it just arrives.
    private static final Duration PATIENCE = Duration.ofMinutes(25);

    /// The first npm on a search path, as a shell would find it.
    static Optional<Npm> on(String searchPath) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        for (String folder : searchPath.split(File.pathSeparator)) {
            Path candidate = folder.isEmpty() ? null : Path.of(folder, windows ? "npm.cmd" : "npm");
            if (candidate != null && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(new Npm(candidate));
            }
        }
        return Optional.empty();
    }

    /// Fetches a package's archive into an empty folder.
    Path pack(String specifier, Path folder, Map<String, String> environment) throws IOException {
        Path log = folder.resolve("npm.log");
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "pack", specifier, "--silent", "--ignore-scripts",
                "--prefer-offline", "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000",
                "--loglevel=error")
                // In the folder, which has no package.json and no .npmrc of somebody's project.
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(empty(folder)))
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        int status = finished(builder.start(), specifier);
        List<Path> archives;
        try (var entries = Files.list(folder)) {
            archives = entries.filter(file -> file.toString().endsWith(".tgz")).toList();
        }
        if (status != 0 || archives.size() != 1) {
            throw new IOException("npm pack " + specifier + " failed (exit " + status + ")" + reason(log));
        }
        return archives.getFirst();
    }

    private static File empty(Path folder) throws IOException {
        return Files.createFile(folder.resolve("stdin")).toFile();
    }

    private static int finished(Process process, String specifier) throws IOException {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("npm pack " + specifier + " did not end in " + PATIENCE.toMinutes() + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("npm pack " + specifier + " was interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// npm's own first error line, which names the cause (a code such as ENOTFOUND or E404).
    private static String reason(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("npm warn"))
                .findFirst().map(line -> ": " + line).orElse("");
    }
}

package dev.glossa.harness.backend.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Servers whose owner may have been killed before it could end them. Beside a server's log stands a file for as long as it
/// runs: whose it is, and when both processes began, since numbers of processes are used again.
final class LeftServers {
    private static final System.Logger LOG = System.getLogger(LeftServers.class.getName());

    private LeftServers() {}

    static void remember(Path log, ProcessHandle server) throws IOException {
        Files.writeString(file(log, server.pid()), line(server) + line(ProcessHandle.current()));
    }

    static void forget(Path log, ProcessHandle server) {
        try {
            Files.deleteIfExists(file(log, server.pid()));
        } catch (IOException e) {
            // The next server finds that this one is gone.
        }
    }

    /// Ends the servers of a log whose owners are gone.
    static void end(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, path -> isOf(log, path))) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() < 2 || running(lines.get(1)).isEmpty()) {
                    lines.stream().findFirst().flatMap(LeftServers::running).ifPresent(server -> {
                        LOG.log(System.Logger.Level.WARNING, "a server that a killed run left behind, process {0}, is ended", Long.toString(server.pid()));
                        server.descendants().forEach(ProcessHandle::destroyForcibly);
                        server.destroyForcibly();
                        server.onExit().join();
                    });
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Path file(Path log, long pid) {
        return log.toAbsolutePath().resolveSibling(log.getFileName() + "." + pid + ".running");
    }

    private static boolean isOf(Path log, Path file) {
        String name = file.getFileName().toString();
        String before = log.getFileName() + ".";
        return name.startsWith(before) && name.substring(before.length()).matches("[0-9]+\\.running");
    }

    private static String line(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH) + "\n";
    }

    /// The process that a line is about, if it still runs.
    private static Optional<ProcessHandle> running(String line) {
        String[] words = line.split(" ");
        return words.length == 2 && words[0].matches("[0-9]{1,18}")
                ? ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive).filter(process -> (line + "\n").equals(line(process)))
                : Optional.empty();
    }
}

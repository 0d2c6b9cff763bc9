package dev.glossa.harness.backend.http;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A server that runs for as long as it is needed. It goes with this process; of one that was killed by a signal that cannot
/// be heard, the next server of the same log ends what was left behind, which may hold a GPU's memory.
final class ServerProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(20);
    private static final int LAST_WORDS = 2000;

    private final ServeFile file;
    private final Path log;
    private final int port;
    private final Process process;
    private final Thread hook = new Thread(this::end);

    private ServerProcess(ServeFile file, Path log, int port, Process process) {
        this.file = file;
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /// Starts a server; its output is added to the log.
    static ServerProcess start(ServeFile file, Path log) {
        int port = freePort();
        List<String> command = file.command(port);
        try {
            if (log.toAbsolutePath().getParent() != null) {
                Files.createDirectories(log.toAbsolutePath().getParent());
            }
            LeftServers.end(log);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).redirectInput(ProcessBuilder.Redirect.from(nothing()));
            builder.environment().putAll(file.environment());
            ServerProcess started = new ServerProcess(file, log, port, builder.start());
            Runtime.getRuntime().addShutdownHook(started.hook);
            LeftServers.remember(log, started.process.toHandle());
            return started;
        } catch (IOException e) {
            throw new IllegalArgumentException("the server cannot be started: " + e.getMessage() + "; the command was " + String.join(" ", command), e);
        }
    }

    private static java.io.File nothing() {
        return new java.io.File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    /// The system gives each asker another port, so that two servers started together do not meet.
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalArgumentException("no port is free on this machine: " + e.getMessage(), e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port + file.api();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until the server answers.
    ///
    /// @throws IllegalArgumentException when it dies first or takes too long, with the last lines of its log
    void await(Transport transport) throws InterruptedException {
        long end = System.nanoTime() + file.ready().toNanos();
        URI health = URI.create("http://127.0.0.1:" + port + file.health());
        URI models = URI.create(address() + "/models");
        while (!answers(transport, health, models)) {
            if (!pause(POLL)) {
                throw new IllegalArgumentException("the server ended before it was ready, with exit code " + process.exitValue() + lastWords());
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalArgumentException("the server was not ready after " + file.ready().toSeconds() + " s (ready_within)" + lastWords());
            }
        }
    }

    /// A server without a page for its health is ready when it lists its models.
    private static boolean answers(Transport transport, URI health, URI models) throws InterruptedException {
        try {
            int status = transport.get(health).status();
            return status == 200 || status == 404 && transport.get(models).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// Waits for a time, or for the server's end.
    ///
    /// @return whether it still runs
    boolean pause(Duration time) throws InterruptedException {
        try {
            process.onExit().get(time.toNanos(), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            return process.isAlive();
        }
    }

    /// The end of the log, as an addition to a message.
    String lastWords() {
        try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(LAST_WORDS, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
            String last = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
            return "; " + log + (last.isEmpty() ? " is empty" : " ends with\n  " + last);
        } catch (IOException e) {
            return "; there is no log at " + log;
        }
    }

    /// Ends the server and whatever it started.
    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        LeftServers.forget(log, process.toHandle());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the machine is shutting down, and the hook runs
            return;
        }
        end();
    }
}

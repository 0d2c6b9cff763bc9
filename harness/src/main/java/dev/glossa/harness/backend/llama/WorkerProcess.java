package dev.glossa.harness.backend.llama;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

import dev.glossa.harness.Completion;

/// One worker process as its parent sees it, from its start to its death. It is never revived: whoever needs another starts one.
final class WorkerProcess {
    /// The process ended, or was ended for not moving, while it owed an answer.
    static final class Died extends Exception {
        private static final long serialVersionUID = 1;

        /// Whether the prompt was being worked on; one that only waited cannot be the cause.
        final boolean suspect;

        Died(String reason, boolean suspect) {
            super(reason, null, false, false);
            this.suspect = suspect;
        }
    }

    /// An answer that is owed.
    private static final class Owed {
        final CompletableFuture<Object> answer = new CompletableFuture<>();
        volatile boolean started;
    }

    private static final int LOG_LINES = 60;
    private static final int LOG_WIDTH = 300;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Process process;
    private final Frames.Out out;
    private final Duration patience;
    private final CompletableFuture<Map<String, String>> ready = new CompletableFuture<>();
    private final Map<Long, Owed> owed = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Deque<String> log = new ArrayDeque<>();
    private volatile long lastMove = System.nanoTime();
    private volatile String dead;

    /// @param patience how long an engine with work may stand still before it counts as hanging
    static WorkerProcess start(EngineOptions options, Placement placement, Duration patience) {
        return start(Worker.class, options.compiler(), options.arguments(), placement, patience);
    }

    static WorkerProcess start(Class<?> program, List<String> arguments, Duration patience) {
        return start(program, List.of(), arguments, new Placement(Map.of(), Optional.empty()), patience);
    }

    /// @param program whose `main` the process runs
    /// @param flags   of its JVM, besides those that every worker has
    private static WorkerProcess start(Class<?> program, List<String> flags, List<String> arguments, Placement placement, Duration patience) {
        List<String> command = new ArrayList<>(placement.command());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                // A crash leaves no files behind; its report goes where we read it.
                "-XX:+DisplayVMOutputToStderr", "-XX:+ErrorFileToStderr", "-XX:-CreateCoredumpOnCrash",
                "-cp", classPath()));
        command.addAll(flags);
        command.add(program.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(placement.environment());
        // An abort otherwise starts a debugger, where one is installed, to print its stack.
        builder.environment().put("GGML_NO_BACKTRACE", "1");
        try {
            return new WorkerProcess(builder.start(), patience);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the engine's process: " + e.getMessage(), e);
        }
    }

    /// Absolute: nothing keeps the worker in our working folder.
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(entry.endsWith("*") ? entry : Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private WorkerProcess(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        this.out = new Frames.Out(process.getOutputStream());
        thread("reports", this::listen);
        thread("log", this::keepLog);
    }

    private void thread(String name, Runnable body) {
        Thread.ofPlatform().daemon().name("engine " + process.pid() + " " + name).start(body);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return dead == null;
    }

    int inFlight() {
        return owed.size();
    }

    /// Waits until the model is loaded.
    ///
    /// @return what the engine says of itself
    /// @throws IllegalArgumentException when it cannot be loaded, with the engine's reason
    /// @throws Died                     when the process ended before it was
    Map<String, String> awaitReady() throws InterruptedException, Died {
        try {
            return ready.get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    /// Sends a command and waits for its answer; an interrupted wait gives the command up.
    Object ask(LongFunction<Wire.Command> command) throws InterruptedException, Died {
        long id = ids.incrementAndGet();
        Owed mine = new Owed();
        if (owed.isEmpty()) {
            lastMove = System.nanoTime();
        }
        owed.put(id, mine);
        if (dead != null) {
            owed.remove(id);
            throw new Died(dead, false);
        }
        try {
            out.write(Wire.bytes(command.apply(id)));
            return mine.answer.get();
        } catch (IOException e) {
            // The pipe is closed: the process is dead or dying, and its end is told by the thread that listens.
            try {
                return mine.answer.get();
            } catch (ExecutionException told) {
                throw cause(told);
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } catch (InterruptedException e) {
            giveUp(id);
            throw e;
        } finally {
            owed.remove(id);
        }
    }

    private void giveUp(long id) {
        try {
            out.write(Wire.bytes(new Wire.Command.Cancel(id)));
        } catch (IOException e) {
            // It is dead already: nothing is left to give up.
        }
    }

    private static Died cause(ExecutionException e) {
        return switch (e.getCause()) {
            case Died died -> died;
            case RuntimeException other -> throw other;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }

    /// Ends the process when it has stood still for too long with work in hand.
    void watch() {
        boolean busy = !owed.isEmpty() || !ready.isDone();
        if (busy && isAlive() && System.nanoTime() - lastMove > patience.toNanos()) {
            end("it did not move for " + patience.toSeconds() + " s");
        }
    }

    /// Asks the process to end by closing its input, and makes sure that it does.
    void close() {
        if (dead == null) {
            dead = "it was closed";
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void end(String reason) {
        if (dead == null) {
            dead = reason;
        }
        process.destroyForcibly();
    }

    private void listen() {
        long steps = -1;
        try {
            Frames.In in = new Frames.In(process.getInputStream());
            for (Optional<byte[]> message = in.read(); message.isPresent(); message = in.read()) {
                switch (Wire.report(message.get())) {
                    case Wire.Report.Beat(long now) -> {
                        // While the model loads there are no steps: to be alive is to move.
                        if (now != steps || !ready.isDone()) {
                            lastMove = System.nanoTime();
                        }
                        steps = now;
                    }
                    case Wire.Report.Started(long id) -> started(id, true);
                    case Wire.Report.Waiting(long id) -> started(id, false);
                    case Wire.Report.Answered(long id, Completion completion) -> answer(id, completion);
                    case Wire.Report.Counted(long id, int tokens) -> answer(id, tokens);
                    case Wire.Report.CountedEach(long id, List<Integer> tokens) -> answer(id, tokens);
                    case Wire.Report.Tokens tokens -> answer(tokens.id(), tokens);
                    case Wire.Report.Ready(Map<String, String> facts) -> {
                        lastMove = System.nanoTime();
                        ready.complete(facts);
                    }
                    case Wire.Report.Refused(String reason) -> ready.completeExceptionally(new IllegalArgumentException(reason));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            remember("its reports cannot be read: " + e.getMessage());
        }
        buried();
    }

    private void started(long id, boolean now) {
        Owed one = owed.get(id);
        if (one != null) {
            one.started = now;
        }
    }

    private void answer(long id, Object answer) {
        lastMove = System.nanoTime();
        Owed one = owed.get(id);
        if (one != null) {
            one.answer.complete(answer);
        }
    }

    /// The process has closed its reports: it is dead, or useless.
    private void buried() {
        process.destroyForcibly();
        int status;
        try {
            status = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = -1;
        }
        if (dead == null) {
            dead = described(status);
        }
        ready.completeExceptionally(new Died(dead, false));
        owed.values().forEach(one -> one.answer.completeExceptionally(new Died(dead, one.started)));
    }

    /// The exit status in words, and what the engine said last that tells a cause.
    private String described(int status) {
        String end = switch (status) {
            case 128 + 6 -> "abort";
            case 128 + 9 -> "killed, perhaps for memory";
            case 128 + 11 -> "segmentation fault";
            default -> status > 128 && status < 160 ? "signal " + (status - 128) : "exit status " + status;
        };
        synchronized (log) {
            return log.stream().filter(line -> line.contains("GGML_ASSERT") || line.contains("Exception") || line.contains("what():")
                            || line.contains("Error:") || line.contains("error:"))
                    .findFirst().map(line -> end + ": " + line).orElse(end);
        }
    }

    private void keepLog() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            // A line without an end must not fill the memory.
            char[] part = new char[LOG_WIDTH];
            StringBuilder line = new StringBuilder();
            for (int read = lines.read(part); read >= 0; read = lines.read(part)) {
                for (int i = 0; i < read; i++) {
                    if (part[i] == '\n') {
                        remember(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LOG_WIDTH) {
                        line.append(part[i]);
                    }
                }
            }
        } catch (IOException e) {
            remember("its log cannot be read: " + e.getMessage());
        }
    }

    private void remember(String line) {
        synchronized (log) {
            if (log.size() < LOG_LINES && !line.isBlank()) {
                log.add(line.strip());
            }
        }
    }
}

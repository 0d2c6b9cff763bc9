package dev.glossa.harness.backend.llama;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;

import dev.glossa.harness.Backend.PromptToken;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Prompt;

/// One worker and its successors: a worker that dies is replaced, and the prompts that it took along are asked once more,
/// each alone, so that the one that kills engines is known.
final class Lane {
    private static final int MOST_LOSSES = 2;
    /// So many deaths without one answer between them are no prompt's fault.
    private static final int MOST_DEATHS = 12;

    private final EngineOptions options;
    private final Placement placement;
    private final Duration patience;
    /// Shared by those who ask as usual; held alone by one who asks alone. Fair: who lost an engine goes first.
    private final ReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile WorkerProcess worker;
    private volatile boolean closed;

    Lane(EngineOptions options, Placement placement, Duration patience) {
        this.options = options;
        this.placement = placement;
        this.patience = patience;
        this.worker = WorkerProcess.start(options, placement, patience);
    }

    /// How many are asking or wait for it.
    int load() {
        return asking.get();
    }

    /// The process that is there now; tests end it.
    WorkerProcess worker() {
        return worker;
    }

    /// Waits for the first worker.
    Map<String, String> awaitReady() throws InterruptedException {
        try {
            return worker.awaitReady();
        } catch (WorkerProcess.Died e) {
            throw new IllegalArgumentException(options.model() + ": the engine died while it loaded the model: " + e.getMessage());
        }
    }

    Completion ask(Prompt prompt) throws InterruptedException {
        return (Completion) ask(id -> new Wire.Command.Ask(id, prompt), true);
    }

    int count(String text) throws InterruptedException {
        return (Integer) ask(id -> new Wire.Command.Count(id, text), false);
    }

    /// The tokens of a context; empty where it cannot be read, as a chat without a template.
    Optional<List<PromptToken>> read(Prompt.Context context) throws InterruptedException {
        return ask(id -> new Wire.Command.Read(id, context), false) instanceof Wire.Report.Tokens tokens ? Optional.of(tokens.tokens()) : Optional.empty();
    }

    /// @param mayFail whether a second loss is an answer, or the end
    private Object ask(LongFunction<Wire.Command> command, boolean mayFail) throws InterruptedException {
        asking.incrementAndGet();
        try {
            int losses = 0;
            while (true) {
                var turn = losses == 0 ? turns.readLock() : turns.writeLock();
                turn.lockInterruptibly();
                try {
                    Object answer = alive().ask(command);
                    deaths.set(0);
                    return answer;
                } catch (WorkerProcess.Died e) {
                    if (closed) {
                        throw new IllegalStateException("the engine was closed");
                    }
                    if ((e.suspect || !mayFail) && ++losses == MOST_LOSSES) {
                        return lost(e.getMessage(), mayFail);
                    }
                } finally {
                    turn.unlock();
                }
            }
        } finally {
            asking.decrementAndGet();
        }
    }

    private static Completion lost(String reason, boolean mayFail) {
        if (!mayFail) {
            throw new IllegalStateException("the engine died over a text whose tokens were to be counted: " + reason);
        }
        return new Completion.Failed("engine died: " + reason);
    }

    /// The worker, or a new one where it is dead.
    private synchronized WorkerProcess alive() throws InterruptedException, WorkerProcess.Died {
        if (!worker.isAlive() && !closed) {
            worker.close();
            if (deaths.incrementAndGet() > MOST_DEATHS) {
                throw new IllegalArgumentException(options.model() + ": the engine died " + MOST_DEATHS + " times without an answer between; what was answered is kept");
            }
            worker = WorkerProcess.start(options, placement, patience);
            worker.awaitReady();
        }
        return worker;
    }

    void watch() {
        worker.watch();
    }

    void close() {
        closed = true;
        worker.close();
    }
}

package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A model on a server of its own, started for it and stopped after it: `serve:FILE.yaml`.
///
/// When the server dies, its prompts are asked again on the next one; a prompt that was twice in flight at a death is asked
/// alone, and a third death is its own doing. The number of servers started is bounded.
final class ServeBackend implements Backend {
    private static final System.Logger LOG = System.getLogger(ServeBackend.class.getName());

    private record Running(ServerProcess process, HttpBackend backend) {
        void close() {
            backend.close();
            process.close();
        }
    }

    private final ServeFile file;
    private final Path log;
    private final HttpOptions options;
    private final Optional<String> revision;
    private final Identity identity;
    private final ReentrantLock starting = new ReentrantLock();
    private final ReentrantReadWriteLock alone = new ReentrantReadWriteLock();
    private volatile Running running;
    private int restarts;

    /// @param environment where keys come from
    ServeBackend(ServeFile file, Path log, Optional<String> revision, Map<String, String> environment) throws InterruptedException {
        this.file = file;
        this.log = log;
        this.revision = revision.or(() -> file.model().flatMap(model -> Weights.digest(Path.of(model))));
        Map<String, String> given = new LinkedHashMap<>(file.options());
        file.served().ifPresent(name -> given.put("model", name));
        this.options = HttpOptions.of(new ModelUri("http", "//127.0.0.1:1" + file.api(), given), environment);
        this.running = start();
        this.identity = running.backend().identity();
    }

    private Running start() throws InterruptedException {
        ServerProcess process = ServerProcess.start(file, log);
        try {
            try (Transport transport = new Transport(options.key(), Duration.ofSeconds(5), options.isEncrypted())) {
                process.await(transport);
            }
            return new Running(process, HttpBackend.open(options.at(java.net.URI.create(process.address())), revision, paceOf(process), process::isAlive));
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /// A pause ends when the server does.
    private static Pace paceOf(ServerProcess process) {
        return new Pace() {
            @Override
            public long nanos() {
                return SYSTEM.nanos();
            }

            @Override
            public Instant now() {
                return SYSTEM.now();
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                process.pause(time);
            }

            @Override
            public double jitter() {
                return SYSTEM.jitter();
            }
        };
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        for (int deaths = 0; ; deaths++) {
            boolean byItself = deaths >= 2;
            (byItself ? alone.writeLock() : alone.readLock()).lockInterruptibly();
            try {
                Running now = alive();
                Completion completion;
                try {
                    completion = now.backend().complete(request);
                } catch (RuntimeException e) {
                    if (now.process().isAlive()) {
                        throw e;
                    }
                    completion = new Completion.Failed("the server died");
                }
                if (!(completion instanceof Completion.Failed) || now.process().isAlive()) {
                    return completion;
                }
                if (byItself) {
                    return new Completion.Failed("the server dies of this prompt");
                }
            } finally {
                (byItself ? alone.writeLock() : alone.readLock()).unlock();
            }
        }
    }

    /// The server, started again where it died.
    private Running alive() throws InterruptedException {
        Running now = running;
        if (now.process().isAlive()) {
            return now;
        }
        starting.lockInterruptibly();
        try {
            if (!running.process().isAlive()) {
                if (restarts >= file.restarts()) {
                    throw new IllegalArgumentException("the server died " + (restarts + 1) + " times, and restarts: " + file.restarts()
                            + " is all it gets" + running.process().lastWords());
                }
                restarts++;
                LOG.log(System.Logger.Level.WARNING, "the server died and is started again, {0} of {1}{2}", restarts, file.restarts(), running.process().lastWords());
                running.close();
                Running next = start();
                if (!next.backend().identity().equals(identity)) {
                    next.close();
                    throw new IllegalArgumentException("the server came back as another: " + next.backend().identity() + " after " + identity);
                }
                running = next;
            }
            return running;
        } finally {
            starting.unlock();
        }
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int parallelism() {
        return running.backend().parallelism();
    }

    @Override
    public Optional<String> refusal(Prompt prompt) {
        return running.backend().refusal(prompt);
    }

    @Override
    public Optional<String> mode(Prompt prompt) {
        return running.backend().mode(prompt);
    }

    @Override
    public OptionalInt countTokens(String text) {
        return running.backend().countTokens(text);
    }

    @Override
    public Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
        return alive().backend().promptTokens(context);
    }

    @Override
    public Optional<Fingerprint> fingerprint() throws InterruptedException {
        return alive().backend().fingerprint();
    }

    @Override
    public void close() {
        running.close();
    }
}

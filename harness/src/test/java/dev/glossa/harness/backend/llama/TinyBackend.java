package dev.glossa.harness.backend.llama;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Assumptions;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Request;
import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.TinyModels;

/// A real engine with a tiny model, opened through the door that users use.
record TinyBackend(LlamaBackend backend) implements AutoCloseable {
    static Path library() {
        Optional<Path> library = EngineLibrary.find();
        Assumptions.assumeTrue(library.isPresent(), "the native engine is not installed");
        return library.orElseThrow();
    }

    static TinyBackend open(Path folder, TinyModels.Architecture architecture, String options) {
        Path file = folder.resolve(architecture + ".gguf");
        TinyModels.write(file, architecture, 7);
        return open(file, options);
    }

    static TinyBackend open(Path file, String options) {
        library();
        return new TinyBackend((LlamaBackend) Registry.open(ModelUri.parse("llama:" + file + "?" + (options.contains("threads=") ? "" : "threads=1&") + options),
                Backend.Settings.on(LocalDate.of(2026, 11, 23))));
    }

    Completion ask(Prompt prompt) {
        try {
            return backend.complete(new Request(new Key("test/sw/0001", 0, ""), prompt));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Completion.Text text(Prompt.Context context, Decoding decoding) {
        return (Completion.Text) ask(new Prompt.Generation(context, decoding));
    }

    Completion.Text text(String user, int maxTokens) {
        return text(Prompt.user(user), Decoding.greedy(maxTokens));
    }

    List<Double> likelihoods(String context, String... continuations) {
        return ((Completion.Likelihoods) ask(new Prompt.Ranking(new Prompt.Context.Plain(context), List.of(continuations)))).values();
    }

    /// All at once; answers in order.
    List<Completion> askAll(List<? extends Prompt> prompts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Completion>> futures = new ArrayList<>();
            for (Prompt prompt : prompts) {
                futures.add(threads.submit(() -> ask(prompt)));
            }
            List<Completion> answers = new ArrayList<>();
            for (Future<Completion> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    WorkerProcess worker() {
        return backend.lanes().getFirst().worker();
    }

    @Override
    public void close() {
        backend.close();
    }
}

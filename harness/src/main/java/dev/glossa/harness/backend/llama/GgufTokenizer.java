package dev.glossa.harness.backend.llama;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.glossa.harness.TokenCounter;
import dev.glossa.harness.gguf.Gguf;

/// The tokenizer of a GGUF file, with or without weights, as llama.cpp cuts with it: in a process of its own, since native
/// code reads the file.
public final class GgufTokenizer implements TokenCounter, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long WATCH_MILLIS = 500;
    /// Characters of text that travel together.
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Path file;
    private final WorkerProcess worker;
    private final Map<String, String> facts;
    private final Thread watcher;

    private GgufTokenizer(Path file, WorkerProcess worker) throws InterruptedException {
        this.file = file;
        this.worker = worker;
        this.watcher = Thread.ofVirtual().name("tokenizer watcher").start(this::watch);
        try {
            this.facts = worker.awaitReady();
        } catch (WorkerProcess.Died e) {
            close();
            throw new IllegalArgumentException(file + ": llama.cpp died while it read the vocabulary: " + e.getMessage());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// @param engine folder of a llama.cpp build
    /// @throws IllegalArgumentException when the file holds no vocabulary that can be used, saying why
    public static GgufTokenizer open(Path file, Path engine) throws InterruptedException {
        Gguf.read(file);
        return new GgufTokenizer(file, WorkerProcess.start(VocabularyWorker.class,
                List.of(engine.toString(), file.toAbsolutePath().toString()), PATIENCE));
    }

    /// Number of tokens in the vocabulary.
    public int size() {
        return Integer.parseInt(facts.get("vocabulary"));
    }

    /// Such as `llama.cpp 0.5.0`.
    public String engine() {
        return facts.get("engine");
    }

    @Override
    public int count(String text) {
        return counts(List.of(text)).getFirst();
    }

    @Override
    public List<Integer> counts(List<String> texts) {
        List<Integer> counts = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); ) {
            int to = from;
            for (int characters = 0; to < texts.size() && (to == from || characters + texts.get(to).length() <= MOST_CHARACTERS); to++) {
                characters += texts.get(to).length();
            }
            counts.addAll(ask(texts.subList(from, to)));
            from = to;
        }
        return counts;
    }

    @SuppressWarnings("unchecked")
    private List<Integer> ask(List<String> texts) {
        try {
            return (List<Integer>) worker.ask(id -> new Wire.Command.CountEach(id, texts));
        } catch (WorkerProcess.Died e) {
            throw new IllegalArgumentException("%s: llama.cpp died over one of %d texts, from '%.40s': %s".formatted(
                    file, texts.size(), texts.getFirst().replace('\n', ' '), e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tokens were counted", e);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(WATCH_MILLIS);
                worker.watch();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        worker.close();
    }
}

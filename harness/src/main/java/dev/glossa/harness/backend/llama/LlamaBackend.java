package dev.glossa.harness.backend.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Signature;
import dev.glossa.harness.gguf.Gguf;
import dev.glossa.harness.jinja.ChatTemplate;
import dev.glossa.harness.jinja.TemplateException;

/// A GGUF model run by llama.cpp in worker processes of ours.
final class LlamaBackend implements Backend {
    private static final long WATCH_MILLIS = 250;

    private final EngineOptions options;
    private final List<Lane> lanes;
    private final Optional<String> noChat;
    private final List<String> digests;
    private final Identity identity;
    private final int parallel;
    private final Thread watcher;

    /// @param files  all parts of the model
    /// @param source where the model is from, for the manifest
    /// @param lanes  workers that are loading the model
    LlamaBackend(EngineOptions options, Gguf model, List<Path> files, Map<String, String> source, List<Lane> lanes) {
        this.options = options;
        this.lanes = lanes;
        this.watcher = Thread.ofVirtual().name("engine watcher").start(this::watch);
        try {
            this.noChat = noChat(model);
            // Read while the workers load it: both want the same bytes.
            this.digests = files.stream().map(LlamaBackend::sha256).toList();
            Map<String, String> details = new TreeMap<>(options.details());
            details.putAll(source);
            if (digests.size() > 1) {
                details.put("shards", String.join(" ", digests));
            }
            details.put("architecture", model.architecture().orElse("unknown"));
            int most = 1;
            for (Lane lane : lanes) {
                Map<String, String> facts = lane.awaitReady();
                most = Math.max(most, Integer.parseInt(facts.get(Worker.PARALLEL)));
                details.putAll(facts);
            }
            details.remove(Worker.PARALLEL);
            this.parallel = most;
            this.identity = new Identity(name(options.model()), Optional.of(digest(digests)), details);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine loaded " + options.model(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public Identity identity() {
        return identity;
    }

    /// Twice what is computed at once, so that the next prompt is tokenized when a sequence gets free.
    @Override
    public int parallelism() {
        return 2 * parallel * lanes.size();
    }

    @Override
    public Optional<String> refusal(Prompt prompt) {
        return prompt.context() instanceof Prompt.Context.Chat ? noChat : Optional.empty();
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        return leastLoaded().ask(request.prompt());
    }

    @Override
    public OptionalInt countTokens(String text) {
        try {
            return OptionalInt.of(leastLoaded().count(text));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
        return leastLoaded().read(context);
    }

    private Lane leastLoaded() {
        return lanes.stream().min(Comparator.comparingInt(Lane::load)).orElseThrow();
    }

    /// The workers; tests end them.
    List<Lane> lanes() {
        return lanes;
    }

    @Override
    public void close() {
        watcher.interrupt();
        lanes.forEach(Lane::close);
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(WATCH_MILLIS);
                lanes.forEach(Lane::watch);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private static Optional<String> noChat(Gguf model) {
        try {
            return model.chatTemplate().map(ChatTemplate::parse).isPresent() ? Optional.empty()
                    : Optional.of(model.file() + " has no chat template; ask it with --plain");
        } catch (TemplateException e) {
            return Optional.of(model.file() + ": its chat template cannot be read (" + e.getMessage() + "); ask it with --plain");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.gguf$", "");
    }

    /// The sha256 of each file of the model.
    List<String> digests() {
        return digests;
    }

    /// What pins the weights: the file's sha256 or, of a model in parts, that of its parts' sha256s in hexadecimal, a line each.
    private static String digest(List<String> files) {
        return files.size() == 1 ? files.getFirst() : Signature.sha256((String.join("\n", files) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 18];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

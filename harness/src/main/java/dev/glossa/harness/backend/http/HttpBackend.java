package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Fingerprint;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.http.HttpOptions.Ranking;
import dev.glossa.harness.backend.http.ServerKind.Trait;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.Concurrently;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A model behind OpenAI's chat and completions interface.
final class HttpBackend implements Backend {
    /// Answers of this many tokens take long enough that a proxy in between may take the silence for death.
    private static final int LONG_ANSWER = 1024;

    /// A language or two, a sum and a list: answers that differ between models, and begin alike for one.
    private static final List<String> FIXED = List.of(
            "Count from one to ten in English words.",
            "የሳምንቱን ቀናት በአማርኛ ዘርዝር።",
            "17 × 23 = ?",
            "Name five animals, one on each line.");
    private static final Decoding BRIEF = new Decoding(0, 1, 0, 0, 16, 0, List.of(), Decoding.Format.FREE, true);

    private final HttpOptions options;
    private final Server server;
    private final Identity identity;
    private final Transport transport;
    private final Delivery delivery;
    private final Payload payload;
    private final Answer answer;
    private final int parallelism;
    private final ReentrantLock proving = new ReentrantLock();
    private Ranker ranker;

    private HttpBackend(HttpOptions options, Server server, Optional<String> revision, Transport transport, Pace pace, BooleanSupplier there) {
        this.options = options;
        this.server = server;
        this.identity = identity(server, options, revision);
        this.transport = transport;
        int each = options.parallel().orElse(server.slots().orElse(server.kind().parallel()));
        this.parallelism = each * options.addresses().size();
        List<Endpoint> endpoints = options.addresses().stream().map(address -> server.kind().has(Trait.QUEUES) ? new Endpoint(address, each, each) : new Endpoint(address, each)).toList();
        this.delivery = new Delivery(new Endpoints(endpoints, options.outage(), pace), transport, options.key(),
                options.attempts(), options.outage(), server.known(), pace, there);
        this.payload = new Payload(server.model(), server.kind(), options.thinking(), options.omit());
        this.answer = new Answer(options.key(), server.end());
    }

    /// Asks each address what it is.
    ///
    /// @throws IllegalArgumentException when one cannot be reached, refuses the key or differs from the others
    static HttpBackend open(HttpOptions options, Optional<String> revision, Pace pace) throws InterruptedException {
        return open(options, revision, pace, () -> true);
    }

    /// @param there whether anything is there to ask; where nothing is, prompts fail at once
    static HttpBackend open(HttpOptions options, Optional<String> revision, Pace pace, BooleanSupplier there) throws InterruptedException {
        Transport transport = new Transport(options.key(), options.timeout(), options.isEncrypted());
        try {
            Server first = null;
            for (URI address : options.addresses()) {
                Server server = Server.of(new Endpoint(address, 1), options.kind(), options.model(), page -> look(transport, options.key(), page));
                if (first != null && (server.kind() != first.kind() || !server.model().equals(first.model()) || !server.weights().equals(first.weights()))) {
                    throw new IllegalArgumentException("%s serves %s by %s, and %s serves %s by %s: addresses of one model serve the same".formatted(
                            options.addresses().getFirst(), first.model(), first.kind().wire(), address, server.model(), server.kind().wire()));
                }
                first = first == null ? server : first;
            }
            return new HttpBackend(options, first, revision, transport, pace, there);
        } catch (RuntimeException | InterruptedException e) {
            transport.close();
            throw e;
        }
    }

    /// The list of models tells at once whether the address and the key are right; what other pages are missing is no matter.
    private static Optional<JsonNode> look(Transport transport, ApiKey key, URI page) throws InterruptedException {
        boolean decides = page.getPath().endsWith("/models");
        try {
            Transport.Reply reply = transport.get(page);
            if (decides) {
                switch (Outcome.ofStatus(reply, Instant.EPOCH, key)) {
                    case Outcome.Hopeless<?>(String why) when reply.status() != 404 && reply.status() != 405 ->
                            throw new IllegalArgumentException(page + ": " + key.removedFrom(why));
                    case Outcome.Broken<?> broken -> throw new IllegalArgumentException(page + ": not ready: " + key.removedFrom(broken.reason()));
                    case Outcome<?> _ -> { }
                }
            }
            return reply.status() == 200 ? Optional.of(Json.MAPPER.readTree(key.removedFromAnswer(Delivery.text(reply.body())))) : Optional.empty();
        } catch (IOException e) {
            if (decides) {
                throw new IllegalArgumentException(page + ": cannot be reached: "
                        + Outcome.oneLine(key.removedFrom(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())), e);
            }
            return Optional.empty();
        } catch (Unreadable | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Identity identity(Server server, HttpOptions options, Optional<String> revision) {
        Map<String, String> details = new TreeMap<>();
        details.put("server", server.kind().wire());
        server.version().ifPresent(version -> details.put("version", version));
        server.context().ifPresent(context -> details.put("context", Integer.toString(context)));
        server.template().ifPresent(template -> details.put("template", template));
        details.put("thinking", options.thinking().map(on -> on ? "on" : "off").orElse("default"));
        if (!options.omit().isEmpty()) {
            details.put("omitted", String.join(",", options.omit()));
        }
        return new Identity(server.model(), revision.or(server::weights), details);
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public Optional<String> refusal(Prompt prompt) {
        return uninterrupted(() -> switch (prompt) {
            case Prompt.Generation(Prompt.Context context, Decoding decoding) -> Payload.refusal(server.kind(), context, decoding);
            case Prompt.Ranking ranking -> ranker().refusal(ranking);
        }).map(why -> options.addresses().getFirst() + " (" + server.kind().wire() + ") " + why);
    }

    @Override
    public Optional<String> mode(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Generation _ -> Optional.empty();
            case Prompt.Ranking _ -> uninterrupted(() -> ranker().mode());
        };
    }

    @Override
    public OptionalInt countTokens(String text) {
        Optional<int[]> tokens = uninterrupted(() -> new Tokenizer(delivery, payload).tokens(text, false));
        return tokens.isPresent() ? OptionalInt.of(tokens.get().length) : OptionalInt.empty();
    }

    @Override
    public Optional<List<PromptToken>> promptTokens(Prompt.Context context) throws InterruptedException {
        return new Tokenizer(delivery, payload).promptTokens(context);
    }

    @Override
    public Optional<Fingerprint> fingerprint() throws InterruptedException {
        Decoding decoding = server.kind().has(Trait.LOGPROBS) && !options.omit().contains("logprobs") ? BRIEF : Decoding.greedy(BRIEF.maxTokens());
        // All at once: one after the other, they would be most of the time of a short run.
        Fingerprint.Answer[] answers = new Fingerprint.Answer[FIXED.size()];
        Concurrently.unordered(IntStream.range(0, answers.length).iterator(), answers.length, i -> {
            byte[] request = payload.chat((Prompt.Context.Chat) Prompt.user(FIXED.get(i)), decoding, false);
            Completion completion = delivery.tried(endpoint -> endpoint.at("/chat/completions"), request, body -> answer.chat(Answer.reply(body), decoding), Completion.Failed::new);
            answers[i] = completion instanceof Completion.Text text ? new Fingerprint.Answer(text.reasoning().orElse("") + text.text(), text.tokens()) : null;
            return i;
        }, _ -> { });
        return Arrays.stream(answers).allMatch(Objects::nonNull) ? Optional.of(new Fingerprint(List.of(answers))) : Optional.empty();
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        return switch (request.prompt()) {
            case Prompt.Generation(Prompt.Context context, Decoding decoding) -> generate(context, decoding);
            case Prompt.Ranking ranking -> ranker().rank(ranking);
        };
    }

    /// The way in which this server weighs continuations, proved before the first one is.
    private Ranker ranker() throws InterruptedException {
        proving.lockInterruptibly();
        try {
            if (ranker == null) {
                ranker = proved();
            }
            return ranker;
        } finally {
            proving.unlock();
        }
    }

    private Ranker proved() throws InterruptedException {
        if (options.ranking() == Ranking.LETTERS) {
            return new LetterRanker(delivery, payload);
        }
        if (!server.kind().has(Trait.COMPLETIONS)) {
            return new Ranker.None("takes chats only and cannot weigh continuations of a text");
        }
        String reason = "";
        if (options.ranking() != Ranking.TOKENS) {
            EchoRanker.Proof proof = EchoRanker.prove(delivery, payload);
            if (proof.ranker().isPresent()) {
                return proof.ranker().get();
            }
            reason = proof.evidence();
        }
        if (options.ranking() != Ranking.ECHO) {
            TokenRanker.Proof proof = TokenRanker.prove(delivery, payload);
            if (proof.ranker().isPresent()) {
                return proof.ranker().get();
            }
            reason += (reason.isEmpty() ? "" : "; ") + proof.evidence();
        }
        return new Ranker.None("cannot weigh continuations: " + reason + "; vllm and sglang servers and llama: models can");
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    /// For answers that are wanted where no one expects to be interrupted.
    private static <T> T uninterrupted(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking a server", e);
        }
    }

    private Completion generate(Prompt.Context context, Decoding decoding) throws InterruptedException {
        boolean stream = streams(decoding);
        return switch (context) {
            case Prompt.Context.Chat chat -> delivery.post(endpoint -> endpoint.at("/chat/completions"), payload.chat(chat, decoding, stream),
                    body -> answer.chat(stream ? EventStream.reply(body) : Answer.reply(body), decoding), Completion.Failed::new);
            case Prompt.Context.Plain(String text) -> delivery.post(endpoint -> endpoint.at("/completions"), payload.completion(text, decoding, stream),
                    body -> answer.completion(stream ? EventStream.reply(body) : Answer.reply(body), decoding), Completion.Failed::new);
        };
    }

    private boolean streams(Decoding decoding) {
        return switch (options.stream()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> decoding.maxTokens() > LONG_ANSWER && server.kind().has(Trait.STREAM_USAGE)
                    && options.addresses().stream().anyMatch(address -> address.getScheme().equals("https"));
        };
    }

    /// Without the key, which the options hold.
    @Override
    public String toString() {
        return "HttpBackend[" + options.addresses() + ", " + identity + "]";
    }

    @Override
    public void close() {
        transport.close();
    }
}

package dev.glossa.harness.backend.http;

import dev.glossa.harness.Backend;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Decoding;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.backend.http.HttpOptions.Stream;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A model behind OpenAI's chat and completions interface.
final class HttpBackend implements Backend {
    /// Answers of this many tokens take long enough that a proxy in between may take the silence for death.
    private static final int LONG_ANSWER = 1024;

    private final HttpOptions options;
    private final Server server;
    private final Identity identity;
    private final Transport transport;
    private final Delivery delivery;
    private final Payload payload;
    private final Answer answer;
    private final int parallelism;

    private HttpBackend(HttpOptions options, Server server, Optional<String> revision, Transport transport, Pace pace) {
        this.options = options;
        this.server = server;
        this.identity = identity(server, options, revision);
        this.transport = transport;
        int each = options.parallel().orElse(server.slots().orElse(server.kind().parallel()));
        this.parallelism = each * options.addresses().size();
        this.delivery = new Delivery(new Endpoints(options.addresses(), each, options.outage(), pace), transport, options.key(),
                options.attempts(), options.outage(), server.known(), pace);
        this.payload = new Payload(server.model(), server.kind(), options.thinking(), options.omit());
        this.answer = new Answer(options.key());
    }

    /// Asks each address what it is.
    ///
    /// @throws IllegalArgumentException when one cannot be reached, refuses the key or differs from the others
    static HttpBackend open(HttpOptions options, Optional<String> revision, Pace pace) throws InterruptedException {
        Transport transport = new Transport(options.key(), options.timeout());
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
            return new HttpBackend(options, first, revision, transport, pace);
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
                switch (Outcome.ofStatus(reply, Instant.EPOCH)) {
                    case Outcome.Hopeless<?>(String why) when reply.status() != 404 && reply.status() != 405 ->
                            throw new IllegalArgumentException(page + ": " + key.removedFrom(why));
                    case Outcome.Broken<?> broken -> throw new IllegalArgumentException(page + ": not ready: " + key.removedFrom(broken.reason()));
                    case Outcome<?> _ -> { }
                }
            }
            return reply.status() == 200 ? Optional.of(Json.MAPPER.readTree(Delivery.text(reply.body()))) : Optional.empty();
        } catch (IOException e) {
            if (decides) {
                throw new IllegalArgumentException(page + ": cannot be reached: "
                        + key.removedFrom(Outcome.oneLine(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())), e);
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
        Optional<String> reason = switch (prompt) {
            case Prompt.Generation(Prompt.Context context, Decoding decoding) -> Payload.refusal(server.kind(), context, decoding);
            case Prompt.Ranking _ -> Optional.of("cannot rank continuations");
        };
        return reason.map(why -> options.addresses().getFirst() + " (" + server.kind().wire() + ") " + why);
    }

    @Override
    public Completion complete(Request request) throws InterruptedException {
        return switch (request.prompt()) {
            case Prompt.Generation(Prompt.Context context, Decoding decoding) -> generate(context, decoding);
            case Prompt.Ranking _ -> new Completion.Failed(refusal(request.prompt()).orElseThrow());
        };
    }

    private Completion generate(Prompt.Context context, Decoding decoding) throws InterruptedException {
        boolean stream = streams(decoding);
        return switch (context) {
            case Prompt.Context.Chat chat -> delivery.post("/chat/completions", payload.chat(chat, decoding, stream),
                    body -> answer.chat(stream ? EventStream.reply(body) : Answer.reply(body), decoding), Completion.Failed::new);
            case Prompt.Context.Plain(String text) -> delivery.post("/completions", payload.completion(text, decoding, stream),
                    body -> answer.completion(stream ? EventStream.reply(body) : Answer.reply(body), decoding), Completion.Failed::new);
        };
    }

    private boolean streams(Decoding decoding) {
        return switch (options.stream()) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> decoding.maxTokens() > LONG_ANSWER && server.kind().has(ServerKind.Trait.STREAM_USAGE)
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

package dev.glossa.harness.backend.http;

import dev.glossa.harness.ModelUri;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// What a server's address says.
///
/// @param addresses where the model is, up to and with `/v1`; several serve the same model
/// @param model     the name the server knows it by; empty for the only one it has
/// @param kind      the kind of server; empty to find out
/// @param parallel  the most requests in flight at each address; empty for what suits the kind
/// @param timeout   for one request with its whole answer
/// @param attempts  the most requests made for one prompt
/// @param outage    how long no address may answer before the run is stopped
/// @param stream    whether answers are streamed
/// @param thinking  whether a model that can think aloud is told to; empty for what its template does by itself
/// @param ranking   how continuations are weighed
/// @param omit      fields that the server refuses and that are left out, such as `temperature`
record HttpOptions(
        List<URI> addresses,
        Optional<String> model,
        ApiKey key,
        Optional<ServerKind> kind,
        OptionalInt parallel,
        Duration timeout,
        int attempts,
        Duration outage,
        Stream stream,
        Optional<Boolean> thinking,
        Ranking ranking,
        Set<String> omit) {
    static final Set<String> NAMES = Set.of("model", "key_env", "key_file", "server", "parallel", "timeout", "attempts",
            "outage", "stream", "thinking", "ranking", "omit", "endpoint");
    private static final Set<String> CAN_BE_OMITTED = new TreeSet<>(Set.of(
            "temperature", "top_p", "top_k", "min_p", "seed", "stop", "repetition_penalty", "repeat_penalty", "chat_template_kwargs"));

    /// When answers are streamed.
    enum Stream {
        /// Where a long answer crosses a network whose proxies close quiet connections.
        AUTO,
        ON,
        OFF
    }

    /// How continuations are weighed.
    enum Ranking {
        /// [#ECHO] where the server can, else [#TOKENS], and never [#LETTERS].
        AUTO,
        /// By the log-probabilities of their tokens inside a prompt.
        ECHO,
        /// Where each is one token, by the log-probability of exactly that token as the next one: one request, not one each.
        TOKENS,
        /// By what the server lists as the most likely next tokens. Another measure, under a name of its own.
        LETTERS
    }

    static HttpOptions of(ModelUri uri, Map<String, String> environment) {
        uri.allowOnly(NAMES);
        List<URI> addresses = new ArrayList<>();
        addresses.add(address(uri.scheme() + ":" + uri.location()));
        uri.option("endpoint").ifPresent(more -> {
            for (String address : more.split(",", -1)) {
                addresses.add(address(address.strip()));
            }
        });
        if (Set.copyOf(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException(uri + ": one address stands there twice");
        }
        Set<String> omit = uri.option("omit").map(names -> (Set<String>) new TreeSet<>(List.of(names.split(",")))).orElse(Set.of());
        if (!CAN_BE_OMITTED.containsAll(omit)) {
            throw new IllegalArgumentException("omit=" + String.join(",", omit) + ": what can be left out of a request is " + CAN_BE_OMITTED);
        }
        return new HttpOptions(List.copyOf(addresses), uri.option("model"), ApiKey.of(uri, environment),
                uri.option("server").map(ServerKind::named),
                uri.option("parallel").isPresent() ? OptionalInt.of(uri.intOption("parallel", 1, 1, 4096)) : OptionalInt.empty(),
                Duration.ofSeconds(uri.intOption("timeout", 600, 1, 86_400)),
                uri.intOption("attempts", 10, 1, 100),
                Duration.ofSeconds(uri.intOption("outage", 600, 1, 86_400)),
                choice(uri, "stream", Map.of("auto", Stream.AUTO, "on", Stream.ON, "off", Stream.OFF), Stream.AUTO),
                choice(uri, "thinking", Map.of("off", Optional.of(false), "on", Optional.of(true), "default", Optional.empty()), Optional.of(false)),
                choice(uri, "ranking", Map.of("auto", Ranking.AUTO, "echo", Ranking.ECHO, "tokens", Ranking.TOKENS, "letters", Ranking.LETTERS), Ranking.AUTO),
                omit);
    }

    /// Whether an address is https.
    boolean isEncrypted() {
        return addresses.stream().anyMatch(address -> address.getScheme().equals("https"));
    }

    /// The same at another address.
    HttpOptions at(URI address) {
        return new HttpOptions(List.of(address), model, key, kind, parallel, timeout, attempts, outage, stream, thinking, ranking, omit);
    }

    private static <T> T choice(ModelUri uri, String name, Map<String, T> values, T absent) {
        String word = uri.option(name).orElse(null);
        if (word != null && !values.containsKey(word)) {
            throw new IllegalArgumentException(name + "=" + word + " in " + uri + ": it is one of " + new TreeSet<>(values.keySet()));
        }
        return word == null ? absent : values.get(word);
    }

    private static URI address(String text) {
        String trimmed = text.replaceAll("/+$", "");
        for (String path : List.of("/chat/completions", "/completions", "/models")) {
            if (trimmed.endsWith(path)) {
                throw new IllegalArgumentException(text + ": the address of a model ends before " + path + ": "
                        + trimmed.substring(0, trimmed.length() - path.length()));
            }
        }
        try {
            URI uri = URI.create(trimmed);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new IllegalArgumentException("'" + text + "' is no address of a server; one looks like https://HOST/v1 or http://127.0.0.1:8000/v1");
    }
}

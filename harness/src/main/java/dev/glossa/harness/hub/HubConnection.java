package dev.glossa.harness.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// One request to the hub and its answer, through whatever redirects. The user's token goes to the hub alone.
final class HubConnection implements AutoCloseable {
    /// The longest answer that is read into memory: a page of a listing, a word about an error.
    private static final int LONGEST = 64 << 20;
    private static final int REDIRECTS = 10;
    private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);

    /// @param from   the host that gave it
    /// @param commit what the hub says it is of
    record Reply(int status, HttpHeaders headers, byte[] body, URI from, Optional<String> commit) {}

    private final HubSettings settings;
    private final Duration stall;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    /// @param stall the longest time without a byte
    HubConnection(HubSettings settings, Duration stall) {
        if (settings.offline()) {
            throw new IllegalArgumentException("offline: no connection may be opened to " + settings.endpoint().getHost());
        }
        this.settings = settings;
        this.stall = stall;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(stall).executor(threads);
        settings.proxies().ifPresent(builder::proxy);
        this.client = builder.build();
    }

    /// An answer read into memory.
    Reply get(URI address) throws IOException, InterruptedException {
        AtomicLong received = new AtomicLong();
        return send(address, Optional.empty(), new Waiting() {
            @Override
            public HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
                received.incrementAndGet();
                return BodySubscribers.limiting(BodySubscribers.ofByteArray(), LONGEST);
            }

            @Override
            public long received() {
                return received.get();
            }
        });
    }

    /// The rest of a file, added to what is there of it; an answer of another kind is in the reply.
    Reply get(URI address, PartialFile file) throws IOException, InterruptedException {
        AtomicLong answers = new AtomicLong();
        return send(address, file.length() == 0 ? Optional.empty() : Optional.of("bytes=" + file.length() + "-"), new Waiting() {
            @Override
            public HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
                answers.incrementAndGet();
                boolean isRest = isRest(info, file.length());
                if (!isRest && info.statusCode() != 200) {
                    return BodySubscribers.limiting(BodySubscribers.ofByteArray(), LONGEST);
                }
                if (!isRest) {
                    file.restart();
                }
                return BodySubscribers.mapping(BodySubscribers.ofByteArrayConsumer(file), _ -> new byte[0]);
            }

            @Override
            public long received() {
                return answers.get() + file.length();
            }
        });
    }

    /// Whether an answer goes on where the file ends; a whole file from its start does not.
    private static boolean isRest(HttpResponse.ResponseInfo info, long length) {
        return info.statusCode() == 206 && info.headers().firstValue("Content-Range").filter(range -> range.startsWith("bytes " + length + "-")).isPresent();
    }

    /// Where an answer's bytes go, and how many came.
    private interface Waiting {
        HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info);

        long received();
    }

    private Reply send(URI address, Optional<String> range, Waiting waiting) throws IOException, InterruptedException {
        URI at = address;
        Optional<String> commit = Optional.empty();
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at).header("User-Agent", "glossa").header("Accept-Encoding", "identity");
            range.ifPresent(bytes -> request.header("Range", bytes));
            if (settings.trusts(at)) {
                settings.token().ifPresent(token -> request.header("Authorization", token.header()));
            }
            HttpResponse<byte[]> response = answer(request.build(), waiting);
            commit = commit.or(() -> response.headers().firstValue("X-Repo-Commit"));
            Optional<String> next = response.headers().firstValue("Location");
            if (!REDIRECT.contains(response.statusCode()) || next.isEmpty()) {
                return new Reply(response.statusCode(), response.headers(), response.body(), at, commit);
            }
            at = redirected(at, next.get());
        }
        throw new IOException("more than " + REDIRECTS + " redirects");
    }

    static URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            // The address may be signed: it is not shown.
            throw new IOException(from.getHost() + " redirects to what is no address");
        }
        boolean secure = "https".equalsIgnoreCase(to.getScheme());
        if (to.getHost() == null || !secure && !("http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme()))) {
            throw new IOException(from.getHost() + " redirects to where it is not safe to follow");
        }
        return to;
    }

    /// A request's own timeout ends with the headers; this one starts again with every byte.
    private HttpResponse<byte[]> answer(HttpRequest request, Waiting waiting) throws IOException, InterruptedException {
        long received = waiting.received();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, waiting::body);
        try {
            while (true) {
                try {
                    return answer.get(stall.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    long now = waiting.received();
                    if (now == received) {
                        throw new HttpTimeoutException("no byte within " + stall.toMillis() / 1000.0 + " s");
                    }
                    received = now;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        threads.close();
    }
}

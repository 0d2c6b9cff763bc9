package dev.glossa.harness.backend.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// One request and its whole answer.
///
/// HTTP/1.1 everywhere: over plain http the JDK's client would ask for an upgrade that inference servers complain about,
/// and over https one broken connection then costs one answer instead of all that share it. Redirects are not followed,
/// for they would carry the key to another host.
final class Transport implements AutoCloseable {
    /// No answer is longer than this, in bytes; what sends more is not answering.
    static final int LONGEST = 32 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    record Reply(int status, HttpHeaders headers, byte[] body) {}

    /// The client's own work on virtual threads too: handing it to a pool of platform threads costs a third more CPU time.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final ApiKey key;
    private final Duration deadline;

    /// @param encrypted whether an address is https; without, one is refused
    Transport(ApiKey key, Duration deadline, boolean encrypted) {
        this.key = key;
        this.deadline = deadline;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads);
        this.client = (encrypted ? builder : builder.sslContext(trustingNobody())).build();
    }

    /// The client reads every certificate of the machine as it is made.
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    Reply post(URI uri, byte[] json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(json)));
    }

    /// The request's own timeout ends with the headers; waiting for the future with a deadline covers a body that stalls.
    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        key.header().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            HttpResponse<byte[]> response = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer within " + BigDecimal.valueOf(deadline.toMillis(), 3).stripTrailingZeros().toPlainString() + " s");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Throwable other -> throw new IOException(other);
            }
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

package dev.glossa.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A hub on this machine that answers as the real one does: its API in pages, large files by a redirect to another host,
/// small ones by a redirect to itself, ranges, gates; and that fails as it is told to.
final class FakeHub implements AutoCloseable {
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    /// What `main` means once [#move] was called.
    static final String LATER = "89abcdef0123456789abcdef0123456789abcdef";
    /// Seconds that it asks to be left alone.
    static final int RETRY_AFTER = 7;
    private static final int PAGE = 5;

    /// What goes wrong with one request.
    enum Fault { NONE, BUSY, LIMITED, BROKEN, TORN, STALLED, FLIPPED, LONGER, WHOLE }

    /// One request, as it came.
    record Seen(boolean storage, String path, Optional<String> range, Optional<String> token) {}

    private record Repo(Map<String, byte[]> files, boolean gated) {}

    private volatile String main = COMMIT;

    private final HttpServer hub = server();
    private final HttpServer storage = server();
    private final Map<String, Repo> repos = new ConcurrentHashMap<>();
    /// What came wrong twice would be refused: a file is flipped once.
    private final Set<String> flipped = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    final Map<Fault, AtomicInteger> faults = new ConcurrentHashMap<>();
    /// Which fault the request of this number has, from 1.
    volatile Function<Integer, Fault> faulty = _ -> Fault.NONE;
    /// What is served in the place of a file's bytes.
    final Map<String, byte[]> replaced = new ConcurrentHashMap<>();
    /// How the list of files names a file.
    final Map<String, String> renamed = new ConcurrentHashMap<>();
    /// Told of every file that is about to be sent; may hold it up.
    volatile java.util.function.Consumer<Seen> sending = _ -> { };
    /// Sends only so many bytes of each large answer before the connection is held.
    volatile int heldAfter = Integer.MAX_VALUE;

    FakeHub() {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        hub.setExecutor(threads);
        storage.setExecutor(threads);
        hub.createContext("/", exchange -> answer(exchange, false));
        storage.createContext("/", exchange -> answer(exchange, true));
        hub.start();
        storage.start();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    /// @param name `datasets/ORG/NAME`, or `ORG/NAME` for a model
    FakeHub add(String name, boolean gated, Map<String, byte[]> files) {
        repos.put(name, new Repo(new LinkedHashMap<>(files), gated));
        return this;
    }

    /// A new commit of a repository; the old one can still be had by its name.
    void move(String name, Map<String, byte[]> files) {
        repos.put(at(name, LATER), new Repo(new LinkedHashMap<>(files), repos.get(name).gated()));
        main = LATER;
    }

    private static String at(String name, String commit) {
        return commit.equals(COMMIT) ? name : name + "@" + commit;
    }

    byte[] file(String repo, String path) {
        return repos.get(repo).files().get(path);
    }

    long count(String path) {
        return seen.stream().filter(one -> one.path().endsWith(path)).count();
    }

    private void answer(HttpExchange exchange, boolean fromStorage) throws IOException {
        Seen request = new Seen(fromStorage, URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")), Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
        seen.add(request);
        Fault fault = faulty.apply(requests.incrementAndGet());
        faults.computeIfAbsent(fault, _ -> new AtomicInteger()).incrementAndGet();
        try (exchange) {
            switch (fault) {
                case BUSY -> exchange.sendResponseHeaders(503, -1);
                case LIMITED -> {
                    exchange.getResponseHeaders().set("Retry-After", Integer.toString(RETRY_AFTER));
                    exchange.sendResponseHeaders(429, -1);
                }
                case BROKEN -> { }
                case NONE, TORN, STALLED, FLIPPED, LONGER, WHOLE -> route(exchange, request, fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, Seen request, Fault fault) throws IOException, InterruptedException {
        String path = request.path();
        if (request.storage()) {
            String[] parts = path.substring(1).split("/-/", 2);
            send(exchange, request, body(parts[0], parts[1]), fault);
        } else if (path.startsWith("/api/resolve-cache/")) {
            String[] parts = path.substring("/api/resolve-cache/".length()).split("/-/", 2);
            exchange.getResponseHeaders().set("X-Repo-Commit", parts[0].endsWith(LATER) ? LATER : COMMIT);
            exchange.getResponseHeaders().set("ETag", '"' + gitBlob(repos.get(parts[0]).files().get(parts[1])) + '"');
            send(exchange, request, body(parts[0], parts[1]), fault);
        } else if (path.startsWith("/api/")) {
            api(exchange, request, path.substring("/api/".length()).replaceFirst("^models/", ""), fault);
        } else {
            resolve(exchange, request, path.substring(1));
        }
    }

    private byte[] body(String repo, String path) {
        return replaced.getOrDefault(path, repos.get(repo).files().get(path));
    }

    private void api(HttpExchange exchange, Seen request, String path, Fault fault) throws IOException, InterruptedException {
        String[] parts = path.split("/revision/|/tree/", 2);
        String commit = parts[1].equals("main") || parts[1].equals("refs/convert/parquet") ? repos.containsKey(at(parts[0], main)) ? main : COMMIT : parts[1];
        Repo repo = repos.get(repos.containsKey(at(parts[0], commit)) ? at(parts[0], commit) : parts[0]);
        if (repo == null) {
            refuse(exchange, request.token().isEmpty() ? 401 : 404, "RepoNotFound");
        } else if (!repos.containsKey(at(parts[0], commit))) {
            refuse(exchange, 404, "RevisionNotFound");
        } else if (path.contains("/revision/")) {
            ObjectNode facts = Json.object().put("id", parts[0]).put("sha", commit);
            if (repo.gated()) {
                facts.put("gated", "auto");
            } else {
                facts.put("gated", false);
            }
            facts.putObject("cardData").put("license", "cc-by-sa-4.0");
            send(exchange, request, facts.toString().getBytes(StandardCharsets.UTF_8), fault);
        } else {
            int from = Optional.ofNullable(exchange.getRequestURI().getQuery()).filter(query -> query.contains("cursor="))
                    .map(query -> Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1"))).orElse(0);
            if (from + PAGE < repo.files().size()) {
                exchange.getResponseHeaders().set("Link", "<%s/api/%s?recursive=true&cursor=%d>; rel=\"next\"".formatted(address(),
                        (path.startsWith("datasets/") ? "" : "models/") + path, from + PAGE));
            }
            ArrayNode page = Json.MAPPER.createArrayNode();
            page.addObject().put("type", "directory").put("oid", "f".repeat(40)).put("size", 0).put("path", "folder");
            repo.files().entrySet().stream().skip(from).limit(PAGE).forEach(file -> page.add(entry(file.getKey(), file.getValue())));
            send(exchange, request, page.toString().getBytes(StandardCharsets.UTF_8), fault);
        }
    }

    private ObjectNode entry(String path, byte[] content) {
        ObjectNode entry = Json.object().put("type", "file").put("path", renamed.getOrDefault(path, path)).put("size", content.length);
        if (isLarge(path)) {
            entry.put("oid", "e".repeat(40));
            entry.putObject("lfs").put("oid", sha256(content)).put("size", content.length).put("pointerSize", 130);
        } else {
            entry.put("oid", gitBlob(content));
        }
        return entry;
    }

    private void resolve(HttpExchange exchange, Seen request, String path) throws IOException {
        String commit = path.contains("/resolve/" + LATER + "/") ? LATER : COMMIT;
        String[] parts = path.split("/resolve/" + commit + "/", 2);
        String key = at(parts[0], commit);
        Repo repo = repos.get(key);
        if (repo == null || parts.length < 2 || !repo.files().containsKey(parts[1])) {
            refuse(exchange, 404, "EntryNotFound");
            return;
        }
        if (repo.gated() && !request.token().equals(Optional.of("Bearer hf_good"))) {
            refuse(exchange, request.token().isEmpty() ? 401 : 403, "GatedRepo");
            return;
        }
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        byte[] content = repo.files().get(parts[1]);
        String raw = exchange.getRequestURI().getRawPath();
        String rest = raw.substring(raw.indexOf(commit) + commit.length() + 1);
        if (isLarge(parts[1])) {
            exchange.getResponseHeaders().set("X-Linked-Etag", '"' + sha256(content) + '"');
            exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:%d/%s/-/%s?Signature=secret-signature".formatted(
                    storage.getAddress().getPort(), key, rest));
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.getResponseHeaders().set("ETag", '"' + gitBlob(content) + '"');
            exchange.getResponseHeaders().set("Location", "/api/resolve-cache/" + key + "/-/" + rest);
            exchange.sendResponseHeaders(307, -1);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("X-Error-Code", code);
        exchange.sendResponseHeaders(status, -1);
    }

    private void send(HttpExchange exchange, Seen request, byte[] whole, Fault fault) throws IOException, InterruptedException {
        sending.accept(request);
        int from = fault == Fault.WHOLE ? 0 : request.range().map(range -> Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"))).orElse(0);
        if (from > 0 && from >= whole.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        // Not a copy: held answers of many killed processes would fill the memory.
        byte[] body = whole;
        int length = whole.length - from;
        if (fault == Fault.FLIPPED && length > 0 && !request.path().matches(".*/(tree|revision)/[^/]*") && flipped.add(request.path())) {
            body = whole.clone();
            body[from + length / 2] ^= 1;
        } else if (fault == Fault.LONGER) {
            length += 9;
            body = Arrays.copyOf(whole, from + length);
        }
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, whole.length - 1, whole.length));
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            // As Python's tools ask; ours never do.
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, length == 0 ? -1 : length);
        int sent = fault == Fault.TORN || fault == Fault.STALLED ? length / 2 : Math.min(length, heldAfter);
        exchange.getResponseBody().write(body, from, sent);
        exchange.getResponseBody().flush();
        if (fault == Fault.STALLED || fault != Fault.TORN && sent < length) {
            end.await();
        }
    }

    private static boolean isLarge(String path) {
        return path.endsWith(".parquet") || path.endsWith(".gguf") || path.endsWith(".bin");
    }

    static String sha256(byte[] content) {
        return hex("SHA-256", content);
    }

    static String gitBlob(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return hex("SHA-1", all);
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        end.countDown();
        hub.stop(0);
        storage.stop(0);
    }
}

package dev.glossa.reports.page;

import dev.glossa.harness.io.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A headless Chromium over the DevTools protocol: opens a page, looks at it as a reader would, and remembers what it
/// complained about and asked for.
final class Browser implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final String session;

    /// The browser of this machine; empty where there is none.
    static Optional<Path> installed() {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(java.io.File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    Browser(Path executable) {
        try {
            profile = Files.createTempDirectory("glossa-browser");
            process = new ProcessBuilder(executable.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                    "--disable-dev-shm-usage", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address(), new Listener()).get(SECONDS, TimeUnit.SECONDS);
            String target = call("Target.createTarget", Map.of("url", "about:blank"), null).path("targetId").asString();
            session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null).path("sessionId").asString();
            for (String domain : List.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")) {
                call(domain, Map.of());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private URI address() throws IOException {
        BufferedReader lines = new BufferedReader(new java.io.InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                // What else it prints must not fill the pipe.
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> { }));
                return URI.create(line.substring(at).strip());
            }
        }
        throw new IOException("the browser ended before it could be reached");
    }

    /// Opens a file, at a place in it such as `#samples`, and waits until it has loaded.
    Browser open(Path page, String place) {
        // By way of an empty page: of a move within one page no load is told.
        navigate("about:blank");
        complaints.clear();
        requests.clear();
        navigate(page.toUri() + place);
        return this;
    }

    private void navigate(String address) {
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", address));
        loaded.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    /// Lays the page out as on a screen of this size.
    Browser screen(int width, int height, boolean phone) {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        return this;
    }

    Browser dark(boolean dark) {
        call("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        return this;
    }

    /// The value of an expression; a promise is waited for.
    JsonNode value(String expression) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    String text(String expression) {
        return value(expression).asString("");
    }

    /// Waits until an expression is true.
    Browser until(String condition) {
        value("new Promise((done, failed) => { const end = Date.now() + " + SECONDS * 1000 + "; (function look() { if (" + condition
                + ") done(true); else if (Date.now() > end) failed(new Error('never: ' + " + Json.MAPPER.writeValueAsString(condition)
                + ")); else setTimeout(look, 20); })(); })");
        return this;
    }

    Browser key(String key) {
        int code = switch (key) {
            case "Enter" -> 13;
            case "Tab" -> 9;
            default -> 0;
        };
        call("Input.dispatchKeyEvent", Map.of("type", "rawKeyDown", "key", key, "code", key, "windowsVirtualKeyCode", code));
        if (key.equals("Enter")) {
            call("Input.dispatchKeyEvent", Map.of("type", "char", "text", "\r", "key", key));
        }
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
        return this;
    }

    byte[] screenshot() {
        return Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).path("data").asString());
    }

    /// Console errors and warnings, uncaught exceptions, refused scripts: since the page was opened.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Every address that the page asked for.
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return call(method, parameters, session);
    }

    private JsonNode call(String method, Map<String, Object> parameters, String inSession) {
        int id = ids.incrementAndGet();
        ObjectNode message = Json.object().put("id", id).put("method", method);
        message.set("params", Json.MAPPER.valueToTree(parameters));
        if (inSession != null) {
            message.put("sessionId", inSession);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        socket.sendText(message.toString(), true).orTimeout(SECONDS, TimeUnit.SECONDS).join();
        JsonNode reply = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (reply.has("error")) {
            throw new AssertionError(method + ": " + reply.path("error"));
        }
        return reply.path("result");
    }

    private void told(JsonNode message) {
        if (message.has("id")) {
            calls.remove(message.path("id").asInt()).complete(message);
            return;
        }
        JsonNode said = message.path("params");
        switch (message.path("method").asString("")) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" -> requests.add(said.path("request").path("url").asString());
            case "Runtime.exceptionThrown" -> complaints.add(said.path("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(said.path("entry").path("level").asString() + ": " + said.path("entry").path("text").asString());
            case "Runtime.consoleAPICalled" -> {
                if (!said.path("type").asString().equals("log")) {
                    complaints.add(said.toString());
                }
            }
            default -> { }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                told(Json.object(message.toString(), "DevTools"));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(profile)) {
                all.sorted(java.util.Comparator.reverseOrder()).forEach(files::add);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A profile that a dying browser still writes into stays in the temporary folder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

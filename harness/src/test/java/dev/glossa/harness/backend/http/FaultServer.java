package dev.glossa.harness.backend.http;

import dev.glossa.harness.io.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/// A server on loopback that answers by a script, and misbehaves in every way that sockets allow.
final class FaultServer implements AutoCloseable {
    /// @param number of the POST, from 1
    record Request(int number, String method, String path, Map<String, String> headers, String body) {
        ObjectNode json() {
            return Json.object(body, path);
        }
    }

    /// What the server does with one request.
    sealed interface Act {
        /// A whole answer.
        record Say(int status, List<String> headers, byte[] body) implements Act {}

        /// The first bytes of an answer whose headers promise all of it, and then the connection is closed.
        record Half(Say say, int bytes) implements Act {}

        /// The first bytes of an answer, and then nothing until the server is closed.
        record Stall(Say say, int bytes) implements Act {}

        /// An answer byte by byte.
        record Dribble(Say say) implements Act {}

        /// The connection is reset before any answer.
        record Reset() implements Act {}
    }

    interface Script {
        Act of(Request request) throws InterruptedException;
    }

    private static final int MOST_CONNECTIONS = 512;

    private final ServerSocket listening;
    private final Map<String, Act> pages = new ConcurrentHashMap<>();
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Semaphore connections = new Semaphore(MOST_CONNECTIONS);
    private final AtomicInteger posts = new AtomicInteger();
    private final List<Request> seen = new CopyOnWriteArrayList<>();

    private FaultServer(int port, Script script) throws IOException {
        this.listening = new ServerSocket(port, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        this.script = script;
        page("/v1/models", "{\"data\":[{\"id\":\"tiny\",\"owned_by\":\"vllm\",\"max_model_len\":8192}]}");
        page("/version", "{\"version\":\"0.12.0\"}");
    }

    static FaultServer start(Script script) {
        return start(0, script);
    }

    /// @param port 0 for any
    static FaultServer start(int port, Script script) {
        try {
            FaultServer server = new FaultServer(port, script);
            Thread.ofVirtual().start(server::listen);
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What a GET of this path brings; without one it is 404.
    FaultServer page(String path, String json) {
        return page(path, say(200, json));
    }

    FaultServer page(String path, Act act) {
        pages.put(path, act);
        return this;
    }

    FaultServer noPage(String path) {
        pages.remove(path);
        return this;
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
    }

    int posts() {
        return posts.get();
    }

    List<Request> seen() {
        return seen;
    }

    Request last() {
        return seen.getLast();
    }

    static Act.Say say(int status, String body, String... headers) {
        return new Act.Say(status, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    /// A chat answer as every server gives it.
    static Act.Say chat(String text) {
        return say(200, Json.object().putPOJO("choices", List.of(Map.of("index", 0, "finish_reason", "stop",
                "message", Map.of("role", "assistant", "content", text))))
                .putPOJO("usage", Map.of("prompt_tokens", 5, "completion_tokens", 2)).toString());
    }

    /// One choice of a chat answer, in the server's own words.
    static Act.Say choice(String json) {
        return say(200, "{\"choices\":[" + json + "]}");
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                connections.acquire();
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException | InterruptedException e) {
                connections.release();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                Act act = request.method().equals("GET") ? pages.getOrDefault(request.path(), say(404, "{\"detail\":\"Not Found\"}")) : script.of(request);
                if (!did(act, socket, out)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client has gone, or the server is closed
        } finally {
            open.remove(socket);
            connections.release();
        }
    }

    /// @return whether the connection can be used again
    private boolean did(Act act, Socket socket, OutputStream out) throws IOException, InterruptedException {
        switch (act) {
            case Act.Say say -> {
                byte[] head = head(say);
                byte[] all = new byte[head.length + say.body().length];
                System.arraycopy(head, 0, all, 0, head.length);
                System.arraycopy(say.body(), 0, all, head.length, say.body().length);
                out.write(all);
                return true;
            }
            case Act.Half(Act.Say say, int bytes) -> {
                out.write(head(say));
                out.write(say.body(), 0, Math.min(bytes, say.body().length));
                return false;
            }
            case Act.Stall(Act.Say say, int bytes) -> {
                out.write(head(say));
                out.write(say.body(), 0, Math.min(bytes, say.body().length));
                out.flush();
                socket.getInputStream().read();
                return false;
            }
            case Act.Dribble(Act.Say say) -> {
                out.write(head(say));
                for (byte b : say.body()) {
                    out.write(b);
                    out.flush();
                }
                return true;
            }
            case Act.Reset _ -> {
                socket.setSoLinger(true, 0);
                return false;
            }
        }
    }

    private static byte[] head(Act.Say say) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(say.status()).append(" X\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(say.body().length).append("\r\n");
        say.headers().forEach(header -> head.append(header).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Request read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null || first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        int number = words[0].equals("POST") ? posts.incrementAndGet() : 0;
        Request request = new Request(number, words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
        seen.add(request);
        return request;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

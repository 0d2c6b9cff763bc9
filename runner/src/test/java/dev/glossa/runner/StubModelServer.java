package dev.glossa.runner;

import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.io.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;

/// A server as a user's command starts it, that answers as its checkpoint and the question decide.
final class StubModelServer {
    private StubModelServer() {}

    /// @param arguments port, checkpoint, and a file that gets a line for each start: process and checkpoint. A checkpoint
    ///                  named `broken` cannot be loaded.
    public static void main(String[] arguments) throws Exception {
        String name = Path.of(arguments[1]).getFileName().toString();
        Files.writeString(Path.of(arguments[2]), ProcessHandle.current().pid() + " " + name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (name.equals("broken")) {
            System.err.println("no weights in " + name);
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", exchange -> answer(exchange, "{}"));
        server.createContext("/v1/models", exchange -> answer(exchange, "{\"data\":[{\"id\":\"stub\",\"owned_by\":\"vllm\"}]}"));
        server.createContext("/v1/chat/completions", exchange -> {
            String prompt = Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request")
                    .get("messages").get(0).get("content").asString();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            answer(exchange, "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"ሰላም " + name + " " + prompt.hashCode()
                    + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}");
        });
        server.start();
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String json) throws java.io.IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

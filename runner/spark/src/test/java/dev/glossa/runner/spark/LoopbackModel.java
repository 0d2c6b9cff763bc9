package dev.glossa.runner.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.io.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A server whose every answer follows from the prompt, that chats and gives back prompts with the log-probabilities of
/// their tokens, and counts what it is asked. Answers take as long as it is told.
final class LoopbackModel implements AutoCloseable {
    private final HttpServer server;
    private final long millis;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private volatile boolean refuses;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();

    LoopbackModel(int port, long millis) throws IOException {
        this.millis = millis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> {
            String prompt = request(exchange).get("messages").get(0).get("content").asString();
            ObjectNode reply = Json.object();
            ObjectNode choice = reply.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", "ሰላም " + Integer.toHexString(prompt.hashCode()) + " 🦆 " + Math.floorMod(prompt.hashCode(), 50));
            reply.putObject("usage").put("prompt_tokens", prompt.length()).put("completion_tokens", 3);
            answer(exchange, prompt, reply);
        });
        server.createContext("/v1/completions", exchange -> {
            JsonNode prompt = request(exchange).get("prompt");
            List<String> prompts = new ArrayList<>();
            if (prompt.isArray()) {
                prompt.forEach(one -> prompts.add(one.asString()));
            } else {
                prompts.add(prompt.asString());
            }
            ObjectNode reply = Json.object();
            ArrayNode choices = reply.putArray("choices");
            for (int i = 0; i < prompts.size(); i++) {
                echo(prompts.get(i), choices.addObject().put("index", i).put("finish_reason", "length"));
            }
            reply.putObject("usage").put("prompt_tokens", prompts.stream().mapToInt(String::length).sum()).put("completion_tokens", 0);
            answer(exchange, prompts.getFirst(), reply);
        });
        server.start();
    }

    /// A server in a process of its own, for measurements: port, milliseconds.
    public static void main(String[] arguments) throws Exception {
        new LoopbackModel(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    }

    /// Words are tokens; what a token is worth follows from all before it.
    private static void echo(String prompt, ObjectNode choice) {
        ObjectNode logprobs = choice.put("text", prompt).putObject("logprobs");
        ArrayNode texts = logprobs.putArray("tokens");
        ArrayNode values = logprobs.putArray("token_logprobs");
        int from = 0;
        for (String token : prompt.splitWithDelimiters("(?=\\s)", 0)) {
            texts.add(token);
            from += token.length();
            if (values.isEmpty()) {
                values.addNull();
            } else {
                values.add(-0.1 - (prompt.substring(0, from).hashCode() & 1023) / 128.0);
            }
        }
    }

    private static ObjectNode request(HttpExchange exchange) throws IOException {
        return Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request");
    }

    private void answer(HttpExchange exchange, String prompt, ObjectNode reply) throws IOException {
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        asked.merge(prompt, 1, Integer::sum);
        requests.incrementAndGet();
        first.compareAndSet(0, System.nanoTime());
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inFlight.decrementAndGet();
            last.set(System.nanoTime());
        }
        byte[] body = refuses ? "{\"error\":{\"message\":\"no such prompt\"}}".getBytes(StandardCharsets.UTF_8) : Json.MAPPER.writeValueAsBytes(reply);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(refuses ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String uri(String more) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=fake" + more;
    }

    /// Whether every prompt is turned down from now on.
    void refusing(boolean yes) {
        refuses = yes;
    }

    /// How often each prompt was asked since this was last called.
    Map<String, Integer> asked() {
        Map<String, Integer> all = new TreeMap<>(asked);
        asked.clear();
        requests.set(0);
        most.set(0);
        first.set(0);
        return all;
    }

    /// From the first request to the last answer.
    double seconds() {
        return (last.get() - first.get()) / 1e9;
    }

    int requests() {
        return requests.get();
    }

    /// The most requests in flight at once since [#asked] was last called.
    int most() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

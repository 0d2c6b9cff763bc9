package dev.glossa.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher's ahead-of-time cache is made from: the usual commands on bundled samples, in one process.
///
/// Whatever they load starts faster afterwards, so a server is asked too: this process, at an address of its own machine.
/// Nothing is shown and nothing stays.
final class Rehearsal {
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"rehearsal\",\"object\":\"model\",\"owned_by\":\"glossa\"}]}";
    private static final String ANSWER = """
            {"model":"rehearsal","choices":[{"index":0,"message":{"role":"assistant","content":"Jibu: 42"},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":9,"completion_tokens":3}}""";

    private Rehearsal() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("glossa-rehearsal");
        try {
            in(folder);
        } finally {
            List<Path> inside;
            try (Stream<Path> walk = Files.walk(folder)) {
                inside = walk.toList().reversed();
            }
            for (Path one : inside) {
                Files.delete(one);
            }
        }
        // As every command ends; it loads a logger.
        System.exit(0);
    }

    /// @return the exit code of each command
    static Map<List<String>, Integer> in(Path folder) throws IOException {
        String run = folder.resolve("run").toString();
        Path answers = Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"flores/sw/0001\",\"text\":\"Habari za dunia\"}\n");
        Map<List<String>, Integer> codes = new LinkedHashMap<>();
        HttpServer server = server();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            for (List<String> command : List.of(
                    List.of("--help"),
                    List.of("run", "--help"),
                    List.of("languages", "sw"),
                    List.of("run", "--model", "replay:" + answers, "--data", "bundled", "--languages", "sw,am", "--out", run),
                    List.of("run", "--model", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "--benchmark", "global-mgsm,flores",
                            "--data", "bundled", "--languages", "sw,am", "--revision", "1", "--out", folder.resolve("asked").toString()),
                    List.of("score", run),
                    List.of("report", run, "--out", folder.resolve("report").toString()))) {
                codes.put(command, Main.execute(nowhere, nowhere, command.toArray(String[]::new)));
            }
        } finally {
            server.stop(0);
        }
        return codes;
    }

    private static HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/v1/models", exchange -> answer(exchange, MODELS));
        server.createContext("/v1/chat/completions", exchange -> answer(exchange, ANSWER));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

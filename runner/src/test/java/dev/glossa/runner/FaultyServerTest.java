package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.Score;
import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real MGSM through a server that knows every answer and has every fault: each question is answered in the end, and
/// what the server refuses for good is a failure of its own sample.
@Timeout(300)
class FaultyServerTest {
    private static final Path MGSM = Path.of("../../shared/data/mgsm");
    private static final String KEY = "sk-very-secret-4711";

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<String, String> golds = new ConcurrentHashMap<>();
    private final Map<String, Integer> places = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<Integer> faults = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Set<String> swahili = new HashSet<>();
    /// The first question in Swahili that comes: refused for good.
    private final AtomicReference<String> refused = new AtomicReference<>();

    @BeforeEach
    void serve() throws Exception {
        assumeThat(MGSM).as("the real MGSM files").isDirectory();
        for (String language : List.of("sw", "te", "th", "zh")) {
            for (String line : Files.readAllLines(MGSM.resolve("mgsm_" + language + ".tsv"))) {
                String[] columns = line.split("\t");
                golds.put(columns[0].strip(), columns[1].strip());
                if (language.equals("sw")) {
                    swahili.add(columns[0].strip());
                }
            }
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        closed.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String prompt = Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request")
                .get("messages").get(0).get("content").asString();
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        String question = golds.keySet().stream().filter(prompt::contains).findFirst().orElse("");
        if (question.isEmpty()) {
            // What a client asks to get to know a server.
            send(exchange, 200, "application/json", reply("hello"));
            return;
        }
        if (swahili.contains(question)) {
            refused.compareAndSet(null, question);
        }
        if (question.equals(refused.get())) {
            send(exchange, 400, "application/json", "{\"error\":{\"message\":\"content policy; your key is " + KEY + "\"}}");
            return;
        }
        // Two faults at the most for one question, of other kinds for the next: never more than a client tries again.
        int place = places.computeIfAbsent(question, _ -> asked.getAndIncrement());
        int attempt = attempts.computeIfAbsent(question, _ -> new AtomicInteger()).incrementAndGet();
        int kind = attempt == 1 ? place % 7 : attempt == 2 && place % 2 == 0 ? (place + 3) % 7 : 6;
        faults.add(kind);
        switch (kind) {
            case 0 -> send(exchange, 500, "text/html", "<html>" + "oops".repeat(10_000) + "</html>");
            case 1 -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "application/json", "{\"error\":\"slow down\"}");
            }
            case 2 -> send(exchange, 200, "text/html", "<html>the proxy says hello</html>");
            case 3 -> {
                byte[] whole = reply("ok").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, whole.length + 50);
                exchange.getResponseBody().write(whole, 0, 20);
                exchange.close();
            }
            case 4 -> exchange.close();
            case 5 -> {
                try {
                    // Longer than the client waits.
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
            default -> send(exchange, 200, "application/json", reply("1 + 1\\nJibu: " + golds.get(question) + "\\nసమాధానం: " + golds.get(question)
                    + "\\nคำตอบ: " + golds.get(question) + "\\n答案: " + golds.get(question)));
        }
    }

    private static String reply(String text) {
        return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}";
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void everyQuestionIsAnsweredThroughEveryFault() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        Path run = folder.resolve("run");
        String model = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=fake&parallel=4&timeout=1&key_file=" + key;
        Outcome asked = glossa("run", "--model", model, "--benchmark", "global-mgsm", "--data", MGSM.toString(), "--languages", "sw,te,th,zh",
                "--limit", "15", "--out", run.toString());
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("59 answered").contains("1 failed");
        assertThat(faults).hasSize(7);
        assertThat(glossa("score", run.toString()).code()).isZero();

        Map<String, Long> states = EndToEndTest.scores(run).stream().collect(Collectors.groupingBy(s -> s.score().getClass().getSimpleName(), Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("Scored", 3L * 59, "Failed", 3L));
        assertThat(EndToEndTest.scores(run)).filteredOn(s -> s.score() instanceof Score.Failed).allSatisfy(s -> {
            assertThat(s.key().toString()).startsWith("global-mgsm/sw/");
            assertThat(((Score.Failed) s.score()).reason()).contains("400").contains("content policy");
        });
        assertThat(EndToEndTest.scores(run)).filteredOn(s -> s.metric().equals("lenient") && s.score() instanceof Score.Scored)
                .allSatisfy(s -> assertThat(((Score.Scored) s.score()).value()).isEqualTo(1));

        Outcome report = glossa("report", run.toString(), "--out", folder.resolve("report").toString(), "--draws", "100");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(keys).containsOnly("Bearer " + KEY);
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.equals(key)).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString()).doesNotContain(KEY);
            }
        }
        assertThat(asked.err() + report.err()).doesNotContain(KEY);
    }
}

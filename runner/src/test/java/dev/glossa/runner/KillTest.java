package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.io.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real process is killed while it asks a real server, and goes on as if nothing had been.
@Timeout(600)
class KillTest {
    private static final int IN_FLIGHT = 4;

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int killAt = Integer.MAX_VALUE;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> {
            String prompt = Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request")
                    .get("messages").get(0).get("content").asString();
            if (prompt.startsWith("Translate")) {
                asked.merge(prompt, 1, Integer::sum);
                if (requests.incrementAndGet() >= killAt) {
                    reached.countDown();
                }
            }
            String answer = "ሰላም " + Integer.toHexString(prompt.hashCode());
            byte[] body = ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + answer + "\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRunThatIsKilledOverAndOverEqualsAnUnbrokenOne() throws Exception {
        killAndCompare(20, List.of(20260823L));
    }

    @Test
    @Tag("slow")
    @Timeout(3600)
    void runsThatAreKilledAtTwoHundredMomentsEqualAnUnbrokenOne() throws Exception {
        killAndCompare(20, LongStream.rangeClosed(1, 10).boxed().toList());
    }

    private void killAndCompare(int kills, List<Long> seeds) throws Exception {
        Path unbroken = folder.resolve("unbroken/run");
        finish(unbroken);
        Map<String, Integer> once = new TreeMap<>(asked);
        assertThat(once.values()).allMatch(n -> n == 1);
        for (long seed : seeds) {
            asked.clear();
            Path broken = folder.resolve("broken-" + seed + "/run");
            Random random = new Random(seed);
            for (int i = 0; i < kills; i++) {
                reached = new CountDownLatch(1);
                killAt = requests.get() + 1 + random.nextInt(Math.max(1, 2 * once.size() / (3 * kills)));
                Process process = start(List.of(), run(broken));
                reached.await(120, TimeUnit.SECONDS);
                // Somewhere between an answer and its line, or between two lines.
                Thread.sleep(random.nextInt(4));
                process.destroyForcibly().waitFor();
            }
            killAt = Integer.MAX_VALUE;
            finish(broken);
            assertThat(asked.keySet()).isEqualTo(once.keySet());
            // Asked again is at most what was in flight at each kill.
            assertThat(asked.values().stream().mapToInt(n -> n - 1).sum()).isLessThanOrEqualTo(kills * 2 * IN_FLIGHT);
            assertThat(files(broken.resolveSibling("report"))).isEqualTo(files(unbroken.resolveSibling("report")));
            assertThat(Files.readString(broken.resolve("scores.jsonl"))).isEqualTo(Files.readString(unbroken.resolve("scores.jsonl")));
        }
    }

    @Test
    void aDiskThatFillsUpIsToldInOneLineAndWhatIsWrittenStays() throws Exception {
        Path run = folder.resolve("full/run");
        List<String> limited = List.of("bash", "-c", "ulimit -f 16; exec \"$@\"", "limited");
        Process process = start(limited, run(run));
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).contains("completions.jsonl: cannot be written").contains("the same command goes on from there").hasLineCount(1);
        assertThat(Files.readAllLines(run.resolve("completions.jsonl")).size()).isGreaterThan(10);
        finish(run);
        assertThat(asked.values().stream().filter(n -> n > 1).count()).isLessThanOrEqualTo(2 * IN_FLIGHT);
    }

    private String[] run(Path run) {
        return new String[] {"run", "--model", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=fake&parallel=" + IN_FLIGHT, "--revision", "r1",
            "--data", "bundled", "--benchmark", "flores", "--date", "2026-08-23", "--out", run.toString()};
    }

    private void finish(Path run) throws Exception {
        for (String[] arguments : List.of(run(run), new String[] {"score", run.toString()},
                new String[] {"report", run.toString(), "--draws", "200", "--out", run.resolveSibling("report").toString()})) {
            Process process = start(List.of(), arguments);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(err).isZero();
        }
    }

    static Process start(List<String> before, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx512m",
                "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), "dev.glossa.runner.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /// Every file of a folder by its name, with its digest.
    static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), dev.glossa.harness.Signature.sha256(Files.readAllBytes(path)));
            }
        }
        return files;
    }
}

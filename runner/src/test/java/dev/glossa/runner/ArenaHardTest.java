package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.CompletionRecord;
import dev.glossa.reports.aggregate.SplitMix;
import dev.glossa.runner.MainTest.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Recorded answers of two models to all 500 questions of arena-hard v0.1, each in two games against the recorded baseline,
/// before a judge on the loopback whose mind is known.
class ArenaHardTest {
    private static final String BASELINE = "gpt-4-0314";
    private static final Map<String, Double> STRENGTHS = Map.of("gpt-3.5-turbo-0125", -0.8, "gpt-4-0613", 0.3);
    private static final Pattern PROMPT = Pattern.compile(
            "(?s)<prompt ([0-9a-f]{16})>\n(.*)\n</prompt \\1>\n\n<answer A \\1>\n(.*)\n</answer A \\1>\n\n<answer B \\1>\n(.*)\n</answer B \\1>\n");

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, String> baseline = new HashMap<>();
    /// Model, question and game to the label.
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private String current = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::judge);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void judge(HttpExchange exchange) throws IOException {
        JsonNode messages = Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request").path("messages");
        Matcher prompt = PROMPT.matcher(messages.path(1).path("content").asString());
        String reply = "the layout has moved";
        if (prompt.matches()) {
            String uid = uids.get(prompt.group(2));
            boolean modelFirst = !prompt.group(3).equals(baseline.get(uid));
            // A judge that now and then forgets its verdict, until it is reminded.
            boolean forgets = uid.hashCode() % 25 == 0 && messages.size() == 2;
            String label = label(said(STRENGTHS.get(current), modelFirst, SplitMix.part(current.hashCode(), uid.hashCode() * 2L + (modelFirst ? 1 : 0))), modelFirst);
            if (prompt.group(3).equals(prompt.group(4))) {
                // Once, a model answered to the letter what the baseline did: who stands first cannot be told, and nobody is better.
                label = "A=B";
                verdicts.put(current + "/" + uid + "/2", label);
            }
            verdicts.put(current + "/" + uid + "/" + (modelFirst ? 2 : 1), label);
            reply = forgets ? "Both have merits." : "The other one begins “[[A>>B]]”, which is no argument. My final verdict is: [[" + label + "]]";
        }
        byte[] body = ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + Json.MAPPER.writeValueAsString(reply)
                + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /// How much the model is better in the judge's eyes: likes what stands first a little.
    private static double said(double strength, boolean modelFirst, SplitMix random) {
        random.nextDouble();
        double u = random.nextDouble();
        return strength + (modelFirst ? 0.2 : -0.2) + Math.log(u / (1 - u));
    }

    private static String label(double better, boolean modelFirst) {
        double a = modelFirst ? better : -better;
        return a > 2 ? "A>>B" : a > 0.5 ? "A>B" : a >= -0.5 ? "A=B" : a >= -2 ? "B>A" : "B>>A";
    }

    /// Points and weight of a label for the model.
    private static double[] points(String label, boolean modelFirst) {
        double weight = label.contains(">>") ? 3 : 1;
        double a = label.equals("A=B") ? 0.5 : label.startsWith("A") ? 1 : 0;
        return new double[] {weight * (modelFirst ? a : 1 - a), weight};
    }

    /// The share of points that a strength comes to in the long run.
    private static double truth(double strength) {
        SplitMix random = new SplitMix(99);
        double points = 0;
        double weight = 0;
        for (int i = 0; i < 1_000_000; i++) {
            boolean first = i % 2 == 0;
            double[] game = points(label(said(strength, first, random), first), first);
            points += game[0];
            weight += game[1];
        }
        return points / weight;
    }

    private double tallied(String model) {
        double[] sums = new double[2];
        verdicts.forEach((key, label) -> {
            if (key.startsWith(model + "/")) {
                double[] game = points(label, key.endsWith("/2"));
                sums[0] += game[0];
                sums[1] += game[1];
            }
        });
        return sums[0] / sums[1];
    }

    @Test
    void theArenaRecoversWhatTheJudgeHasInMind() throws Exception {
        Path data = shared("arena-hard/v0.1");
        for (String line : Files.readAllLines(data.resolve("question.jsonl"))) {
            ObjectNode row = Json.object(line, "question");
            uids.put(row.get("prompt").asString(), row.get("uid").asString());
        }
        assertThat(uids).hasSize(500);
        List<String> models = List.of(BASELINE, "gpt-3.5-turbo-0125", "gpt-4-0613");
        for (String model : models) {
            Path answers = folder.resolve(model + ".jsonl");
            glossa("import", "arena-hard", data.resolve("model_answer/" + model + ".jsonl.gz").toString(), "--out", answers.toString());
            assertThat(glossa("run", "--model", "replay:" + answers, "--name", model, "--benchmark", "marenahard", "--data", data.toString(),
                    "--out", folder.resolve("runs/" + model).toString()).err()).contains("500 answered");
        }
        for (String line : Files.readAllLines(folder.resolve(BASELINE + ".jsonl"))) {
            CompletionRecord record = CompletionRecord.parse(line, "baseline");
            baseline.put(record.key().sample().split("/")[2], ((dev.glossa.harness.Completion.Text) record.completion()).text());
        }
        String judge = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=judge&parallel=16";
        for (String model : models.subList(1, 3)) {
            current = model;
            Outcome outcome = glossa("score", folder.resolve("runs/" + model).toString(), "--metric", "win-rate", "--judge", judge,
                    "--canaries", "0", "--judge-twice", "0", "--baseline", folder.resolve("runs/" + BASELINE).toString());
            assertThat(outcome.err()).contains("500 scored").doesNotContain("unparsed").doesNotContain("failed");
        }
        assertThat(verdicts.size()).isEqualTo(2_000);
        assertThat(Files.readString(folder.resolve("runs/gpt-4-0613/scoring.json"))).contains("|jlayout:marked|", "|baseline:gpt-4-0314@");

        Path report = folder.resolve("report");
        Outcome shown = glossa("report", folder.resolve("runs/gpt-3.5-turbo-0125").toString(), folder.resolve("runs/gpt-4-0613").toString(),
                "--out", report.toString(), "--draws", "1000");
        assertThat(shown.code()).as(shown.err()).isZero();
        Map<String, String[]> arena = new HashMap<>();
        for (String line : Files.readAllLines(report.resolve("arena.csv"))) {
            String[] cells = line.split(",");
            arena.put(cells[2] + "/" + cells[3], cells);
        }
        for (String model : models.subList(1, 3)) {
            String[] row = arena.get(model + "/bradley-terry");
            assertThat(Double.parseDouble(row[4])).isEqualTo(tallied(model), within(1e-6));
            assertThat(truth(STRENGTHS.get(model))).as(model).isBetween(Double.parseDouble(row[5]), Double.parseDouble(row[6]));
            assertThat(Files.readString(report.resolve("scores.csv"))).contains("win-rate,,language,en," + model);
            // The judge looks at no style.
            String[] styled = arena.get(model + "/style-controlled");
            assertThat(Double.parseDouble(styled[4])).isEqualTo(tallied(model), within(0.08));
            assertThat(arena).containsKey(model + "/length-controlled");
        }
        assertThat(List.of(arena.get("gpt-4-0613/bradley-terry")[8], arena.get(BASELINE + "/bradley-terry")[8], arena.get("gpt-3.5-turbo-0125/bradley-terry")[8]))
                .containsExactly("1", "2", "3");
        assertThat(Files.readString(report.resolve("index.html"))).contains("id=\"arena\"", "Style-controlled");
        keep(report);
        original(data, "gpt-4-0613");
    }

    /// The same verdicts as arena-hard-auto writes them down, replayed in its own layout.
    private void original(Path data, String model) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String uid : uids.values()) {
            lines.add("{\"uid\":\"%s\",\"games\":[{\"score\":\"%s\"},{\"score\":\"%s\"}]}".formatted(uid, verdicts.get(model + "/" + uid + "/1"), verdicts.get(model + "/" + uid + "/2")));
        }
        Path theirs = Files.write(folder.resolve("judgments.jsonl"), lines);
        Path ours = folder.resolve("replies.jsonl");
        glossa("import", "arena-hard-judgments", theirs.toString(), "--out", ours.toString());
        Path run = folder.resolve("runs/" + model);
        Outcome scored = glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + ours, "--judge-layout", "arena-hard-compat",
                "--baseline", folder.resolve(BASELINE + ".jsonl").toString());
        assertThat(scored.err()).contains("500 scored");
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("|jlayout:arena-hard-compat|");
        Path report = folder.resolve("original");
        assertThat(glossa("report", run.toString(), "--out", report.toString(), "--draws", "1000", "--arena-intervals", "arena-hard").code()).isZero();
        String[] row = Files.readAllLines(report.resolve("arena.csv")).stream().filter(line -> line.contains(model + ",bradley-terry")).findFirst().orElseThrow().split(",");
        assertThat(Double.parseDouble(row[4])).isEqualTo(tallied(model), within(0.01));
        assertThat(row[11]).isEqualTo("arena-hard");
    }

    /// Keeps the page for whoever wants to look at it: `-Dglossa.keep=DIR`.
    static void keep(Path report) throws IOException {
        String to = System.getProperty("glossa.keep");
        if (to != null) {
            try (var files = Files.walk(report)) {
                for (Path file : files.toList()) {
                    Path copy = Path.of(to).resolve(report.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static Path shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("shared/data").resolve(name))) {
                return at.resolve("shared/data").resolve(name);
            }
        }
        assumeTrue(false, "no shared/data/" + name + " beside the repository: nothing to read");
        throw new IllegalStateException();
    }
}

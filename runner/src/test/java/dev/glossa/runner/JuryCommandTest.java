package dev.glossa.runner;

import static dev.glossa.runner.MainTest.glossa;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.glossa.harness.Score;
import dev.glossa.harness.io.Json;
import dev.glossa.harness.run.ScoreRecord;
import dev.glossa.runner.MainTest.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three recorded judges of two recorded models in four languages: ratings and comparisons, to the page.
class JuryCommandTest {
    private static final List<String> LANGUAGES = List.of("am", "ur", "km", "en");

    @TempDir
    Path folder;

    private Path run(String name, String answer) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (int i = 1; i <= 8; i++) {
                lines.add("{\"id\":\"mdolly/%s/%04d\",\"text\":\"%s %d\"}".formatted(language, i, answer, i));
            }
        }
        Path answers = Files.write(folder.resolve(name + ".jsonl"), lines);
        Path run = folder.resolve("runs/" + name);
        Outcome outcome = glossa("run", "--model", "replay:" + answers, "--name", name, "--benchmark", "mdolly", "--data", "bundled",
                "--languages", String.join(",", LANGUAGES), "--secret", "hush", "--out", run.toString());
        assertThat(outcome.err()).contains("32 answered");
        return run;
    }

    /// @param rating of the item by number
    private Path judge(String name, java.util.function.IntUnaryOperator rating, String first, String second) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String language : LANGUAGES) {
            for (int i = 1; i <= 8; i++) {
                String id = "mdolly/%s/%04d".formatted(language, i);
                int n = rating.applyAsInt(i);
                lines.add("{\"id\":\"%s\",\"role\":\"rubric\",\"text\":\"{\\\"instruction_following_score\\\":%d,\\\"naturalness_score\\\":%d,\\\"coherence_score\\\":%d,\\\"accuracy_score\\\":%d}\"}"
                        .formatted(id, n, n, n, n));
                lines.add("{\"id\":\"%s\",\"role\":\"game:1\",\"text\":\"[[%s]]\"}".formatted(id, i % 4 == 0 ? "A=B" : first));
                lines.add("{\"id\":\"%s\",\"role\":\"game:2\",\"text\":\"[[%s]]\"}".formatted(id, i % 3 == 0 ? "A=B" : second));
            }
        }
        return Files.write(folder.resolve(name + ".jsonl"), lines);
    }

    @Test
    void aJuryRatesAndComparesInFourLanguages() throws Exception {
        Path weak = run("weak ሞዴል", "አጭር");
        Path strong = run("strong", "- a **longer** answer, ረዘም ያለ መልስ 😀");
        Path baseline = run("baseline", "መልስ");
        for (Path run : List.of(weak, strong)) {
            boolean good = run.equals(strong);
            Path one = judge("one" + good, i -> (good ? 4 : 2) + i % 3, good ? "B>A" : "A>B", good ? "A>>B" : "B>A");
            Path two = judge("two" + good, i -> (good ? 4 : 2) + (i + 1) % 3, good ? "B>>A" : "A>>B", "A=B");
            Path odd = judge("odd" + good, i -> good ? 1 : 7, good ? "A>B" : "B>A", good ? "B>A" : "A>B");
            Outcome scored = glossa("score", run.toString(), "--judge", "replay:" + one + "=2", "--judge", "replay:" + two, "--judge", "replay:" + odd,
                    "--baseline", baseline.toString());
            assertThat(scored.code()).as(scored.err()).isZero();
            assertThat(scored.err()).contains("64 scored");
        }
        List<ScoreRecord> records = EndToEndTest.scores(strong);
        assertThat(records.stream().filter(r -> r.key().role().equals("@odd" + true) || r.key().role().contains("odd")).filter(r -> !r.key().role().contains("/"))).hasSize(64);
        ScoreRecord first = records.stream().filter(r -> r.metric().equals("rubric") && r.key().role().isEmpty() && r.key().sample().equals("mdolly/am/0001")).findFirst().orElseThrow();
        // Twice 5, once 6 and once 1, on a scale from 1 to 7.
        assertThat(((Score.Scored) first.score()).value()).isEqualTo(((2 * 5 + 6 + 1) / 4.0 - 1) / 6);
        assertThat(Files.readString(strong.resolve("scoring.json"))).contains("|jury:mean|jweights:2.0,1.0,1.0").contains("|baseline:baseline@");
        assertThat(Files.readString(strong.resolve("judgments.jsonl"))).contains("\"role\":\"game:1@");

        byte[] scores = Files.readAllBytes(strong.resolve("scores.jsonl"));
        Path report = folder.resolve("report");
        Outcome shown = glossa("report", weak.toString(), strong.toString(), "--out", report.toString(), "--draws", "300");
        assertThat(shown.code()).as(shown.err()).isZero();
        ArenaHardTest.keep(report);
        String page = Files.readString(report.resolve("index.html"));
        assertThat(page).contains("id=\"jury\"", "id=\"arena\"", "weak ሞዴል", "4 languages that weigh the same");
        assertThat(Files.readAllLines(report.resolve("jury.csv"))).anySatisfy(line -> assertThat(line).startsWith("mdolly,rubric,all,,,32,"))
                .anySatisfy(line -> assertThat(line).startsWith("mdolly,win-rate,ur,"));
        assertThat(Files.readAllLines(report.resolve("arena.csv"))).anySatisfy(line -> assertThat(line).startsWith("mdolly,all,strong,style-controlled,"));
        assertThat(Files.readAllBytes(strong.resolve("scores.jsonl"))).isEqualTo(scores);
        // A journal in another order, as a merge leaves it: the weights stay with their judges.
        for (Path run : List.of(weak, strong)) {
            Files.write(run.resolve("scores.jsonl"), Files.readAllLines(run.resolve("scores.jsonl")).reversed());
        }
        Path turned = folder.resolve("turned");
        assertThat(glossa("report", weak.toString(), strong.toString(), "--out", turned.toString(), "--draws", "300").code()).isZero();
        assertThat(Files.readAllLines(turned.resolve("jury.csv"))).containsExactlyInAnyOrderElementsOf(Files.readAllLines(report.resolve("jury.csv")));
        assertThat(leaveOneOut(turned)).isNotEmpty().isEqualTo(leaveOneOut(report));
        Files.write(strong.resolve("scores.jsonl"), scores);
        verified(strong, baseline);
    }

    /// What the page says of the ranks, where weights count.
    private static List<String> leaveOneOut(Path report) throws Exception {
        return Files.readString(report.resolve("index.html")).lines().filter(line -> line.contains("without ")).map(String::strip).sorted().toList();
    }

    /// Votes and comparisons are counted again from the recorded replies: all of them beside the baseline, verdicts without it.
    private void verified(Path run, Path baseline) throws Exception {
        long lines = Files.lines(run.resolve("scores.jsonl")).count();
        Outcome whole = glossa("verify", run.toString());
        assertThat(whole.code()).as(whole.out() + whole.err()).isZero();
        assertThat(whole.out()).contains("%,d scores computed again from their answers, 0 differ\n".formatted(lines));
        exchanged(run);
        // 32 answers, and 14 canaries and second ratings in each of 4 languages, by three judges and the jury.
        Files.move(baseline, folder.resolve("elsewhere"));
        Outcome alone = glossa("verify", run.toString());
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.out()).contains("%,d scores computed again from their answers, 0 differ; 352 not computed again".formatted(lines),
                "352 styles of baselines in mdolly, win-rate: need the answers of baseline@", "--baseline RUN");
        assertThat(glossa("verify", run.toString(), "--baseline", folder.resolve("elsewhere").toString()).code()).isZero();
        // A verdict that somebody wished for, and a vote of one judge of three.
        Files.writeString(run.resolve("judgments.jsonl"), Files.readString(run.resolve("judgments.jsonl")).replaceFirst("\\[\\[B>A]]", "[[A>>B]]"));
        Outcome changed = glossa("verify", run.toString());
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains(", 2 differ", "win-rate: ").contains("@@one");
    }

    /// Two verdicts of one wording, each under the other's key: numbers stay, and neither is about its answers.
    private static void exchanged(Path run) throws Exception {
        Path journal = run.resolve("judgments.jsonl");
        List<String> judgments = Files.readAllLines(journal);
        String one = "\"mdolly/am/0001\",\"repeat\":0,\"role\":\"game:1@onetrue\"";
        String other = one.replace("0001", "0002");
        List<String> moved = judgments.stream().map(line -> line.contains(one) ? line.replace(one, other) : line.replace(other, one)).toList();
        assertThat(moved).isNotEqualTo(judgments);
        Files.write(journal, moved);
        Outcome outcome = glossa("verify", run.toString());
        assertThat(outcome.code()).isEqualTo(1);
        // Of two items the juror's own score, and with it the jury's.
        assertThat(outcome.out()).contains(", 4 differ", "mdolly/am/0001", "mdolly/am/0002");
        Files.write(journal, judgments);
    }

    /// Two judges prefer the longer answer by a little, the third the shorter one by far: without it the ranks turn.
    @Test
    void thePageShowsHowRanksHangOnOneJudge() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            JsonNode asked = Json.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), "request");
            boolean longer = asked.path("messages").path(0).path("content").asString().contains("ረዘም ያለ");
            int rating = asked.path("model").asString().equals("odd") ? (longer ? 1 : 7) : longer ? 6 : 5;
            String reply = "{\"instruction_following_score\":N,\"naturalness_score\":N,\"coherence_score\":N,\"accuracy_score\":N}".replace("N", "" + rating);
            byte[] body = ("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + Json.MAPPER.writeValueAsString(reply)
                    + "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3}}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Path weak = run("weak", "አጭር");
            Path strong = run("strong", "ረዘም ያለ መልስ 😀");
            for (Path run : List.of(weak, strong)) {
                List<String> line = new ArrayList<>(List.of("score", run.toString(), "--metric", "rubric", "--canaries", "0", "--judge-twice", "0"));
                for (String name : List.of("one", "two", "odd")) {
                    line.addAll(List.of("--judge", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1?model=" + name));
                }
                Outcome scored = glossa(line.toArray(String[]::new));
                assertThat(scored.err()).contains("32 scored");
            }
            Path report = folder.resolve("report");
            assertThat(glossa("report", weak.toString(), strong.toString(), "--out", report.toString(), "--draws", "100").code()).isZero();
            ArenaHardTest.keep(report);
            String page = Files.readString(report.resolve("index.html"));
            String ranks = page.substring(page.indexOf("Ranks of the models"));
            ranks = ranks.substring(0, ranks.indexOf("</table>")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
            assertThat(ranks).contains("all judges 1 (77.8) 2 (55.6) without one 1 (83.3) 2 (41.7) without two 1 (83.3) 2 (41.7) without odd 2 (66.7) 1 (83.3)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aComparisonWithoutABaselineSaysWhatIsMissing() throws Exception {
        Path run = run("alone", "መልስ");
        Path judge = judge("judge", _ -> 4, "A>B", "A>B");
        assertThat(glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge).err()).contains("--baseline RUN").doesNotContain("\tat ");
        assertThat(glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", "nowhere").err()).contains("no baseline");
        assertThat(glossa("score", run.toString(), "--metric", "win-rate", "--judge", "replay:" + judge, "--baseline", run.toString(), "--judge-layout", "free").err())
                .contains("marked or arena-hard-compat");
        assertThat(glossa("report", run.toString(), "--out", "x", "--arena-intervals", "rows").err()).contains("questions or arena-hard");
    }
}

package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.glossa.harness.engine.EngineLibrary;
import dev.glossa.harness.gguf.TinyModels;
import dev.glossa.harness.io.Json;
import dev.glossa.runner.MainTest.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `glossa data` in a process of its own, as a user's shell starts it.
@Timeout(300)
class DataCommandTest {
    private static final String NAME = "datasets/CohereLabs/global-mgsm";

    @TempDir
    Path folder;

    private final FakeHub fake = new FakeHub();
    private final List<String> before = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String main = "dev.glossa.runner.Main";

    @AfterEach
    void stop() {
        fake.close();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx256m",
                "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(file("out")).redirectError(file("err"));
        builder.environment().keySet().removeIf(name -> name.startsWith("HF_") || name.startsWith("HUGGING"));
        builder.environment().put("HF_ENDPOINT", fake.address());
        builder.environment().put("HF_HOME", folder.resolve("home").toString());
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private File file(String name) {
        return folder.resolve(name).toFile();
    }

    private Outcome glossa(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Path repository() {
        return folder.resolve("home/hub/datasets--CohereLabs--global-mgsm");
    }

    private static byte[] rows(String language) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("{\"question\":\"%s ጥያቄ 🦆 %d\",\"answer\":\"%d\",\"instruction\":\"ለ\",\"answer_prefix\":\"መልስ\"}\n".formatted(language, i, i));
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void serve() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.md", "card".getBytes(StandardCharsets.UTF_8));
        for (String language : List.of("am", "km", "ur", "sw")) {
            files.put(language + "/test.jsonl", rows(language));
        }
        fake.add(NAME, false, files);
    }

    private Path answers() throws IOException {
        return Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"global-mgsm/km/0001\",\"text\":\"መልስ: 0\"}\n");
    }

    /// A fastText file of the hub, pulled by its name, identifies languages without a further connection.
    @Test
    void aLanguageIdentifierIsPulledAndThenScoresOffline() throws Exception {
        serve();
        Path lid = Path.of("../../shared/parity/lid/tiny_lid.ftz");
        assumeTrue(Files.exists(lid), "no shared/parity/lid beside the repository");
        fake.add("org/identifier", false, Map.of("model.ftz", Files.readAllBytes(lid), "other.bin", new byte[9]));
        Path run = folder.resolve("run");
        glossa("data", "pull", "global-mgsm", "--languages", "am");
        Files.writeString(folder.resolve("answers.jsonl"), "{\"id\":\"global-mgsm/am/0001\",\"text\":\"ልጆች ባቡር አሮጌ ክረምት ልጆች ግን።\"}\n");
        glossa("run", "--model", "replay:" + folder.resolve("answers.jsonl"), "--benchmark", "global-mgsm", "--languages", "am", "--out", run.toString());
        String uri = "lid=hf:org/identifier/model.ftz";
        Outcome missing = glossa("score", run.toString(), "--file", uri);
        assertThat(missing.err()).contains("glossa data pull hf:org/identifier/model.ftz").hasLineCount(1);
        Outcome pulled = glossa("data", "pull", "hf:org/identifier/model.ftz");
        assertThat(pulled.code()).as(pulled.err()).isZero();
        fake.close();
        Outcome scored = glossa("score", run.toString(), "--file", uri);
        assertThat(scored.code()).as(scored.err()).isZero();
        assertThat(Files.readString(run.resolve("scores.jsonl"))).contains("\"metric\":\"lpr\",\"state\":\"scored\",\"truncated\":false,\"value\":1");
        assertThat(Files.readString(run.resolve("scoring.json"))).contains("lid:model.ftz");
    }

    @Test
    void whatIsPulledIsFoundWithoutBeingTold() throws Exception {
        serve();
        String[] shown = {""};
        fake.sending = request -> {
            if (request.path().contains("resolve-cache") && shown[0].isEmpty()) {
                try {
                    shown[0] = Files.readString(folder.resolve("err"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
        String run = "run --model replay:" + answers() + " --benchmark global-mgsm --languages km --out " + folder.resolve("run");
        Outcome none = glossas(run).getFirst();
        assertThat(none.err()).contains("glossa data pull NAME").hasLineCount(1);
        main = "dev.glossa.runner.Main";
        Outcome pulled = glossa("data", "pull", "global-mgsm", "--languages", "am,km");
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(shown[0]).as("before the first byte").contains("CohereLabs/global-mgsm at main (0123456789ab): licence CC-BY-4.0 (its page says cc-by-sa-4.0)", "3 files");
        Path snapshot = repository().resolve("snapshots").resolve(FakeHub.COMMIT);
        assertThat(pulled.out().strip()).isEqualTo(snapshot.toString());
        assertThat(snapshot.resolve("am/test.jsonl")).hasBinaryContent(rows("am"));
        assertThat(snapshot.resolve("ur")).doesNotExist();
        List<Outcome> after = glossas("data path global-mgsm", "data list", run, "run --model replay:" + answers() + " --benchmark mdolly --out " + folder.resolve("other"));
        assertThat(after.getFirst().out().strip()).isEqualTo(snapshot.toString());
        assertThat(after.get(1).out()).contains("global-mgsm\tCohereLabs/global-mgsm\tCC-BY-4.0\t-\tyes\t0123456789ab");
        assertThat(after.get(2).code()).as(after.get(2).err()).isZero();
        assertThat(Json.object(Files.readString(folder.resolve("run/run.json")), "run").toString()).contains("CohereLabs/global-mgsm@" + FakeHub.COMMIT);
        assertThat(after.get(3).err()).contains("; glossa data pull mdolly fetches it").hasLineCount(1);
    }

    /// The hub's `main` moves between two pulls: what was pulled stays, and what is added is of the same commit.
    @Test
    void aDataSetStaysAtTheCommitOfItsFirstPull() throws Exception {
        serve();
        String run = "run --model replay:" + answers() + " --benchmark global-mgsm --languages km --out " + folder.resolve("run");
        List<Outcome> first = glossas("data pull global-mgsm --languages km", run);
        assertThat(first).extracting(Outcome::code).containsExactly(0, 0);
        Map<String, byte[]> later = new LinkedHashMap<>();
        for (String language : List.of("am", "km", "ur", "sw")) {
            later.put(language + "/test.jsonl", new String(rows(language), StandardCharsets.UTF_8).replace("ጥያቄ", "ሌላ").getBytes(StandardCharsets.UTF_8));
        }
        fake.move(NAME, later);
        List<Outcome> added = glossas("data pull global-mgsm --languages am", "data verify", "data path global-mgsm", "data list", run);
        assertThat(added).extracting(Outcome::code).containsExactly(0, 0, 0, 0, 0);
        assertThat(added.getFirst().err()).contains("CohereLabs/global-mgsm at the commit of the last pull, --update looks for a newer one (0123456789ab)");
        Path snapshot = repository().resolve("snapshots").resolve(FakeHub.COMMIT);
        assertThat(snapshot.resolve("am/test.jsonl")).hasBinaryContent(rows("am"));
        assertThat(added.get(2).out().strip()).isEqualTo(snapshot.toString());
        assertThat(added.get(3).out()).contains("0123456789ab");
        // Python's tools move their own reference; the data of a run does not change under it.
        Files.writeString(repository().resolve("refs/main"), FakeHub.LATER);
        assertThat(glossas(run).getFirst().code()).isZero();
        List<Outcome> moved = glossas("data pull global-mgsm --languages km --update", run, "run --model replay:" + answers() + " --benchmark global-mgsm --languages km --out " + folder.resolve("new"));
        assertThat(moved).extracting(Outcome::code).containsExactly(0, 1, 0);
        assertThat(moved.get(1).err()).contains("asked otherwise", "tasks[global-mgsm].signature");
        assertThat(Files.readString(folder.resolve("run/run.json"))).contains("data:CohereLabs/global-mgsm@" + FakeHub.COMMIT);
        assertThat(Files.readString(folder.resolve("new/run.json"))).contains("data:CohereLabs/global-mgsm@" + FakeHub.LATER);
        assertThat(glossas("data pull global-mgsm --revision " + FakeHub.COMMIT, run)).extracting(Outcome::code).containsExactly(0, 0);
    }

    /// The name of the hub cannot be resolved here: only the proxy reaches it. The storage is reached without one.
    @Test
    void aProxyIsGoneThroughWhereTheEnvironmentNamesOne() throws Exception {
        serve();
        environment.putAll(Map.of("HF_ENDPOINT", "http://hub.invalid", "HTTP_PROXY", fake.address(), "no_proxy", "localhost,.example,127.0.0.1"));
        Outcome pulled = glossa("data", "pull", "global-mgsm", "--languages", "km");
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(repository().resolve("snapshots").resolve(FakeHub.COMMIT).resolve("km/test.jsonl")).hasBinaryContent(rows("km"));
        environment.put("HTTP_PROXY", "http://user:secret@127.0.0.1:1");
        Outcome refused = glossa("data", "pull", "global-mgsm");
        assertThat(refused.err()).contains("HTTP_PROXY is no address of a proxy that can be used").doesNotContain("secret").hasLineCount(1);
    }

    /// A file of pins, written on one machine, brings the same commits to another.
    @Test
    void pinsTravel() throws Exception {
        serve();
        fake.add("datasets/a/b", false, Map.of("x.jsonl", rows("x")));
        Path pins = folder.resolve("pins.csv");
        assertThat(glossa("data", "pull", "global-mgsm", "--languages", "km", "--pins", pins.toString()).code()).isZero();
        assertThat(pins).content().isEqualTo("repository,commit\nCohereLabs/global-mgsm," + FakeHub.COMMIT + "\n");
        fake.move(NAME, Map.of("km/test.jsonl", rows("ur")));
        Path other = folder.resolve("home").resolveSibling("elsewhere");
        Files.move(folder.resolve("home"), other);
        Outcome pulled = glossa("data", "pull", "global-mgsm", "a/b", "--pins", pins.toString());
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(repository().resolve("snapshots").resolve(FakeHub.COMMIT).resolve("km/test.jsonl")).hasBinaryContent(rows("km"));
        assertThat(pins).content().isEqualTo("repository,commit\nCohereLabs/global-mgsm,%s\na/b,%s\n".formatted(FakeHub.COMMIT, FakeHub.COMMIT));
        Files.writeString(pins, "repository,commit\nCohereLabs/global-mgsm,main\n");
        assertThat(glossa("data", "pull", "global-mgsm", "--pins", pins.toString()).err()).contains("pins.csv, line 2: 'main' is no commit of 40 hexadecimal digits").hasLineCount(1);
    }

    @Test
    void aPinnedSnapshotThatIsGoneIsNotReplacedByAnother() throws Exception {
        serve();
        assertThat(glossa("data", "pull", "global-mgsm", "--languages", "km").code()).isZero();
        Files.move(repository().resolve("snapshots").resolve(FakeHub.COMMIT), repository().resolve("snapshots").resolve(FakeHub.LATER));
        Outcome run = glossas("run --model replay:" + answers() + " --benchmark global-mgsm --languages km --out " + folder.resolve("run")).getFirst();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("stays at commit 0123456789ab", "glossa data pull").hasLineCount(1);
    }

    @Test
    void aLanguageWithoutFilesIsTold() throws Exception {
        serve();
        List<Outcome> outcomes = glossas("data pull global-mgsm --languages ha", "data pull global-mgsm --languages ha,ur", "data pull global-mgsm --languages xx", "data pull");
        assertThat(outcomes).extracting(Outcome::code).containsExactly(1, 0, 2, 2);
        assertThat(outcomes.getFirst().err()).isEqualTo("glossa: global-mgsm: no files for [ha]; among its files are [am/test.jsonl, km/test.jsonl, ur/test.jsonl, sw/test.jsonl]\n");
        assertThat(outcomes.get(1).err()).contains("global-mgsm: no files for [ha]\n", "2 files");
    }

    @Test
    void aFlippedByteIsNamedByVerify() throws Exception {
        serve();
        List<Outcome> right = glossas("data pull global-mgsm", "data verify");
        assertThat(right.getLast().code()).isZero();
        assertThat(right.getLast().out()).contains("5 of 5 files are right");
        Path blob = repository().resolve("snapshots").resolve(FakeHub.COMMIT).resolve("ur/test.jsonl").toRealPath();
        byte[] bytes = Files.readAllBytes(blob);
        bytes[100] ^= 2;
        Files.write(blob, bytes);
        List<Outcome> wrong = glossas("data verify global-mgsm", "data verify global-mgsm --json", "data pull global-mgsm", "data verify");
        assertThat(wrong).extracting(Outcome::code).containsExactly(1, 1, 0, 0);
        assertThat(wrong.getFirst().out()).contains("wrong\tCohereLabs/global-mgsm\tur/test.jsonl\tgit blob sha1 ", "4 of 5 files are right");
        assertThat(wrong.get(1).out()).contains("\"state\" : \"wrong\"");
    }

    @Test
    void aPullThatIsKilledOverAndOverShowsNothingHalfAndGoesOn() throws Exception {
        killed(4, 2_000_000);
    }

    @Test
    @Tag("slow")
    void aPullThatIsKilledAtManyMomentsShowsNothingHalfAndGoesOn() throws Exception {
        killed(40, 40_000_000);
    }

    private void killed(int kills, int size) throws Exception {
        Random random = new Random(7);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String language : List.of("am", "km", "ur")) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            files.put(language + "/test.parquet", bytes);
        }
        fake.add(NAME, false, files);
        fake.heldAfter = size / (kills + 1);
        long reached = 0;
        for (int kill = 0; kill < kills; kill++) {
            Process process = start("data", "pull", "global-mgsm");
            long enough = reached + 1 + random.nextInt(size / (kills + 1));
            while (fetched() < enough && process.isAlive()) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();
            reached = fetched();
            assertThat(repository().resolve("snapshots")).doesNotExist();
            try (Stream<Path> blobs = Files.list(repository().resolve("blobs"))) {
                assertThat(blobs.filter(blob -> !blob.toString().endsWith(".incomplete"))).allSatisfy(blob -> assertThat(blob).hasSize(size));
            }
        }
        fake.heldAfter = Integer.MAX_VALUE;
        assertThat(glossa("data", "pull", "global-mgsm").code()).isZero();
        files.forEach((path, content) -> assertThat(repository().resolve("snapshots").resolve(FakeHub.COMMIT).resolve(path)).hasBinaryContent(content));
        assertThat(fake.seen.stream().filter(one -> one.storage() && one.range().isPresent()).count()).isGreaterThanOrEqualTo(kills);
    }

    @Test
    void aDiskThatFillsUpIsToldInOneLineAndWhatCameIsKept() throws Exception {
        byte[] bytes = new byte[2_000_000];
        new Random(3).nextBytes(bytes);
        fake.add(NAME, false, Map.of("am/test.parquet", bytes));
        before.addAll(List.of("bash", "-c", "ulimit -f 500; exec \"$@\"", "limited"));
        Outcome full = glossa("data", "pull", "global-mgsm");
        assertThat(full.code()).isEqualTo(1);
        assertThat(full.err().lines().skip(1)).singleElement().asString().contains(".glossa.incomplete: cannot be written").endsWith("the same command goes on from here");
        assertThat(fake.seen).filteredOn(FakeHub.Seen::storage).hasSize(1);
        before.clear();
        assertThat(glossa("data", "pull", "global-mgsm").code()).isZero();
        assertThat(fake.seen.getLast().range()).isPresent();
    }

    private long fetched() throws IOException {
        if (!Files.isDirectory(repository().resolve("blobs"))) {
            return 0;
        }
        try (Stream<Path> blobs = Files.list(repository().resolve("blobs"))) {
            return blobs.mapToLong(blob -> blob.toFile().length()).sum();
        }
    }

    @Test
    void aModelOfTheHubIsFetchedOnceAndRuns() throws Exception {
        assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
        byte[] tiny = Files.readAllBytes(TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 3));
        fake.add("org/tiny", false, Map.of("Q4/tiny.gguf", tiny, "README.md", new byte[] {'x'}));
        Outcome first = glossa("probe", "hf:org/tiny/Q4/tiny.gguf?ctx=128", "--json");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("org/tiny at main (0123456789ab): licence cc-by-sa-4.0, 1 files");
        assertThat(first.out()).contains(FakeHub.sha256(tiny), "\"commit\" : \"" + FakeHub.COMMIT + "\"", "\"repository\" : \"org/tiny\"");
        fake.seen.clear();
        assertThat(glossa("probe", "hf:org/tiny/Q4/tiny.gguf?ctx=128", "--offline").code()).isZero();
        assertThat(fake.seen).isEmpty();
        Path blob = folder.resolve("home/hub/models--org--tiny/blobs").resolve(FakeHub.sha256(tiny));
        tiny[tiny.length - 9] ^= 1;
        Files.write(blob, tiny);
        assertThat(glossa("probe", "hf:org/tiny/Q4/tiny.gguf?ctx=128").err()).contains("sha256 " + FakeHub.sha256(tiny) + ", expected ", "glossa data pull hf:org/tiny/Q4/tiny.gguf mends it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "server", "datagram", "name", "http"})
    void theTrapForSocketsIsArmed(String door) throws Exception {
        trap();
        assertThat(glossa("reach", door).code()).isEqualTo(NoSockets.TRAPPED);
    }

    private void trap() {
        main = NoSockets.class.getName();
        flags.addAll(List.of(NoSockets.flags()));
    }

    @Test
    void offlineNoSocketIsOpened() throws Exception {
        serve();
        assertThat(glossa("data", "pull", "global-mgsm").code()).isZero();
        int asked = fake.seen.size();
        trap();
        assertThat(glossa("data", "pull", "global-mgsm").code()).as("online, the trap closes").isEqualTo(NoSockets.TRAPPED);
        String out = folder.resolve("run").toString();
        for (Outcome done : glossas("data list", "data path global-mgsm", "data verify", "run --offline --model replay:" + answers()
                + " --benchmark global-mgsm --languages km --out " + out, "score --offline " + out)) {
            assertThat(done.code()).as(done.err()).isZero();
        }
        for (Outcome refused : glossas("data pull global-mgsm --offline", "data pull hf:org/tiny/tiny.gguf --offline", "data pull a/b --offline",
                "run --offline --model hf:org/tiny/tiny.gguf --benchmark global-mgsm --languages km --out " + folder.resolve("hf"),
                "run --offline --model https://hub.invalid/v1?model=x --benchmark global-mgsm --languages km --out " + folder.resolve("https"))) {
            assertThat(refused.code()).as(refused.err()).isEqualTo(1);
            assertThat(refused.err()).contains("offline").hasLineCount(1);
        }
        assertThat(fake.seen).hasSize(asked);
    }

    /// Several command lines in one process.
    private List<Outcome> glossas(String... lines) throws Exception {
        String[] words = String.join(" ; ", lines).split(" ");
        if (main.endsWith("Main")) {
            main = CommandLines.class.getName();
        }
        Outcome all = glossa(words);
        assertThat(all.code()).as(all.err()).isZero();
        List<Outcome> outcomes = CommandLines.outcomes(all.out());
        assertThat(outcomes).hasSize(lines.length);
        return outcomes;
    }

    /// What the system itself saw of every thread and every process that was started, also the engine's. Java makes a socket
    /// to see whether there is IPv6 as soon as a file has a channel; what counts is that none is bound, connected or sent from.
    @Test
    void offlineTheSystemSeesNoConnection() throws Exception {
        Path trace = folder.resolve("trace");
        List<String> strace = List.of("strace", "-f", "-qq", "-e", "trace=connect,bind,listen,sendto,sendmsg,sendmmsg", "-o", trace.toString());
        assumeTrue(works(strace), "strace cannot trace here");
        assumeTrue(EngineLibrary.find().isPresent(), "the native engine is not installed");
        serve();
        byte[] tiny = Files.readAllBytes(TinyModels.write(folder.resolve("tiny.gguf"), TinyModels.Architecture.LLAMA, 3));
        fake.add("org/tiny", false, Map.of("tiny.gguf", tiny));
        before.addAll(strace);
        assertThat(glossa("data", "pull", "global-mgsm", "hf:org/tiny/tiny.gguf").code()).isZero();
        assertThat(Files.readString(trace)).as("online, the trace shows it").contains("AF_INET");
        Outcome run = glossa("run", "--offline", "--model", "hf:org/tiny/tiny.gguf?ctx=256", "--benchmark", "global-mgsm", "--languages", "km", "--limit", "2",
                "--plain", "--max-tokens", "4", "--out", folder.resolve("run").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(trace)).doesNotContain("AF_INET");
        assertThat(Files.readAllLines(folder.resolve("run/completions.jsonl"))).hasSize(2);
    }

    private static boolean works(List<String> strace) throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(strace);
            command.add("true");
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

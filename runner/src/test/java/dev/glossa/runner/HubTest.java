package dev.glossa.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glossa.harness.Benchmark;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Registry;
import dev.glossa.harness.Task;
import dev.glossa.harness.hub.Commit;
import dev.glossa.harness.hub.Hub;
import dev.glossa.harness.hub.HubCache;
import dev.glossa.harness.hub.HubModel;
import dev.glossa.harness.hub.HubSettings;
import dev.glossa.harness.hub.Repository;
import dev.glossa.harness.hub.Snapshot;
import dev.glossa.harness.hub.Verification;
import dev.glossa.harness.run.Progress;
import dev.glossa.runner.FakeHub.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is fetched from a hub that fails, lies and guards, and what of it may be seen in the cache.
@Timeout(120)
class HubTest {
    private static final Repository MGSM = Repository.dataset("CohereLabs/global-mgsm");
    private static final String NAME = "datasets/CohereLabs/global-mgsm";
    private static final Duration STALL = Duration.ofMillis(400);

    @TempDir
    Path folder;

    private final FakeHub fake = new FakeHub();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> environment = new HashMap<>(Map.of("HF_ENDPOINT", fake.address()));

    @AfterEach
    void stop() {
        fake.close();
    }

    private HubSettings settings() {
        environment.putIfAbsent("HF_HUB_CACHE", folder.resolve("cache").toString());
        return HubSettings.of(environment, folder);
    }

    private Snapshot pull(Repository repository, String revision) throws InterruptedException {
        try (Hub hub = new Hub(settings(), STALL, pauses::add)) {
            Commit commit = hub.look(repository, revision);
            return hub.pull(commit, _ -> true, Progress.SILENT, () -> { });
        }
    }

    private Path cached(String path) {
        return folder.resolve("cache/datasets--CohereLabs--global-mgsm").resolve(path);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, byte[]> some() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.md", text("# ጥያቄዎች 🦠\n"));
        files.put("am/test.parquet", noise(1, 70_000));
        files.put("km/test.parquet", noise(2, 90_000));
        files.put("ur/test.jsonl", text("{\"question\":\"کتنے؟\"}\n".repeat(500)));
        files.put("ខ្មែរ/a b+c%20#?.txt", text("សួស្តី"));
        files.put("empty.txt", new byte[0]);
        return files;
    }

    private List<String> left(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
            return all.map(Path::toString).filter(file -> file.endsWith(suffix)).toList();
        }
    }

    @Test
    void theCacheIsLaidOutAsPythonsToolsDo() throws Exception {
        fake.add(NAME, false, some());
        Snapshot snapshot = pull(MGSM, "main");
        assertThat(snapshot.folder()).isEqualTo(cached("snapshots/" + FakeHub.COMMIT));
        assertThat(Files.readString(cached("refs/main"))).isEqualTo(FakeHub.COMMIT);
        for (Map.Entry<String, byte[]> file : some().entrySet()) {
            assertThat(snapshot.folder().resolve(file.getKey())).hasBinaryContent(file.getValue()).isSymbolicLink();
        }
        assertThat(Files.readSymbolicLink(snapshot.folder().resolve("am/test.parquet")))
                .isEqualTo(Path.of("../../../blobs/" + FakeHub.sha256(noise(1, 70_000))));
        assertThat(Files.readSymbolicLink(snapshot.folder().resolve("README.md"))).isEqualTo(Path.of("../../blobs/" + FakeHub.gitBlob(text("# ጥያቄዎች 🦠\n"))));
        assertThat(cached("trees/" + FakeHub.COMMIT + ".json")).content().contains("\"format_version\" : 1", "lfs_sha256");
        assertThat(left(".incomplete")).isEmpty();
        assertThat(left(".tmp")).isEmpty();
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRevisionMayHaveSlashes() throws Exception {
        fake.add(NAME, false, some());
        Snapshot snapshot = pull(MGSM, "refs/convert/parquet");
        assertThat(cached("refs/refs/convert/parquet")).hasContent(FakeHub.COMMIT);
        assertThat(new HubCache(settings()).find(MGSM, "refs/convert/parquet")).contains(snapshot);
        assertThat(new HubCache(settings()).find(MGSM, "main")).isEmpty();
        assertThatThrownBy(() -> new HubCache(settings()).find(MGSM, "../../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws Exception {
        fake.add(NAME, false, some());
        pull(MGSM, "main");
        fake.seen.clear();
        pull(MGSM, FakeHub.COMMIT);
        assertThat(fake.seen).noneMatch(one -> one.path().contains("/resolve/"));
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"NONE"}, mode = EnumSource.Mode.EXCLUDE)
    void everythingArrivesThoughEveryFourthRequestFails(Fault fault) throws Exception {
        fake.add(NAME, false, some());
        fake.faulty = request -> request % 4 == 3 ? fault : Fault.NONE;
        Snapshot snapshot = pull(MGSM, "main");
        some().forEach((path, content) -> assertThat(snapshot.folder().resolve(path)).hasBinaryContent(content));
        assertThat(fake.faults.get(fault).get()).isGreaterThan(1);
        assertThat(left(".incomplete")).isEmpty();
        if (fault == Fault.LIMITED) {
            assertThat(pauses).isNotEmpty().allMatch(Duration.ofSeconds(FakeHub.RETRY_AFTER)::equals);
        }
    }

    /// A data set as the hub has it: a Parquet file for each language, text beside it, and every tenth request goes wrong in
    /// another way.
    @Test
    void aRealDataSetArrivesThoughEveryTenthRequestFails() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of("README.md", text("---\nlicense: cc-by-4.0\n---\n")));
        List<String> languages = Languages.bundled().all().stream().filter(l -> l.codeIn("global_mgsm").isPresent()).map(Language::code).toList();
        for (String language : languages) {
            Path file = folder.resolve(language + ".parquet");
            parquet(file, "SELECT '" + language + " ጥያቄ 🦆 ' || i AS question, i::VARCHAR AS answer, 'ለ' AS instruction, 'መልስ' AS answer_prefix FROM range(250) t(i)");
            files.put(language + "/test.parquet", Files.readAllBytes(file));
        }
        fake.add(NAME, false, files);
        List<Fault> kinds = Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE).toList();
        fake.faulty = request -> request % 10 == 0 ? kinds.get(request / 10 % kinds.size()) : Fault.NONE;
        Snapshot snapshot = pull(MGSM, "main");
        assertThat(fake.faults.keySet()).containsAll(kinds);
        files.forEach((path, content) -> assertThat(snapshot.folder().resolve(path)).hasBinaryContent(content));
        assertThat(Verification.of(new HubCache(settings()), snapshot)).hasSize(files.size()).allMatch(one -> one.state() == Verification.State.RIGHT);
        Task task = Registry.benchmarks().find("global-mgsm").open(new Benchmark.Options(new Benchmark.Data.Folder(folder.resolve("cache")), Languages.bundled(),
                Optional.empty(), OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), 0, Map.of()));
        assertThat(task.languages()).extracting(Language::code).containsExactlyElementsOf(languages);
        assertThat(task.signature().toString()).contains("data:CohereLabs/global-mgsm@" + FakeHub.COMMIT);
        try (Stream<Task.Question> questions = task.questions(Languages.bundled().get("am"))) {
            assertThat(questions.map(question -> question.sample().input())).hasSize(250).contains("am ጥያቄ 🦆 249");
        }
    }

    private static void parquet(Path file, String query) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:"); Statement statement = database.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, CODEC 'zstd')");
        }
    }

    @Test
    void aTornFileGoesOnWhereItStopped() throws Exception {
        fake.add(NAME, false, Map.of("am/test.parquet", noise(1, 100_000)));
        fake.faulty = request -> request == 4 ? Fault.TORN : Fault.NONE;
        pull(MGSM, "main");
        assertThat(fake.seen).filteredOn(FakeHub.Seen::storage).extracting(one -> one.range().orElse("whole")).containsExactly("whole", "bytes=50000-");
    }

    @Test
    void wrongBytesAreRefusedAndNamedAndNothingIsShown() throws Exception {
        fake.add(NAME, false, some());
        byte[] flipped = noise(1, 70_000);
        flipped[35_000] ^= 1;
        fake.replaced.put("am/test.parquet", flipped);
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set CohereLabs/global-mgsm, am/test.parquet: what came has sha256 " + FakeHub.sha256(flipped)
                        + ", expected " + FakeHub.sha256(noise(1, 70_000)) + "; it was refused and not kept");
        assertThat(cached("snapshots")).doesNotExist();
        assertThat(cached("blobs/" + FakeHub.sha256(noise(1, 70_000)))).doesNotExist();
        assertThat(cached("blobs/" + FakeHub.sha256(flipped))).doesNotExist();
    }

    @Test
    void aSmallFileIsCheckedByGitsDigest() {
        fake.add(NAME, false, some());
        fake.replaced.put("ur/test.jsonl", text("{\"question\":\"کتنا؟\"}\n".repeat(500)));
        assertThatThrownBy(() -> pull(MGSM, "main")).hasMessageContaining("ur/test.jsonl: what came has git blob sha1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../../../evil", "/evil", "a\\..\\..\\evil", "C:/evil", "a//b", "./a", "a/.", "a\0b", "a\nb"})
    void aPathThatLeavesTheCacheIsRefusedBeforeAnyFile(String path) {
        fake.add(NAME, false, some());
        fake.renamed.put("am/test.parquet", path);
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("outside of the cache");
        assertThat(fake.seen).noneMatch(one -> one.path().contains("/resolve/"));
    }

    @Test
    void theTokenGoesToTheHubAndToNoOtherHost() throws Exception {
        fake.add(NAME, true, some());
        environment.put("HF_TOKEN", " hf_good\n");
        pull(MGSM, "main");
        assertThat(fake.seen).filteredOn(FakeHub.Seen::storage).isNotEmpty().allMatch(one -> one.token().isEmpty());
        assertThat(fake.seen).filteredOn(one -> !one.storage()).isNotEmpty().allMatch(one -> one.token().equals(Optional.of("Bearer hf_good")));
    }

    @Test
    void theTokenIsReadFromTheFileOfTheLogin() throws Exception {
        fake.add(NAME, true, some());
        environment.put("HF_HOME", folder.resolve("home").toString());
        environment.put("HF_HUB_CACHE", "");
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/token"), "hf_good\n");
        try (Hub hub = new Hub(HubSettings.of(environment, folder), STALL, pauses::add)) {
            Snapshot snapshot = hub.pull(hub.look(MGSM, "main"), _ -> true, Progress.SILENT, () -> { });
            assertThat(snapshot.folder()).startsWith(folder.resolve("home/hub/datasets--CohereLabs--global-mgsm"));
        }
    }

    @Test
    void aGatedDataSetSaysWhereAccessIsAskedFor() {
        fake.add(NAME, true, some());
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set CohereLabs/global-mgsm is gated: ask for access at " + fake.address()
                        + "/datasets/CohereLabs/global-mgsm and give your token to Glossa (HF_TOKEN, or 'hf auth login')");
        environment.put("HF_TOKEN", "hf_other");
        assertThatThrownBy(() -> pull(MGSM, "main")).hasMessageContaining("the token that is set has none yet").hasMessageNotContaining("hf_other");
    }

    @Test
    void whatIsNotThereIsSaidInOneLine() {
        fake.add(NAME, false, some());
        environment.put("HF_TOKEN", "hf_good");
        assertThatThrownBy(() -> pull(Repository.dataset("a/b"), "main")).hasMessage("there is no data set a/b at " + fake.address());
        assertThatThrownBy(() -> pull(MGSM, "v9")).hasMessage("data set CohereLabs/global-mgsm has no revision 'v9'; see " + fake.address() + "/datasets/CohereLabs/global-mgsm");
        environment.remove("HF_TOKEN");
        assertThatThrownBy(() -> pull(Repository.dataset("a/b"), "main")).hasMessageContaining("private or gated").hasMessageContaining("set HF_TOKEN");
    }

    @Test
    void aHubThatStaysDownIsGivenUpAndWhatCameIsKept() throws Exception {
        fake.add(NAME, false, Map.of("am/test.parquet", noise(1, 100_000)));
        fake.faulty = request -> request == 4 ? Fault.TORN : request > 4 ? Fault.BUSY : Fault.NONE;
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(UncheckedIOException.class)
                .hasMessage("data set CohereLabs/global-mgsm, am/test.parquet: HTTP 503, at the last of 8 attempts; the same command goes on from here");
        assertThat(left(".incomplete")).singleElement().satisfies(partial -> assertThat(Path.of(partial)).hasSize(50_000));
        assertThat(cached("snapshots")).doesNotExist();
        fake.faulty = _ -> Fault.NONE;
        pull(MGSM, "main");
        assertThat(fake.seen.getLast().range()).contains("bytes=50000-");
    }

    @Test
    void whereNothingAnswersThatIsSaidSoon() {
        fake.close();
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(UncheckedIOException.class)
                .hasMessage("127.0.0.1: no connection, at the last of 3 attempts; the same command goes on from here");
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) < 0);
    }

    @Test
    void twoPullsAtOnceFetchEachFileOnce() throws Exception {
        fake.add(NAME, false, some());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Snapshot> one = () -> pull(MGSM, "main");
            for (Future<Snapshot> done : threads.invokeAll(List.of(one, one, one))) {
                assertThat(done.get().folder().resolve("am/test.parquet")).hasBinaryContent(noise(1, 70_000));
            }
        }
        assertThat(fake.count("/resolve/" + FakeHub.COMMIT + "/am/test.parquet")).isEqualTo(1);
    }

    @Test
    void withoutLinksASnapshotHoldsCopies() throws Exception {
        fake.add(NAME, false, some());
        environment.put("HF_HUB_DISABLE_SYMLINKS", "1");
        Snapshot snapshot = pull(MGSM, "main");
        some().forEach((path, content) -> assertThat(snapshot.folder().resolve(path)).hasBinaryContent(content).isRegularFile());
        assertThat(Files.isSymbolicLink(snapshot.folder().resolve("am/test.parquet"))).isFalse();
        assertThat(Verification.of(new HubCache(settings()), snapshot)).allMatch(one -> one.state() == Verification.State.RIGHT);
    }

    @Test
    void aFlippedByteOnDiskIsNamedAndMendedByAnotherPull() throws Exception {
        fake.add(NAME, false, some());
        Snapshot snapshot = pull(MGSM, "main");
        Path blob = snapshot.folder().resolve("km/test.parquet").toRealPath();
        byte[] flipped = Files.readAllBytes(blob);
        flipped[12_345] ^= 16;
        Files.write(blob, flipped);
        List<Verification.Finding> findings = Verification.of(new HubCache(settings()), snapshot);
        assertThat(findings).hasSize(some().size()).filteredOn(one -> one.state() != Verification.State.RIGHT).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("km/test.parquet");
            assertThat(one.note()).contains("sha256 " + FakeHub.sha256(flipped) + ", expected " + FakeHub.sha256(noise(2, 90_000)));
        });
        pull(MGSM, "main");
        assertThat(Verification.of(new HubCache(settings()), snapshot)).allMatch(one -> one.state() == Verification.State.RIGHT);
    }

    @Test
    void aModelInShardsIsFetchedWhole() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 1; i <= 3; i++) {
            files.put("Q4/tiny-0000" + i + "-of-00003.gguf", noise(i, 4000));
        }
        files.put("tiny-Q8.gguf", noise(9, 4000));
        fake.add("org/tiny", false, files);
        HubModel model = HubModel.parse("org/tiny/Q4/tiny-00002-of-00003.gguf@main");
        try (Hub hub = new Hub(settings(), STALL, pauses::add)) {
            Commit commit = hub.look(model.repository(), model.revision());
            Snapshot snapshot = hub.pull(commit, model.wanted(commit), Progress.SILENT, () -> { });
            assertThat(snapshot.folder()).isEqualTo(folder.resolve("cache/models--org--tiny/snapshots/" + FakeHub.COMMIT));
            assertThat(model.file(snapshot)).hasFileName("tiny-00001-of-00003.gguf");
            assertThat(snapshot.folder().resolve("Q4")).isDirectoryContaining("glob:**-00003-of-00003.gguf");
            assertThat(snapshot.folder().resolve("tiny-Q8.gguf")).doesNotExist();
            assertThat(model.find(new HubCache(settings()))).contains(snapshot);
            HubModel missing = HubModel.parse("org/tiny/tiny-Q2.gguf");
            assertThatThrownBy(() -> missing.wanted(commit)).hasMessageContaining("has no tiny-Q2.gguf at main").hasMessageContaining("tiny-Q8.gguf");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.gguf", "org/a.gguf", "org/repo/a.safetensors", "org/repo/a.gguf@", "org/repo/../a.gguf", "org/repo/a.gguf-x", "../repo/a.gguf", ""})
    void whatNamesNoModelFileIsRefused(String location) {
        assertThatThrownBy(() -> HubModel.parse(location)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org/repo/lid.176.bin", "org/repo/lid.176.ftz", "org/repo/sentencepiece.model", "org/repo/a.gguf@0123abc"})
    void filesOfIdentifiersAndTokenizersAreModelsToo(String location) {
        assertThat(HubModel.parse(location).repository().id()).isEqualTo("org/repo");
    }

    @Test
    void offlineThereIsNoHub() {
        environment.put("HF_HUB_OFFLINE", "yes");
        assertThatThrownBy(() -> pull(MGSM, "main")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("offline");
        assertThat(fake.seen).isEmpty();
    }
}

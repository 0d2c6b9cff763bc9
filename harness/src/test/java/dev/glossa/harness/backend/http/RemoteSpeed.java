package dev.glossa.harness.backend.http;

import dev.glossa.harness.Decoding;
import dev.glossa.harness.Key;
import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.ModelUri;
import dev.glossa.harness.Prompt;
import dev.glossa.harness.Request;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Target;
import dev.glossa.harness.Task;
import dev.glossa.harness.run.AskStage;
import dev.glossa.harness.run.Manifest;
import dev.glossa.harness.run.RunDirectory;
import dev.glossa.harness.run.Selection;
import dev.glossa.harness.run.TaskRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Requests per second of a whole run, journal and all, beside those of a bare `java.net.http` loop that reads nothing and
/// keeps nothing. Both in turns, so that whatever else the machine does hits both.
///
/// `src/test/bench/remote.sh` runs it: `RemoteSpeed REQUESTS PARALLEL MILLIS SLOTS [run]`, where `run` asks once, through a run
/// alone, and prints the peak of the heap.
final class RemoteSpeed {
    private static final int ROUNDS = 5;
    private static final Decoding DECODING = Decoding.greedy(64);
    private static final String QUESTION = "Translate to Amharic. Do NOT write anything else: ".repeat(4);

    private RemoteSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int requests = Integer.parseInt(arguments[0]);
        int parallel = Integer.parseInt(arguments[1]);
        Process server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                LoopbackServer.class.getName(), arguments[2], arguments[3]).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = server.inputReader()) {
            String address = "http://127.0.0.1:" + out.readLine() + "/v1";
            if (arguments.length > 4) {
                double rate = run(address, requests, parallel);
                long peak = java.lang.management.ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP).mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
                System.out.printf("run with journal: %,d samples, %,.0f/s, heap at most %,d MB of %,d%n", requests, rate, peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
                return;
            }
            // What waits for a server needs no warm machine, and takes long: there the backend is only asked by a run.
            boolean waits = !arguments[2].equals("0");
            int rounds = waits ? 3 : ROUNDS;
            double[][] rates = new double[3][rounds];
            for (int round = waits ? 0 : -1; round < rounds; round++) {
                long[] cpu = new long[4];
                double[] one = new double[3];
                cpu[0] = cpu();
                one[0] = bare(address, requests, parallel);
                cpu[1] = cpu();
                one[1] = waits ? Double.NaN : backend(address, requests, parallel);
                cpu[2] = cpu();
                one[2] = run(address, requests, parallel);
                cpu[3] = cpu();
                System.out.printf("%s bare %,.0f/s (%d us), backend %,.0f/s (%d us), run with journal %,.0f/s (%d us of CPU time a request)%n",
                        round < 0 ? "warm-up:" : "round " + (round + 1) + ":", one[0], (cpu[1] - cpu[0]) / requests / 1000,
                        one[1], (cpu[2] - cpu[1]) / requests / 1000, one[2], (cpu[3] - cpu[2]) / requests / 1000);
                for (int i = 0; i < 3 && round >= 0; i++) {
                    rates[i][round] = one[i];
                }
            }
            if (waits) {
                double ideal = Double.parseDouble(arguments[3]) * 1000 / Double.parseDouble(arguments[2]);
                System.out.printf("ideal %,.0f/s; bare %.3f of it, run with journal %.3f of it and %.3f of bare%n", ideal, median(rates[0]) / ideal,
                        median(rates[2]) / ideal, median(rates[2]) / median(rates[0]));
            } else {
                System.out.printf("median: bare %,.0f/s; backend %.3f of it; run with journal %.3f of it%n", median(rates[0]),
                        median(rates[1]) / median(rates[0]), median(rates[2]) / median(rates[0]));
            }
        } finally {
            server.destroy();
        }
    }

    private static double bare(String address, int requests, int parallel) throws Exception {
        byte[] payload = new Payload("tiny", ServerKind.VLLM, Optional.of(false), java.util.Set.of()).chat((Prompt.Context.Chat) Prompt.user(QUESTION), DECODING, false);
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return timed(requests, parallel, _ -> {
                HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/chat/completions")).header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(payload)).build();
                if (client.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
                    throw new IOException("no answer");
                }
            });
        }
    }

    private static double backend(String address, int requests, int parallel) throws Exception {
        try (HttpBackend backend = HttpBackend.open(HttpOptions.of(ModelUri.parse(address + "?parallel=" + parallel), Map.of()), Optional.empty(), Pace.SYSTEM)) {
            return timed(requests, parallel, i -> backend.complete(
                    new Request(new Key("flores/am/" + i, 0, ""), new Prompt.Generation(Prompt.user(QUESTION), DECODING))));
        }
    }

    private static double run(String address, int requests, int parallel) throws Exception {
        Path folder = Files.createTempDirectory("speed");
        Questions task = new Questions(requests);
        try (HttpBackend backend = HttpBackend.open(HttpOptions.of(ModelUri.parse(address + "?parallel=" + parallel), Map.of()), Optional.empty(), Pace.SYSTEM);
                RunDirectory directory = RunDirectory.create(folder.resolve("run"), new Manifest(Manifest.FORMAT, "tiny", backend.identity(), List.of(),
                        OptionalInt.empty(), 0, "1/1", 1, LocalDate.EPOCH, Map.of()))) {
            List<TaskRun> tasks = List.of(TaskRun.of(task, task.languages(), new Selection(OptionalInt.empty(), 0, Selection.Shard.parse("1/1")), 1));
            long start = System.nanoTime();
            AskStage.Summary summary = AskStage.run(directory, backend, tasks, false, (_, _, _) -> { });
            double rate = requests / ((System.nanoTime() - start) / 1e9);
            if (summary.answered() != requests) {
                throw new IOException(summary.toString());
            }
            return rate;
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private interface Ask {
        void at(int i) throws Exception;
    }

    private static double timed(int requests, int parallel, Ask ask) throws Exception {
        Semaphore free = new Semaphore(parallel);
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            int index = i;
            free.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    ask.at(index);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    free.release();
                }
            });
        }
        free.acquire(parallel);
        return requests / ((System.nanoTime() - start) / 1e9);
    }

    /// Nanoseconds of this process on all cores: what a loaded machine does not change.
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// As many questions as are wanted, made when they are asked for.
    private record Questions(int count) implements Task {
        private static final Language AMHARIC = Languages.bundled().get("am");

        @Override
        public String name() {
            return "flores";
        }

        @Override
        public List<Language> languages() {
            return List.of(AMHARIC);
        }

        @Override
        public Stream<Question> questions(Language language) {
            return IntStream.rangeClosed(1, count).mapToObj(i -> new Question(
                    new Sample("flores", language, SampleId.row(i), QUESTION, new Target.Open()), new Prompt.Generation(Prompt.user(QUESTION), DECODING)));
        }

        @Override
        public List<String> metrics() {
            return List.of("chrf");
        }

        @Override
        public Signature signature() {
            return Signature.EMPTY;
        }

        @Override
        public Map<String, String> digests(Language language) {
            return Map.of("questions", Signature.sha256(QUESTION.getBytes(StandardCharsets.UTF_8)));
        }
    }
}

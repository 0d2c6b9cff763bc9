package dev.glossa.judges.comet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The most memory that this process has held, after so many segments: the model, the JVM and everything else in it.
///
/// Arguments: the folder of a model, threads, and numbers of segments, ascending. Every segment is a new one.
final class CometMemory {
    private CometMemory() {}

    public static void main(String[] args) throws IOException {
        Path model = Path.of(args[0]);
        FloresLengths lengths = new FloresLengths(model.resolve("pieces.model"), 5);
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), Integer.parseInt(args[1]), CometModel.Settings.BATCH_TOKENS, Optional.empty());
        report("nothing", 0);
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            report("opened", 0);
            int done = 0;
            for (int most : Arrays.stream(args, 2, args.length).mapToInt(Integer::parseInt).toArray()) {
                while (done < most) {
                    int next = Math.min(most - done, 512);
                    List<Segment> segments = lengths.systems(1, next).getFirst();
                    comet.rate(segments);
                    done += next;
                }
                report("segments", done);
            }
        }
    }

    /// The most megabytes that this process has held.
    static long peak() throws IOException {
        return megabytes(Files.readAllLines(Path.of("/proc/self/status")), "VmHWM:");
    }

    private static void report(String what, int segments) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        Runtime java = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "%s %d peak %d MB, now %d MB, heap %d MB of %d%n", what, segments, megabytes(status, "VmHWM:"), megabytes(status, "VmRSS:"),
                java.totalMemory() - java.freeMemory() >> 20, java.totalMemory() >> 20);
    }

    private static long megabytes(List<String> status, String field) {
        return status.stream().filter(line -> line.startsWith(field)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElseThrow();
    }
}

package dev.glossa.judges.comet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Segments per second, against the same model asked one segment at a time. `comet_speed.sh` runs it.
///
/// Rounds in turn, in one process, so that a machine that slows down slows all; each figure is the median of the rounds, with
/// the least and the greatest. The seconds are those of the clock: nothing else should run. One by one is measured twice: as
/// onnxruntime comes, with all threads for each of the two graphs, and at its best, with one thread for the small graph. It
/// pads nothing.
///
/// Arguments: layers, width, heads, threads, segments, systems, rounds; languages that share their sources, 1 by default; the
/// tokens of a batch, if other than the default.
/// The model has random weights in the precision that `-Dcomet.precision` names, `fp32` by default, and stays in the folder
/// that `-Dcomet.models` names, if one does.
final class CometSpeed {
    private CometSpeed() {}

    public static void main(String[] args) throws IOException {
        int[] n = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        int threads = n[3];
        int systems = n[5];
        int rounds = n[6];
        int languages = n.length > 7 ? n[7] : 1;
        int batchTokens = n.length > 8 ? n[8] : CometModel.Settings.BATCH_TOKENS;
        String precision = System.getProperty("comet.precision", "fp32");
        Path model = model(n[0], n[1], n[2], precision);
        List<List<Segment>> asked = new FloresLengths(model.resolve("pieces.model"), 3).systems(systems, n[4], languages);
        List<Segment> warm = new FloresLengths(model.resolve("pieces.model"), 4).systems(1, 16).getFirst();
        System.out.printf(Locale.ROOT, "%d layers of %d, %s, %.1f MB; %d threads, %d segments by %d systems, sources shared by %d languages, batches of %d tokens, %d rounds%n",
                n[0], n[1], precision, Files.size(model.resolve("encoder.onnx")) / 1e6, threads, n[4], systems, languages, batchTokens, rounds);
        double[] plain = new double[rounds];
        double[] best = new double[rounds];
        double[][] after = new double[rounds][systems];
        double[] later = new double[rounds];
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), threads, batchTokens, Optional.empty());
        for (int round = 0; round < rounds; round++) {
            plain[round] = oneByOne(model, threads, threads, warm, asked.get(round % systems));
            best[round] = oneByOne(model, threads, 1, warm, asked.get(round % systems));
            try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
                comet.rate(warm);
                double seconds = 0;
                double first = 0;
                for (int system = 0; system < systems; system++) {
                    seconds += seconds(comet, asked.get(system));
                    if (system == 0) {
                        first = seconds;
                    }
                    after[round][system] = (system + 1) * n[4] / seconds;
                }
                later[round] = systems < 2 ? Double.NaN : (systems - 1) * n[4] / (seconds - first);
            }
        }
        report("one by one, as onnxruntime comes", plain, plain, best);
        report("one by one, at its best", best, plain, best);
        for (int system = 0; system < systems; system++) {
            int s = system;
            if (s < 3 || s == 4 || s == systems - 1) {
                report("%d system%s, nothing kept before; passes 1:%.2f".formatted(s + 1, s == 0 ? "" : "s", 3.0 * (s + 1) / (s + 2 + 1.0 / languages)),
                        IntStream.range(0, rounds).mapToDouble(round -> after[round][s]).toArray(), plain, best);
            }
        }
        report("each further system, or vectors kept; passes 1:3", later, plain, best);
    }

    static Path model(int layers, int width, int heads, String precision) throws IOException {
        Path kept = Path.of(System.getProperty("comet.models", Files.createTempDirectory("comet-speed").toString()));
        Path model = kept.resolve("%dx%d-%s".formatted(layers, width, precision));
        return Files.exists(model.resolve("manifest.json")) ? model : new RandomComet(layers, width, heads, precision).write(model);
    }

    private static double oneByOne(Path model, int encoderThreads, int headThreads, List<Segment> warm, List<Segment> segments) throws IOException {
        try (OneByOne loop = new OneByOne(model, encoderThreads, headThreads)) {
            warm.forEach(loop::score);
            long start = System.nanoTime();
            segments.forEach(loop::score);
            return segments.size() / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static double seconds(CometModel comet, List<Segment> segments) {
        long start = System.nanoTime();
        for (int from = 0; from < segments.size(); from += 512) {
            comet.rate(segments.subList(from, Math.min(segments.size(), from + 512)));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// The ratios are the medians of the rounds' own.
    private static void report(String what, double[] rates, double[] plain, double[] best) {
        double[] sorted = Arrays.stream(rates).sorted().toArray();
        double[] overBest = ratios(rates, best);
        System.out.printf(Locale.ROOT, "%-60s %7.1f segments per second (%.1f-%.1f); %.2f x as it comes, %.2f x its best (%.2f-%.2f)%n", what, median(sorted),
                sorted[0], sorted[sorted.length - 1], median(ratios(rates, plain)), median(overBest), overBest[0], overBest[overBest.length - 1]);
    }

    private static double[] ratios(double[] rates, double[] others) {
        return IntStream.range(0, rates.length).mapToDouble(i -> rates[i] / others[i]).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}

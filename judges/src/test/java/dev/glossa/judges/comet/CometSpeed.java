package dev.glossa.judges.comet;

import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Segments per second, against the same model asked one segment at a time. Run it with
///
///     mvn -q -pl judges -am test-compile && mvn -q -pl judges dependency:build-classpath -Dmdep.outputFile=/tmp/cp
///     java -cp judges/target/test-classes:judges/target/classes:$(cat /tmp/cp) dev.glossa.judges.comet.CometSpeed 6 384 12 2 256 4
///
/// The seconds are those of the clock: nothing else should run. The same model one by one is asked with its threads within an
/// operation, as a loop over segments uses them.
///
/// Arguments: layers, width, heads, threads, segments, systems, and the tokens of a batch. The model has random weights; the lengths are those of
/// FLORES-200 devtest in 76 languages under a unigram model of 20,000 pieces.
final class CometSpeed {
    /// Tokens at every twentieth of the distribution, special tokens included.
    private static final int[] LENGTHS = {15, 29, 33, 37, 39, 42, 45, 47, 49, 52, 54, 56, 59, 62, 65, 68, 72, 77, 84, 96, 206};

    private CometSpeed() {}

    public static void main(String[] args) throws IOException {
        int layers = Integer.parseInt(args[0]);
        int width = Integer.parseInt(args[1]);
        int heads = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        int segments = Integer.parseInt(args[4]);
        int systems = Integer.parseInt(args[5]);
        Path folder = Files.createTempDirectory("comet-speed");
        Path model = new RandomComet(layers, width, heads, "fp32").write(folder.resolve("model"));
        List<List<Segment>> asked = segments(model, segments, systems);
        System.out.printf(Locale.ROOT, "%d layers of %d, %d threads, %d segments x %d systems, %.1f MB%n", layers, width, threads, segments, systems,
                Files.size(model.resolve("encoder.onnx")) / 1e6);
        double slow = oneByOne(model, asked, threads);
        System.out.printf(Locale.ROOT, "%-44s %8.1f segments per second%n", "one by one", slow);
        CometModel.Settings settings = new CometModel.Settings(Device.parse("cpu"), threads, args.length > 6 ? Integer.parseInt(args[6]) : CometModel.Settings.BATCH_TOKENS,
                Optional.of(folder.resolve("embeddings")));
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            for (int system = 0; system < systems; system++) {
                report("batches, system " + (system + 1), rate(comet, asked.get(system)), slow);
            }
        }
        CometModel.Settings cold = new CometModel.Settings(settings.device(), threads, settings.batchTokens(), Optional.empty());
        try (CometModel comet = CometModel.open(model, Architecture.COMET, cold)) {
            List<Segment> all = asked.stream().flatMap(List::stream).toList();
            report("batches, all systems, nothing kept before", rate(comet, all), slow);
        }
        try (CometModel comet = CometModel.open(model, Architecture.COMET, settings)) {
            List<Segment> all = asked.stream().flatMap(List::stream).toList();
            report("batches, all systems, vectors kept on disk", rate(comet, all), slow);
        }
    }

    private static double rate(CometModel comet, List<Segment> segments) {
        long start = System.nanoTime();
        for (int from = 0; from < segments.size(); from += 512) {
            comet.rate(segments.subList(from, Math.min(segments.size(), from + 512)));
        }
        return segments.size() / ((System.nanoTime() - start) / 1e9);
    }

    private static void report(String what, double rate, double slow) {
        System.out.printf(Locale.ROOT, "%-44s %8.1f segments per second, %.1f x%n", what, rate, rate / slow);
    }

    /// Three passes and the head for each segment, without padding: what a loop over the segments costs.
    private static double oneByOne(Path model, List<List<Segment>> asked, int threads) throws IOException {
        XlmrTokenizer tokenizer = new XlmrTokenizer(SentencePiece.load(model.resolve("pieces.model")), 512);
        Map<String, Architecture.Shape> shapes = Architecture.COMET.graphs();
        Device cpu = Device.parse("cpu");
        try (Graph encoder = Graph.open(model.resolve("encoder.onnx"), shapes.get("encoder"), true, cpu, threads);
                Graph head = Graph.open(model.resolve("head.onnx"), shapes.get("head"), true, cpu, threads)) {
            encoder.run(new int[][] {{0, 5, 2}}, 3);
            int done = 0;
            long start = System.nanoTime();
            for (int i = 0; i < asked.getFirst().size() && (i < 12 || System.nanoTime() - start < 20_000_000_000L); i++) {
                Segment segment = asked.get(i % asked.size()).get(i);
                float[][][] vectors = new float[3][1][];
                String[] texts = {segment.source(), segment.translation(), segment.reference().orElseThrow()};
                for (int part = 0; part < 3; part++) {
                    int[] ids = tokenizer.encode(texts[part]).ids();
                    vectors[part][0] = encoder.run(new int[][] {ids}, ids.length).get("embedding").row(0);
                }
                head.values(Map.of("src", vectors[0], "mt", vectors[1], "ref", vectors[2]));
                done++;
            }
            return done / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static List<List<Segment>> segments(Path model, int segments, int systems) throws IOException {
        SentencePiece pieces = SentencePiece.load(model.resolve("pieces.model"));
        List<String> words = new ArrayList<>();
        for (int id = 0; id < pieces.size(); id++) {
            String piece = pieces.piece(id);
            if (piece.startsWith("\u2581") && piece.length() > 3) {
                words.add(piece.substring(1));
            }
        }
        Random random = new Random(3);
        List<List<Segment>> all = new ArrayList<>();
        for (int system = 0; system < systems; system++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < segments; i++) {
            String source = text(words, random);
            String reference = text(words, random);
            for (List<Segment> system : all) {
                system.add(new Segment(source, text(words, random), Optional.of(reference)));
            }
        }
        return all;
    }

    private static String text(List<String> words, Random random) {
        int at = random.nextInt(LENGTHS.length - 1);
        int length = LENGTHS[at] + random.nextInt(Math.max(1, LENGTHS[at + 1] - LENGTHS[at])) - 2;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : " ").append(words.get(random.nextInt(words.size())));
        }
        return text.toString();
    }
}

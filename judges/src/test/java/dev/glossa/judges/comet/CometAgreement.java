package dev.glossa.judges.comet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// How far the scores of two models are apart, over segments of FLORES' lengths: of a model and its export in another
/// precision.
///
/// @param mean        of the absolute differences
/// @param greatest    of them
/// @param deviation   standard deviation of the first model's scores
/// @param correlation Pearson's
record CometAgreement(int segments, double mean, double greatest, double deviation, double correlation) {

    /// Arguments: the folder of one model, of the other, a number of segments.
    public static void main(String[] args) throws IOException {
        List<Segment> segments = new FloresLengths(Path.of(args[0]).resolve("pieces.model"), 9).systems(1, Integer.parseInt(args[2])).getFirst();
        System.out.println(of(rate(Path.of(args[0]), segments), rate(Path.of(args[1]), segments)));
    }

    private static List<Rating> rate(Path model, List<Segment> segments) throws IOException {
        try (CometModel comet = CometModel.open(model, Architecture.COMET, ModelFolders.settings())) {
            return comet.rate(segments);
        }
    }

    static CometAgreement of(List<Rating> some, List<Rating> others) {
        double[] a = some.stream().mapToDouble(Rating::score).toArray();
        double[] b = others.stream().mapToDouble(Rating::score).toArray();
        double[] apart = IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).toArray();
        double deviation = Math.sqrt(covariance(a, a));
        return new CometAgreement(a.length, mean(apart), java.util.Arrays.stream(apart).max().orElseThrow(), deviation,
                covariance(a, b) / deviation / Math.sqrt(covariance(b, b)));
    }

    private static double covariance(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - mean(a)) * (b[i] - mean(b))).sum() / a.length;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    @Override
    public String toString() {
        return "%d segments, %.1e apart on average, %.1e at most; standard deviation of the scores %.1e, correlation %.5f".formatted(segments, mean, greatest, deviation,
                correlation);
    }
}

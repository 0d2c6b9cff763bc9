package dev.glossa.judges.comet;

import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// COMET as a loop over segments has it: three passes and the head for each, without padding, company or memory. The plain
/// twin of [RegressionEstimator].
final class OneByOne implements AutoCloseable {
    private final XlmrTokenizer tokenizer;
    private final Graph encoder;
    private final Graph head;

    /// @param encoderThreads within an operation
    /// @param headThreads    as many as the encoder has are what onnxruntime gives each graph by itself, but then the idle ones
    ///     of the head spin beside the encoder; one is best
    OneByOne(Path model, int encoderThreads, int headThreads) throws IOException {
        Map<String, Architecture.Shape> shapes = Architecture.COMET.graphs();
        tokenizer = new XlmrTokenizer(SentencePiece.load(model.resolve("pieces.model")), 512);
        // "quantized" graphs get a lone row as it is
        encoder = Graph.open(model.resolve("encoder.onnx"), shapes.get("encoder"), true, Device.parse("cpu"), encoderThreads);
        head = Graph.open(model.resolve("head.onnx"), shapes.get("head"), true, Device.parse("cpu"), headThreads);
    }

    double score(Segment segment) {
        return head.values(Map.of("src", vector(segment.source()), "mt", vector(segment.translation()), "ref", vector(segment.reference().orElseThrow())))[0];
    }

    private float[][] vector(String text) {
        int[] ids = tokenizer.encode(text).ids();
        return new float[][] {encoder.run(new int[][] {ids}, ids.length).get("embedding").row(0)};
    }

    @Override
    public void close() {
        encoder.close();
        head.close();
    }
}

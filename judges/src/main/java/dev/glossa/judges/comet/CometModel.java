package dev.glossa.judges.comet;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.glossa.judges.sentencepiece.Dialect;
import dev.glossa.judges.sentencepiece.SentencePiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An opened model folder.
final class CometModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CometModel.class.getName());
    private static final int MOST_ROWS = 64;
    private static final long MEMORY_FOR_EMBEDDINGS = 64L << 20;
    private static final long MOST_BYTES_ON_DISK = 4L << 30;

    private final ModelFolder folder;
    private final Estimator estimator;

    private CometModel(ModelFolder folder, Estimator estimator) {
        this.folder = folder;
        this.estimator = estimator;
    }

    /// How to run a model; none of it is meant to change a score.
    ///
    /// @param threads    on the processor, batches side by side; on a GPU one batch runs at a time
    /// @param batchTokens of one batch, padding included: what memory grows with
    /// @param embeddings where vectors are kept between runs; empty for nowhere
    record Settings(Device device, int threads, int batchTokens, Optional<Path> embeddings) {
        /// On a processor: 512 fill its arithmetic, 4096 leave its caches, and memory grows with them.
        static final int BATCH_TOKENS = 512;
        static final int GPU_BATCH_TOKENS = 8192;

        Settings {
            if (threads < 1 || threads > 1024) {
                throw new IllegalArgumentException(threads + " threads; 1 to 1024 make sense");
            }
        }

        BatchRunner runner(Graph graph, SentenceEncoder.Limits limits) {
            return new BatchRunner(graph, limits, device.gpu() < 0 ? threads : 1);
        }
    }

    static CometModel open(Path path, Architecture architecture, Settings settings) throws IOException {
        ModelFolder folder = ModelFolder.open(path, architecture);
        ModelFolder.Manifest manifest = folder.manifest();
        XlmrTokenizer tokenizer = tokenizer(folder);
        boolean quantized = manifest.precision().equals("int8");
        SentenceEncoder.Limits limits = new SentenceEncoder.Limits(settings.batchTokens(), quantized ? 1 : MOST_ROWS, manifest.maxTokens());
        List<Graph> opened = new ArrayList<>();
        try {
            architecture.graphs().forEach((part, shape) -> opened.add(
                    Graph.open(folder.graph(part), shape, quantized, settings.device(), 1)));
            List<String> parts = List.copyOf(architecture.graphs().keySet());
            Estimator estimator = switch (architecture) {
                case COMET -> regression(folder, tokenizer, opened.get(parts.indexOf("encoder")), opened.get(parts.indexOf("head")), settings, limits);
                case COMETKIWI -> new UnifiedEstimator(tokenizer, new JointSequences(settings.runner(opened.getFirst(), limits)));
                case XCOMET -> new ErrorSpanEstimator(tokenizer, new JointSequences(settings.runner(opened.getFirst(), limits)));
            };
            return new CometModel(folder, estimator);
        } catch (RuntimeException | IOException e) {
            opened.forEach(Graph::close);
            throw e;
        }
    }

    private static XlmrTokenizer tokenizer(ModelFolder folder) throws IOException {
        ModelFolder.Manifest manifest = folder.manifest();
        Dialect dialect = manifest.tokenizer().ties().equals("sentencepiece") ? Dialect.SENTENCEPIECE : Dialect.HUGGING_FACE;
        SentencePiece pieces = SentencePiece.load(folder.tokenizer()).with(dialect);
        if (pieces.size() + XlmrTokenizer.ADDED != manifest.tokenizer().vocabulary()) {
            throw new IllegalArgumentException("%s has %d pieces, so %d ids; the manifest's vocabulary is %d".formatted(
                    folder.tokenizer(), pieces.size(), pieces.size() + XlmrTokenizer.ADDED, manifest.tokenizer().vocabulary()));
        }
        return new XlmrTokenizer(pieces, manifest.maxTokens());
    }

    private static Estimator regression(ModelFolder folder, XlmrTokenizer tokenizer, Graph encoder, Graph head, Settings settings,
            SentenceEncoder.Limits limits) throws IOException {
        try {
            long width = encoder.width("embedding");
            for (String input : Architecture.COMET.graphs().get("head").inputs()) {
                if (head.width(input) != width || width < 1) {
                    throw new IllegalArgumentException("%s: the encoder's vectors have %d values, input '%s' of the head %d".formatted(
                            folder.path(), width, input, head.width(input)));
                }
            }
            Optional<EmbeddingStore> store = Optional.empty();
            if (settings.embeddings().isPresent()) {
                String name = "%.16s-%s-%s.embeddings".formatted(folder.digest(), OrtEnvironment.getEnvironment().getVersion(), settings.device());
                store = store(settings.embeddings().get().resolve(name), (int) width);
            }
            EmbeddingCache cache = new EmbeddingCache(MEMORY_FOR_EMBEDDINGS, (int) width, store);
            return new RegressionEstimator(tokenizer, new SentenceEncoder(settings.runner(encoder, limits), cache), head);
        } catch (OrtException e) {
            throw new IllegalArgumentException(folder.path() + ": " + e.getMessage(), e);
        }
    }

    /// Vectors that cannot be kept cost time, never the run.
    private static Optional<EmbeddingStore> store(Path file, int width) {
        try {
            return Optional.of(EmbeddingStore.open(file, width, MOST_BYTES_ON_DISK));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "embeddings are not kept in {0}: {1}", file.getParent(), e);
            return Optional.empty();
        }
    }

    /// One caller's segments at a time: a batch has all threads already.
    synchronized List<Rating> rate(List<Segment> segments) {
        return segments.isEmpty() ? List.of() : estimator.rate(segments);
    }

    /// See [Estimator#passes].
    long passes() {
        return estimator.passes();
    }

    ModelFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        estimator.close();
    }
}

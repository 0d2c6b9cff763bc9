package dev.glossa.judges.comet;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Canary;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Kept;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import dev.glossa.harness.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// A neural metric of the COMET family. The model is a folder that `export_comet.py` made, given as the file of the
/// metric's name.
///
/// Options: `device` (`cpu`, `cuda`, `cuda:N`), `threads`, `embeddings` (a folder, or `none`), `unsupported:score`, which
/// scores languages that the model never saw, `canaries`, how many items of each language have some.
public abstract sealed class CometMetric implements Metric {
    /// 2: texts are taken apart as `tokenizers` does, marks that stand apart and special tokens spelled out included.
    private static final int REVISION = 2;

    private final Architecture architecture;

    private CometMetric(Architecture architecture) {
        this.architecture = architecture;
    }

    /// With source and reference.
    public static final class WithReference extends CometMetric {
        public WithReference() {
            super(Architecture.COMET);
        }
    }

    /// Quality estimation: with the source alone.
    public static final class WithoutReference extends CometMetric {
        public WithoutReference() {
            super(Architecture.COMETKIWI);
        }
    }

    /// With error spans; facets `mqm` and the mean numbers of errors.
    public static final class WithErrorSpans extends CometMetric {
        public WithErrorSpans() {
            super(Architecture.XCOMET);
        }

        @Override
        public Map<String, ToDoubleFunction<Statistics>> facets() {
            Map<String, ToDoubleFunction<Statistics>> facets = new LinkedHashMap<>();
            facets.put("mqm", sums -> sums.get(2) / sums.get(1));
            for (ErrorSpan.Severity severity : ErrorSpan.Severity.values()) {
                facets.put(severity.name().toLowerCase(Locale.ROOT), sums -> sums.get(3 + severity.ordinal()) / sums.get(1));
            }
            return facets;
        }

        @Override
        public int width() {
            return 3 + ErrorSpan.Severity.values().length;
        }

        @Override
        public Direction direction(String facet) {
            return isCount(facet) ? Direction.LESS_IS_BETTER : Direction.MORE_IS_BETTER;
        }

        @Override
        public Scale scale(String facet) {
            return isCount(facet) ? Scale.COUNT : scale();
        }

        private static boolean isCount(String facet) {
            return Stream.of(ErrorSpan.Severity.values()).anyMatch(severity -> severity.name().toLowerCase(Locale.ROOT).equals(facet));
        }

        @Override
        Score score(Rating rating, String note) {
            double[] sums = {rating.score(), 1, rating.mqm(), 0, 0, 0};
            for (ErrorSpan.Severity severity : ErrorSpan.Severity.values()) {
                sums[3 + severity.ordinal()] = rating.count(severity);
            }
            String spans = rating.spans().isEmpty() ? "" : SpanNote.write(rating.spans());
            return new Score.Scored(rating.score(), Statistics.of(sums), note.isEmpty() ? spans : note);
        }
    }

    @Override
    public String name() {
        return architecture.wireName();
    }

    @Override
    public Scale scale() {
        return Scale.RAW;
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.References;
    }

    @Override
    public Optional<String> reservation(Language language) {
        return XlmrLanguages.saw(language) ? Optional.empty() : Optional.of("XLM-R never saw " + language.name() + " (" + language.code() + ")");
    }

    @Override
    public Map<String, String> misjudged(Map<String, Score> canaries) {
        return CometCanaries.misjudged(canaries);
    }

    Score score(Rating rating, String note) {
        return Score.Scored.mean(rating.score(), note);
    }

    @Override
    public Scorer scorer(Resources resources) {
        Path folder = resources.file(name()).orElseThrow(() -> new IllegalArgumentException(
                name() + " needs a model folder: --file " + name() + "=DIR; judges/src/main/python/export_comet.py makes one of a checkpoint"));
        try {
            int canaries = CometCanaries.items(resources.option("canaries"));
            CometModel.Settings settings = settings(resources);
            Kept<CometModel> model = Kept.of(CometModel.class, List.of(folder.toAbsolutePath(), architecture, settings), () -> CometModel.open(folder, architecture, settings));
            return new ModelScorer(model, resources.option("unsupported").equals(Optional.of("score")), canaries);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static CometModel.Settings settings(Resources resources) {
        Optional<Path> embeddings = switch (resources.option("embeddings").orElse("")) {
            case "none" -> Optional.empty();
            case "" -> Optional.of(UserCache.root().resolve("embeddings"));
            case String path -> Optional.of(Path.of(path));
        };
        int threads;
        try {
            threads = resources.option("threads").map(Integer::parseInt).orElse(Runtime.getRuntime().availableProcessors());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("threads '" + resources.option("threads").orElse("") + "' is no number", e);
        }
        Device device = Device.parse(resources.option("device").orElse("cpu"));
        int batchTokens = device.gpu() < 0 ? CometModel.Settings.BATCH_TOKENS : CometModel.Settings.GPU_BATCH_TOKENS;
        return new CometModel.Settings(device, threads, batchTokens, embeddings);
    }

    private final class ModelScorer implements Scorer {
        private final Kept<CometModel> model;
        private final boolean alsoUnsupported;
        private final int canaries;

        ModelScorer(Kept<CometModel> model, boolean alsoUnsupported, int canaries) {
            this.model = model;
            this.alsoUnsupported = alsoUnsupported;
            this.canaries = canaries;
        }

        @Override
        public Signature signature() {
            ModelFolder folder = model.value().folder();
            ModelFolder.Manifest manifest = folder.manifest();
            return Signature.EMPTY.with("model", manifest.name()).with("digest", folder.digest().substring(0, 12))
                    .with("precision", manifest.precision()).with("scale", manifest.scale()).with("crev", REVISION);
        }

        /// Many, so that segments of one length meet; the graph gets them in smaller batches.
        @Override
        public int batchSize() {
            return 512;
        }

        /// One: the graph has threads of its own.
        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int canaryItems() {
            return canaries;
        }

        @Override
        public List<Canary> canaries(Canary.Material material) {
            return reservation(material.sample().language()).isPresent() && !alsoUnsupported ? List.of() : CometCanaries.of(material);
        }

        @Override
        public List<Score> score(List<Answered> batch) {
            List<Optional<Segment>> asked = batch.stream().map(this::segment).toList();
            List<Rating> ratings = model.value().rate(asked.stream().flatMap(Optional::stream).toList());
            Score[] scores = new Score[batch.size()];
            int next = 0;
            for (int i = 0; i < scores.length; i++) {
                Answered answered = batch.get(i);
                Optional<String> reservation = reservation(answered.sample().language());
                if (asked.get(i).isPresent() && !ratings.get(next).isNumber()) {
                    scores[i] = new Score.Failed("the model gave " + ratings.get(next++).score() + "; one in half precision may need a device that computes in more");
                } else if (asked.get(i).isPresent()) {
                    String empty = asked.get(i).get().translation().isBlank() ? "empty" : "";
                    scores[i] = CometMetric.this.score(ratings.get(next++), reservation.map(why -> "unsupported: " + why).orElse(empty));
                } else if (answered.completion() instanceof Completion.Failed(String reason)) {
                    scores[i] = new Score.Failed(reason);
                } else {
                    scores[i] = new Score.Failed(reservation.orElse("nothing to score") + "; the option unsupported:score scores it all the same");
                }
            }
            return List.of(scores);
        }

        /// What the model is asked; empty for an answer that it is not asked about.
        private Optional<Segment> segment(Answered answered) {
            Sample sample = answered.sample();
            return switch (answered.completion()) {
                case Completion.Text(String text, var _, var _, var _, var _) -> {
                    if (!(sample.target() instanceof Target.References(List<String> references))) {
                        throw new IllegalArgumentException(answered.key() + " is no translation with references; " + name() + " scores those");
                    }
                    if (references.size() > 1 && architecture != Architecture.COMETKIWI) {
                        throw new IllegalArgumentException(answered.key() + " has " + references.size() + " references; " + name() + " compares with one");
                    }
                    yield reservation(sample.language()).isPresent() && !alsoUnsupported ? Optional.empty()
                            : Optional.of(new Segment(sample.input(), text, references.stream().findFirst()));
                }
                case Completion.Likelihoods _ -> throw new IllegalArgumentException(answered.key() + " was answered with likelihoods; " + name() + " reads text");
                case Completion.Failed _ -> Optional.empty();
            };
        }

        @Override
        public void close() {
            model.close();
        }
    }
}

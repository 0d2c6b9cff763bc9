package dev.glossa.reports.aggregate;

import dev.glossa.harness.Language;
import dev.glossa.harness.Languages;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.SampleId;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Statistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// Scores written by hand or by a generator with known truth, for tests.
public final class Bench {
    public static final Languages LANGUAGES = Languages.bundled();

    /// A metric that pools and reads as it is told.
    ///
    /// @param doubted    languages in which its values are not to be trusted
    /// @param directions of those readings in which more is not better, the metric itself under the empty name
    /// @param scales     of those facets that have one of their own
    public record Toy(String name, Scale scale, Map<String, ToDoubleFunction<Statistics>> facets, ToDoubleFunction<Statistics> read,
            Map<String, String> doubted, Map<String, Direction> directions, Map<String, Scale> scales) implements Metric {
        public Toy(String name, Scale scale, Map<String, ToDoubleFunction<Statistics>> facets, ToDoubleFunction<Statistics> read, Map<String, String> doubted) {
            this(name, scale, facets, read, doubted, Map.of(), Map.of());
        }

        public Toy(String name, Scale scale, Map<String, ToDoubleFunction<Statistics>> facets, ToDoubleFunction<Statistics> read) {
            this(name, scale, facets, read, Map.of());
        }

        @Override
        public Optional<String> reservation(Language language) {
            return Optional.ofNullable(doubted.get(language.code()));
        }

        public static final Toy ACCURACY = new Toy("strict", Scale.PROPORTION, Map.of(), s -> s.get(0) / s.get(1));
        public static final Toy POINTS = new Toy("chrf", Scale.POINTS, Map.of(), s -> 100 * s.get(0) / s.get(1));

        @Override
        public boolean ascending() {
            return direction("") == Direction.MORE_IS_BETTER;
        }

        @Override
        public Direction direction(String facet) {
            return directions.getOrDefault(facet, Direction.MORE_IS_BETTER);
        }

        @Override
        public Scale scale(String facet) {
            return scales.getOrDefault(facet, scale);
        }

        @Override
        public boolean reads(Sample sample) {
            return true;
        }

        /// As wide as the metric of its name.
        @Override
        public int width() {
            return switch (name) {
                case "chrf" -> 18;
                case "rubric" -> 6;
                default -> 2;
            };
        }

        @Override
        public double pool(Statistics total) {
            return read.applyAsDouble(total);
        }

        @Override
        public Scorer scorer(Resources resources) {
            throw new AssertionError("reports never score");
        }
    }

    private final Scores.Builder builder;
    private Flags flags = Flags.NONE;
    private final List<String> models;

    public Bench(String... models) {
        this.models = List.of(models);
        this.builder = new Scores.Builder(this.models, LANGUAGES);
    }

    public Bench declare(String benchmark, Metric metric, String... slices) {
        builder.declare(benchmark, metric, List.of(slices));
        return this;
    }

    public Bench add(String model, String sample, String metric, Score score) {
        return add(model, sample, 0, metric, score, false, Map.of());
    }

    public Bench add(String model, String sample, int repeat, String metric, Score score, boolean truncated, Map<String, String> attributes) {
        builder.add(models.indexOf(model), SampleId.parse(sample), repeat, metric, score, truncated, attributes, "sig");
        return this;
    }

    /// Right or wrong answers of one model in one language: `1` right, `0` wrong, `t` right but truncated, `u` unparsed, `f` failed.
    public Bench answers(String model, String benchmark, String language, String metric, String states) {
        for (int i = 0; i < states.length(); i++) {
            char state = states.charAt(i);
            Score score = switch (state) {
                case 'u' -> new Score.Unparsed("no JSON");
                case 'f' -> new Score.Failed("timeout");
                default -> Score.Scored.mean(state == '0' ? 0 : 1, "");
            };
            add(model, benchmark + "/" + language + "/" + SampleId.row(i + 1), 0, metric, score, state == 't', Map.of());
        }
        return this;
    }

    public Bench flagged(Flags flags) {
        this.flags = flags;
        return this;
    }

    /// Tells from which data a model was asked in a language.
    public Bench data(String model, String benchmark, String language, String digest) {
        builder.data(models.indexOf(model), benchmark, language, digest);
        return this;
    }

    public Scores build() {
        return builder.build(flags);
    }

    public Table table() {
        return build().tables().getFirst();
    }
}

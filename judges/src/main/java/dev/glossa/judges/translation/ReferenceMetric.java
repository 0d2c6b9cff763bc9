package dev.glossa.judges.translation;

import dev.glossa.harness.Answered;
import dev.glossa.harness.Completion;
import dev.glossa.harness.Language;
import dev.glossa.harness.Metric;
import dev.glossa.harness.Sample;
import dev.glossa.harness.Score;
import dev.glossa.harness.Scorer;
import dev.glossa.harness.Signature;
import dev.glossa.harness.Statistics;
import dev.glossa.harness.Target;
import dev.glossa.judges.sacrebleu.Bleu;
import dev.glossa.judges.sacrebleu.ChrF;
import dev.glossa.judges.sacrebleu.CorpusMetric;
import dev.glossa.judges.sacrebleu.MetricSignature;
import dev.glossa.judges.sacrebleu.Ter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A metric of sacreBLEU over a language's segments as one corpus: pooled, never averaged. The output is scored as it is,
/// an empty one included (protocol, section 5.4).
public abstract sealed class ReferenceMetric implements Metric {
    private final String name;
    private final CorpusMetric metric;

    private ReferenceMetric(String name, CorpusMetric metric) {
        this.name = name;
        this.metric = metric;
    }

    /// chrF2 with sacreBLEU's defaults.
    public static final class CharacterF extends ReferenceMetric {
        public CharacterF() {
            super("chrf", ChrF.defaults());
        }
    }

    /// chrF2++.
    public static final class CharacterFPlusPlus extends ReferenceMetric {
        public CharacterFPlusPlus() {
            super("chrf++", ChrF.plusPlus());
        }
    }

    /// BLEU, with a tokenizer that suits each language unless one was named for all.
    public static final class WordBleu extends ReferenceMetric {
        public WordBleu() {
            super("bleu", Bleu.defaults());
        }

        @Override
        Measure measure(Resources resources) {
            return BleuTokenizers.of(resources);
        }
    }

    /// TER. Of a language written without spaces it says little: its words are what white space separates.
    public static final class EditRate extends ReferenceMetric {
        public EditRate() {
            super("ter", Ter.defaults());
        }

        @Override
        public boolean ascending() {
            return false;
        }
    }

    /// What measures an answer in a language, and the signature of it all.
    interface Measure {
        CorpusMetric in(Language language);

        MetricSignature signature();
    }

    Measure measure(Resources resources) {
        return new Measure() {
            @Override
            public CorpusMetric in(Language language) {
                return metric;
            }

            @Override
            public MetricSignature signature() {
                return metric.signature("1");
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean reads(Sample sample) {
        return sample.target() instanceof Target.References;
    }

    @Override
    public Scale scale() {
        return Scale.POINTS;
    }

    @Override
    public int width() {
        return metric.width();
    }

    @Override
    public double pool(Statistics total) {
        return metric.score(total.toArray());
    }

    @Override
    public Scorer scorer(Resources resources) {
        Measure measure = measure(resources);
        return new Scorer() {
            @Override
            public Signature signature() {
                Signature signature = Signature.EMPTY;
                for (var entry : measure.signature().entries().entrySet()) {
                    // The number of references varies with the data; the port's version stands under the original's name.
                    signature = switch (entry.getKey()) {
                        case "nrefs" -> signature;
                        case "version" -> signature.with("sacrebleu", MetricSignature.VERSION);
                        case String key -> signature.with(key, entry.getValue());
                    };
                }
                return signature;
            }

            @Override
            public int batchSize() {
                return 64;
            }

            @Override
            public List<Score> score(List<Answered> batch) {
                Map<CorpusMetric, CorpusMetric.SegmentReader> readers = new HashMap<>();
                return batch.stream().map(answered -> {
                    CorpusMetric ours = measure.in(answered.sample().language());
                    return scored(answered, readers.computeIfAbsent(ours, CorpusMetric::reader));
                }).toList();
            }
        };
    }

    private Score scored(Answered answered, CorpusMetric.SegmentReader reader) {
        if (!(answered.sample().target() instanceof Target.References(List<String> references))) {
            throw new IllegalArgumentException(answered.key() + " has no references; " + name + " compares with them");
        }
        return switch (answered.completion()) {
            case Completion.Text text -> {
                double[] statistics = new double[metric.width()];
                reader.read(text.text(), references, statistics, 0);
                yield new Score.Scored(metric.score(statistics), Statistics.of(statistics), text.text().isBlank() ? "empty" : "");
            }
            case Completion.Likelihoods _ -> throw new IllegalArgumentException(answered.key() + " was answered with likelihoods; " + name + " reads text");
            case Completion.Failed(String reason) -> new Score.Failed(reason);
        };
    }
}

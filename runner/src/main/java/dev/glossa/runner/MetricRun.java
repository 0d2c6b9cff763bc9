package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.Bleu;
import dev.glossa.judges.sacrebleu.ChrF;
import dev.glossa.judges.sacrebleu.CorpusMetric;
import dev.glossa.judges.sacrebleu.Interval;
import dev.glossa.judges.sacrebleu.Lines;
import dev.glossa.judges.sacrebleu.MetricSignature;
import dev.glossa.judges.sacrebleu.ReportedScore;
import dev.glossa.judges.sacrebleu.Resampling;
import dev.glossa.judges.sacrebleu.ScoreTable;
import dev.glossa.judges.sacrebleu.SegmentStatistics;
import dev.glossa.judges.sacrebleu.Smoothing;
import dev.glossa.judges.sacrebleu.Ter;
import dev.glossa.judges.sacrebleu.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// One run of `glossa metric`: checks what was asked in sacreBLEU's order, reads, scores and prints.
final class MetricRun {

    /// From as many lines that end in a full stop by itself on, sacreBLEU takes the input for tokenized.
    private static final int TOKENIZED_LINES = 100;
    private static final int DEFAULT_RESAMPLES = 1_000;
    private static final int DEFAULT_TRIALS = 10_000;

    private final MetricOptions options;
    private final MetricConsole console;

    MetricRun(MetricOptions options, MetricConsole console) {
        this.options = options;
        this.console = console;
    }

    void run() throws IOException {
        checkOptions();
        MetricInput input = MetricInput.read(options, console);
        checkSystems(input);
        Map<MetricOptions.MetricName, CorpusMetric> metrics = new TreeMap<>();
        for (MetricOptions.MetricName name : options.metrics) {
            metrics.put(name, metric(name));
        }
        if (options.is(MetricOption.SENTENCE_LEVEL)) {
            printSentences(metrics.values().iterator().next(), input);
        } else if (input.systems().size() == 1) {
            printOne(metrics, input);
        } else {
            console.say("Found " + input.systems().size() + " systems.");
            printTable(options.isPaired() ? pairedTable(metrics, input) : plainTable(metrics, input));
        }
    }

    private void checkOptions() {
        if (options.is(MetricOption.TEST_SET)) {
            throw new MetricConsole.Refused(1, "There are no test sets (-t) here: give reference files before -i.");
        }
        if (options.is(MetricOption.SENTENCE_LEVEL) && options.metrics.size() > 1) {
            throw new MetricConsole.Refused(1, "Only one metric can be used in sentence-level mode.");
        }
        if (options.numRefs != 1 && options.references.size() > 1) {
            throw new MetricConsole.Refused(1,
                    "The --num-refs argument allows you to provide any number of tab-delimited references in a single file.",
                    "You can only use it with externally provided references, however (i.e., not with `-t`),",
                    "and you cannot then provide multiple reference files.");
        }
        if (options.references.isEmpty()) {
            throw new MetricConsole.Refused(1, "If manual references given, make sure to provide them before the -i/--input argument to avoid confusion.",
                    "There are no predefined test sets (-t) here.");
        }
    }

    private void checkSystems(MetricInput input) {
        int count = input.systems().size();
        if (options.is(MetricOption.SENTENCE_LEVEL) && count > 1) {
            throw new MetricConsole.Refused(1, "Only one system can be evaluated in sentence-level mode.");
        }
        if (options.is(MetricOption.SENTENCE_LEVEL) && (options.is(MetricOption.CONFIDENCE) || options.isPaired())) {
            throw new MetricConsole.Refused(1, "Statistical tests are unavailable in sentence-level mode.");
        }
        if (options.isPaired() && count == 1) {
            throw new MetricConsole.Refused(1, "Paired tests require multiple input systems given to --input (-i).");
        }
        if (count > 1 && options.is(MetricOption.CONFIDENCE)) {
            throw new MetricConsole.Refused(1, "Use paired tests (--paired) for multiple systems.");
        }
        for (List<String> system : input.systems()) {
            if (system.isEmpty()) {
                throw new MetricConsole.Refused(1, "A system has no line.");
            }
            if (input.references().stream().anyMatch(reference -> reference.size() != system.size())) {
                throw new MetricConsole.Refused(1, "System and reference streams have different lengths.");
            }
        }
    }

    private CorpusMetric metric(MetricOptions.MetricName name) throws IOException {
        return switch (name) {
            case bleu -> {
                Tokenizer tokenizer = MetricTokenizers.choose(options, console);
                Smoothing smoothing = options.smoothValue.isEmpty() ? Smoothing.of(options.smoothMethod)
                        : new Smoothing(options.smoothMethod, options.smoothValue.get());
                yield Bleu.defaults().withTokenizer(tokenizer).withLowercase(options.is(MetricOption.LOWERCASE)).withSmoothing(smoothing)
                        .withEffectiveOrder(options.is(MetricOption.SENTENCE_LEVEL));
            }
            case chrf -> new ChrF(options.chrfCharOrder, options.chrfWordOrder, options.chrfBeta, options.is(MetricOption.CHRF_LOWERCASE), options.is(MetricOption.CHRF_WHITESPACE),
                    options.is(MetricOption.CHRF_EPS_SMOOTHING));
            case ter -> new Ter(options.is(MetricOption.TER_NORMALIZED), options.is(MetricOption.TER_NO_PUNCT), options.is(MetricOption.TER_ASIAN_SUPPORT), options.is(MetricOption.TER_CASE_SENSITIVE));
        };
    }

    private void printSentences(CorpusMetric metric, MetricInput input) {
        MetricSignature signature = metric.signature(input.references().size());
        SegmentStatistics statistics = statistics(metric, input, 0);
        StringBuilder lines = new StringBuilder();
        for (int segment = 0; segment < statistics.segments(); segment++) {
            ReportedScore score = metric.pool(statistics.row(segment)).with(signature);
            lines.append(segment == 0 ? "" : "\n").append(options.is(MetricOption.SCORE_ONLY) ? score.number(options.width) : score.line(options.width, options.is(MetricOption.SHORT)));
        }
        console.print(lines.toString());
    }

    private void printOne(Map<MetricOptions.MetricName, CorpusMetric> metrics, MetricInput input) {
        List<String> results = new ArrayList<>();
        for (CorpusMetric metric : metrics.values()) {
            warnOfTokenizedLines(metric, input.systems().getFirst());
            SegmentStatistics statistics = statistics(metric, input, 0);
            MetricSignature signature = metric.signature(input.references().size());
            Optional<Interval> interval = Optional.empty();
            if (options.is(MetricOption.CONFIDENCE)) {
                interval = Optional.of(resampling().interval(metric, statistics, options.confidenceN));
                signature = signature.with("bs", Integer.toString(options.confidenceN)).with("seed", seed());
            }
            ReportedScore score = new ReportedScore(metric.pool(statistics.sum()), signature, interval);
            results.add(options.is(MetricOption.SCORE_ONLY) ? score.number(options.width)
                    : options.format == MetricOptions.Format.json ? score.json(options.width) : score.line(options.width, options.is(MetricOption.SHORT)));
        }
        if (results.size() == 1) {
            console.print(results.getFirst());
        } else if (options.format == MetricOptions.Format.json) {
            console.print("[\n" + String.join(",\n", results) + "\n]");
        } else {
            console.print(alignedAtEquals(results));
        }
    }

    private static String alignedAtEquals(List<String> lines) {
        int widest = lines.stream().mapToInt(line -> line.indexOf('=')).max().orElse(0);
        List<String> aligned = lines.stream().map(line -> line.indexOf('=') < 0 ? line : " ".repeat(widest - line.indexOf('=')) + line).toList();
        return String.join("\n", aligned);
    }

    private ScoreTable plainTable(Map<MetricOptions.MetricName, CorpusMetric> metrics, MetricInput input) {
        List<ScoreTable.Column> columns = new ArrayList<>();
        for (CorpusMetric metric : metrics.values()) {
            List<Resampling.Outcome> outcomes = new ArrayList<>();
            for (int system = 0; system < input.systems().size(); system++) {
                warnOfTokenizedLines(metric, input.systems().get(system));
                double score = metric.score(statistics(metric, input, system).sum());
                outcomes.add(new Resampling.Outcome(score, OptionalDouble.empty(), Optional.empty()));
            }
            columns.add(new ScoreTable.Column(metric.name(), metric.signature(input.references().size()), outcomes));
        }
        return new ScoreTable(input.names(), columns, Optional.empty());
    }

    private ScoreTable pairedTable(Map<MetricOptions.MetricName, CorpusMetric> metrics, MetricInput input) {
        boolean bootstrap = options.is(MetricOption.PAIRED_BS);
        int samples = bootstrap ? options.pairedBsN : options.pairedArN;
        int trials = samples != 0 ? samples : bootstrap ? DEFAULT_RESAMPLES : DEFAULT_TRIALS;
        sayWhatIsTested(metrics, input, trials);
        Resampling resampling = resampling();
        int intervals = options.pairedArConfidenceN == 0 ? DEFAULT_RESAMPLES : Math.max(0, options.pairedArConfidenceN);
        List<ScoreTable.Column> columns = new ArrayList<>();
        for (CorpusMetric metric : metrics.values()) {
            List<SegmentStatistics> systems = new ArrayList<>();
            for (int system = 0; system < input.systems().size(); system++) {
                systems.add(statistics(metric, input, system));
            }
            MetricSignature signature = metric.signature(input.references().size()).with(bootstrap ? "bs" : "ar", Integer.toString(trials))
                    .with("seed", seed());
            columns.add(new ScoreTable.Column(metric.name(), signature, bootstrap ? resampling.pairedBootstrap(metric, systems, trials)
                    : resampling.approximateRandomization(metric, systems, trials, intervals)));
        }
        return new ScoreTable(input.names(), columns, Optional.of(new ScoreTable.Test(bootstrap, trials)));
    }

    private void sayWhatIsTested(Map<MetricOptions.MetricName, CorpusMetric> metrics, MetricInput input, int trials) {
        metrics.keySet().forEach(name -> console.say("Pre-computing " + name.name().toUpperCase(Locale.ROOT) + " statistics for '"
                + input.names().getFirst() + "'"));
        for (String system : input.names().subList(1, input.names().size())) {
            for (CorpusMetric metric : metrics.values()) {
                console.say("Computing " + metric.name() + " for '" + system + "' and extracting sufficient statistics");
                console.say(options.is(MetricOption.PAIRED_BS) ? " > Performing paired bootstrap resampling test (# resamples: " + trials + ")"
                        : " > Performing approximate randomization test (# trials: " + trials + ")");
            }
        }
    }

    private void printTable(ScoreTable table) {
        console.print(switch (options.format) {
            case json -> table.json(options.width);
            case text -> table.text(options.width, options.is(MetricOption.SHORT));
            case latex -> table.latex(options.width, options.is(MetricOption.SHORT));
        });
    }

    private SegmentStatistics statistics(CorpusMetric metric, MetricInput input, int system) {
        return SegmentStatistics.of(metric, input.systems().get(system), input.references());
    }

    private void warnOfTokenizedLines(CorpusMetric metric, List<String> system) {
        if (metric instanceof Bleu && !options.is(MetricOption.FORCE)
                && Lines.endingIn(" .", system) >= TOKENIZED_LINES) {
            console.say("That's 100 lines that end in a tokenized period ('.')");
            console.say("It looks like you forgot to detokenize your test data, which may hurt your score.");
            console.say("If you insist your data is detokenized, or don't care, you can suppress this message with the `force` parameter.");
        }
    }

    private Resampling resampling() {
        return new Resampling(options.drawnSeed(), options.numpy);
    }

    private String seed() {
        return options.seed.map(Object::toString).orElse("none");
    }
}

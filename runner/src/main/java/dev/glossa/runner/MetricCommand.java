package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.MetricSignature;
import dev.glossa.judges.sacrebleu.Numpy;
import dev.glossa.judges.sacrebleu.Smoothing;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `glossa metric`: sacreBLEU's command line, without its built-in test sets.
@Command(name = "metric", mixinStandardHelpOptions = false, sortOptions = false,
        description = "BLEU, chrF and TER with sacreBLEU's options, numbers and output.")
public final class MetricCommand implements Callable<Integer> {

    /// What a run of sacreBLEU may be asked to compute.
    enum MetricName { bleu, chrf, ter }

    /// How results are written.
    enum Format { json, text, latex }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "REF", arity = "0..*", description = "Reference files, before -i; .gz is read, too.")
    List<String> references = new ArrayList<>();

    @Option(names = {"--input", "-i"}, paramLabel = "HYP", arity = "0..*", description = "System outputs; standard input unless given.")
    List<String> input;

    @Option(names = {"--num-refs", "-nr"}, defaultValue = "1", description = "References in one file, separated by tabs.")
    int numRefs;

    @Option(names = {"--encoding", "-e"}, defaultValue = "utf-8", description = "Encoding of all files (${DEFAULT-VALUE}).")
    String encoding;

    @Option(names = {"--language-pair", "-l"}, description = "Such as en-zh; chooses BLEU's tokenizer.")
    String languagePair;

    @Option(names = {"--metrics", "-m"}, arity = "1..*", defaultValue = "bleu", description = "${COMPLETION-CANDIDATES}")
    List<MetricName> metrics;

    @Option(names = {"--sentence-level", "-sl"}, description = "A score for each line.")
    boolean sentenceLevel;

    @Option(names = {"--smooth-method", "-s"}, defaultValue = "exp", converter = SmoothingMethod.class, description = "exp, floor, add-k or none.")
    Smoothing.Method smoothMethod;

    @Option(names = {"--smooth-value", "-sv"}, description = "For floor (0.1) and add-k (1).")
    Double smoothValue;

    @Option(names = {"--tokenize", "-tok"}, description = "none, 13a, intl, zh, char, ja-mecab, flores101, flores200 or spBLEU-1K.")
    String tokenize;

    @Option(names = "--spm-model", paramLabel = "FILE", description = "The SentencePiece model for flores101, flores200 or spBLEU-1K.")
    Path spmModel;

    @Option(names = {"--lowercase", "-lc"}, description = "BLEU without case.")
    boolean lowercase;

    @Option(names = "--force", description = "No word about input that looks tokenized.")
    boolean force;

    @Option(names = {"--chrf-char-order", "-cc"}, defaultValue = "6")
    int chrfCharOrder;

    @Option(names = {"--chrf-word-order", "-cw"}, defaultValue = "0", description = "2 is chrF++.")
    int chrfWordOrder;

    @Option(names = "--chrf-beta", defaultValue = "2")
    int chrfBeta;

    @Option(names = "--chrf-whitespace")
    boolean chrfWhitespace;

    @Option(names = "--chrf-lowercase")
    boolean chrfLowercase;

    @Option(names = "--chrf-eps-smoothing")
    boolean chrfEpsSmoothing;

    @Option(names = "--ter-case-sensitive")
    boolean terCaseSensitive;

    @Option(names = "--ter-asian-support")
    boolean terAsianSupport;

    @Option(names = "--ter-no-punct")
    boolean terNoPunct;

    @Option(names = "--ter-normalized")
    boolean terNormalized;

    @Option(names = {"--confidence", "-ci"}, description = "A confidence interval by bootstrap resampling.")
    boolean confidence;

    @Option(names = {"--confidence-n", "-cin"}, defaultValue = "1000", description = "Its resamples (${DEFAULT-VALUE}).")
    int confidenceN;

    @ArgGroup
    Paired paired;

    /// One paired test or the other.
    static final class Paired {
        @Option(names = {"--paired-ar", "-par"}, description = "Compares systems with the first by approximate randomisation.")
        boolean ar;

        @Option(names = {"--paired-bs", "-pbs"}, description = "Compares systems with the first by bootstrap resampling.")
        boolean bs;
    }

    @Option(names = {"--paired-ar-n", "-parn"}, defaultValue = "10000", description = "Trials (${DEFAULT-VALUE}).")
    int pairedArN;

    @Option(names = {"--paired-ar-confidence-n", "-parcn"}, defaultValue = "-1",
            description = "Resamples for an interval beside each score; 0 is 1000; none unless given.")
    int pairedArConfidenceN;

    @Option(names = {"--paired-bs-n", "-pbsn"}, defaultValue = "1000", description = "Resamples (${DEFAULT-VALUE}).")
    int pairedBsN;

    @Option(names = {"--paired-jobs", "-j"}, defaultValue = "1", description = "Accepted and not needed: all cores are used.")
    int pairedJobs;

    @Option(names = "--seed", defaultValue = "12345", description = "Of all resampling (${DEFAULT-VALUE}), or none for a new one each time.")
    String seed;

    @Option(names = "--numpy", defaultValue = "2", description = "Whose arithmetic resamples have: 1 for results from before NumPy 2.")
    int numpy;

    @Option(names = {"--quiet", "-q"}, description = "Nothing but results and errors.")
    boolean quiet;

    @Option(names = {"--short", "-sh"}, description = "Signatures with short names.")
    boolean brief;

    @Option(names = {"--score-only", "-b"}, description = "The score alone.")
    boolean scoreOnly;

    @Option(names = {"--width", "-w"}, defaultValue = "1", description = "Decimals (${DEFAULT-VALUE}).")
    int width;

    @Option(names = {"--no-color", "-nc"}, description = "Accepted: there is no colour.")
    boolean noColor;

    @Option(names = {"--format", "-f"}, defaultValue = "json", description = "${COMPLETION-CANDIDATES}")
    Format format;

    @Option(names = {"--test-set", "-t"}, hidden = true)
    String testSet;

    @Option(names = {"--version", "-V"}, description = "The sacreBLEU release that is reproduced.")
    boolean version;

    @Option(names = {"--help", "-h"}, usageHelp = true, description = "This text.")
    boolean help;

    private final Path directory;
    private final InputStream stdin;

    public MetricCommand() {
        this(Path.of(""), new FileInputStream(FileDescriptor.in));
    }

    /// @param directory what file names are relative to
    MetricCommand(Path directory, InputStream stdin) {
        this.directory = directory;
        this.stdin = stdin;
    }

    @Override
    public Integer call() throws IOException {
        MetricConsole console = new MetricConsole(spec.commandLine().getOut(), spec.commandLine().getErr(), quiet);
        if (version) {
            console.print("sacrebleu " + MetricSignature.VERSION);
            return 0;
        }
        try {
            new MetricRun(this, console).run();
            return 0;
        } catch (MetricConsole.Refused e) {
            e.lines().forEach(console::error);
            return e.exitCode();
        } catch (NoSuchFileException e) {
            console.error(e.getFile() + ": no such file");
            return 1;
        } catch (IllegalArgumentException e) {
            console.error(e.getMessage());
            return 1;
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    InputStream stdin() {
        return stdin;
    }

    Charset charset() {
        return encoding.equalsIgnoreCase("utf-8") ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    }

    boolean isPaired() {
        return paired != null;
    }

    boolean isBootstrap() {
        return paired != null && paired.bs;
    }

    Numpy numpyRelease() {
        return switch (numpy) {
            case 1 -> Numpy.ONE;
            case 2 -> Numpy.TWO;
            default -> throw new IllegalArgumentException("--numpy is 1 or 2, not " + numpy);
        };
    }

    /// Empty for a seed of `none`, which every run draws anew.
    Optional<BigInteger> givenSeed() {
        if (seed.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigInteger(seed));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--seed is a whole number or none, not '" + seed + "'", e);
        }
    }

    BigInteger drawnSeed() {
        return givenSeed().orElseGet(() -> new BigInteger(128, new SecureRandom()));
    }

    /// sacreBLEU's spelling of the methods.
    static final class SmoothingMethod implements picocli.CommandLine.ITypeConverter<Smoothing.Method> {
        @Override
        public Smoothing.Method convert(String name) {
            for (Smoothing.Method method : Smoothing.Method.values()) {
                if (method.label().equals(name)) {
                    return method;
                }
            }
            throw new IllegalArgumentException("'" + name + "' is no smoothing method; there are none, floor, add-k, exp");
        }
    }
}

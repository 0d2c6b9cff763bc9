package dev.glossa.runner;

import dev.glossa.judges.sacrebleu.Numpy;
import dev.glossa.judges.sacrebleu.Smoothing;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A command line of `glossa metric`, read as sacreBLEU's is: names may be cut short or carry their value behind a `=`, and REF and HYP take
/// every word up to the next option.
///
/// By hand rather than by picocli, which would take longer for these options than a corpus of 100,000 segments.
final class MetricOptions {

    /// What a run of sacreBLEU may be asked to compute.
    enum MetricName { bleu, chrf, ter }

    /// How results are written.
    enum Format { json, text, latex }

    /// A command line that cannot be read.
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    final List<String> references = new ArrayList<>();
    /// Empty for standard input.
    Optional<List<String>> input = Optional.empty();
    List<MetricName> metrics = List.of(MetricName.bleu);
    int numRefs = 1;
    Charset charset = StandardCharsets.UTF_8;
    Optional<String> languagePair = Optional.empty();
    Smoothing.Method smoothMethod = Smoothing.Method.EXP;
    Optional<Double> smoothValue = Optional.empty();
    Optional<String> tokenize = Optional.empty();
    Optional<String> spmModel = Optional.empty();
    int chrfCharOrder = 6;
    int chrfWordOrder;
    int chrfBeta = 2;
    int confidenceN = 1_000;
    int pairedBsN = 1_000;
    int pairedArN = 10_000;
    int pairedArConfidenceN = -1;
    Numpy numpy = Numpy.TWO;
    Format format = Format.json;
    int width = 1;
    /// Empty for a seed of `none`, which every run draws anew.
    Optional<BigInteger> seed = Optional.of(BigInteger.valueOf(12_345));

    private final Set<MetricOption> on = EnumSet.noneOf(MetricOption.class);
    private final Path directory;
    private final InputStream stdin;

    /// @param directory what file names are relative to
    MetricOptions(Path directory, InputStream stdin, List<String> words) {
        this.directory = directory;
        this.stdin = stdin;
        new MetricWords(words, this).read();
        if (is(MetricOption.PAIRED_AR) && is(MetricOption.PAIRED_BS)) {
            throw new Unreadable("argument " + MetricOption.PAIRED_BS + ": not allowed with argument " + MetricOption.PAIRED_AR);
        }
    }

    boolean is(MetricOption option) {
        return on.contains(option);
    }

    boolean isPaired() {
        return is(MetricOption.PAIRED_AR) || is(MetricOption.PAIRED_BS);
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    InputStream stdin() {
        return stdin;
    }

    BigInteger drawnSeed() {
        return seed.isPresent() ? seed.get() : new BigInteger(128, new SecureRandom());
    }

    /// Takes in an option that was met.
    ///
    /// @param values its own, one for all but those that take several and switches
    void set(MetricOption option, List<String> values) {
        on.add(option);
        switch (option) {
            case INPUT -> input = Optional.of(values);
            case METRICS -> metrics = metrics(values);
            case NUM_REFS -> numRefs = whole(option, values);
            case ENCODING -> charset = charset(values.getFirst());
            case LANGUAGE_PAIR -> languagePair = Optional.of(values.getFirst());
            case SMOOTH_METHOD -> smoothMethod = smoothMethod(values.getFirst());
            case SMOOTH_VALUE -> smoothValue = Optional.of(real(option, values));
            case TOKENIZE -> tokenize = Optional.of(values.getFirst());
            case SPM_MODEL -> spmModel = Optional.of(values.getFirst());
            case CHRF_CHAR_ORDER -> chrfCharOrder = whole(option, values);
            case CHRF_WORD_ORDER -> chrfWordOrder = whole(option, values);
            case CHRF_BETA -> chrfBeta = whole(option, values);
            case CONFIDENCE_N -> confidenceN = whole(option, values);
            case PAIRED_BS_N -> pairedBsN = whole(option, values);
            case PAIRED_AR_N -> pairedArN = whole(option, values);
            case PAIRED_AR_CONFIDENCE_N -> pairedArConfidenceN = whole(option, values);
            case PAIRED_JOBS -> whole(option, values);
            case SEED -> seed = seed(values.getFirst());
            case NUMPY -> numpy = numpy(values.getFirst());
            case FORMAT -> format = format(values.getFirst());
            case WIDTH -> width = width(values);
            case SENTENCE_LEVEL, LOWERCASE, FORCE, CHRF_WHITESPACE, CHRF_LOWERCASE, CHRF_EPS_SMOOTHING, TER_CASE_SENSITIVE, TER_ASIAN_SUPPORT,
                    TER_NO_PUNCT, TER_NORMALIZED, CONFIDENCE, PAIRED_BS, PAIRED_AR, SHORT, SCORE_ONLY, QUIET, NO_COLOR, TEST_SET, VERSION, HELP -> {
                // Being on is all there is to them.
            }
        }
    }

    private static int whole(MetricOption option, List<String> values) {
        try {
            return Integer.parseInt(values.getFirst());
        } catch (NumberFormatException _) {
            throw new Unreadable("argument " + option + ": '" + values.getFirst() + "' is no whole number");
        }
    }

    private static int width(List<String> values) {
        int width = whole(MetricOption.WIDTH, values);
        if (width < 0) {
            throw new Unreadable("argument " + MetricOption.WIDTH + ": " + width + " decimals; 0 is the least");
        }
        return width;
    }

    private static double real(MetricOption option, List<String> values) {
        try {
            return Double.parseDouble(values.getFirst());
        } catch (NumberFormatException _) {
            throw new Unreadable("argument " + option + ": '" + values.getFirst() + "' is no number");
        }
    }

    private static List<MetricName> metrics(List<String> names) {
        List<MetricName> metrics = new ArrayList<>();
        for (String name : names) {
            MetricName metric = null;
            for (MetricName one : MetricName.values()) {
                metric = one.name().equals(name) ? one : metric;
            }
            if (metric == null) {
                throw invalid(MetricOption.METRICS, name, "bleu, chrf, ter");
            }
            metrics.add(metric);
        }
        if (metrics.isEmpty()) {
            throw new Unreadable("argument " + MetricOption.METRICS + ": expected at least one argument");
        }
        return metrics;
    }

    private static Format format(String name) {
        for (Format format : Format.values()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw invalid(MetricOption.FORMAT, name, "json, text, latex");
    }

    private static Smoothing.Method smoothMethod(String name) {
        for (Smoothing.Method method : Smoothing.Method.values()) {
            if (method.label().equals(name)) {
                return method;
            }
        }
        throw invalid(MetricOption.SMOOTH_METHOD, name, "none, floor, add-k, exp");
    }

    private static Numpy numpy(String release) {
        return switch (release) {
            case "1" -> Numpy.ONE;
            case "2" -> Numpy.TWO;
            default -> throw invalid(MetricOption.NUMPY, release, "1, 2");
        };
    }

    private static Optional<BigInteger> seed(String seed) {
        if (seed.equalsIgnoreCase("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigInteger(seed));
        } catch (NumberFormatException _) {
            throw new Unreadable("argument " + MetricOption.SEED + ": a whole number or none, not '" + seed + "'");
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("argument " + MetricOption.ENCODING + ": no encoding is called '" + name + "'");
        }
    }

    private static Unreadable invalid(MetricOption option, String choice, String choices) {
        return new Unreadable("argument " + option + ": invalid choice: '" + choice + "' (choose from " + choices + ")");
    }
}

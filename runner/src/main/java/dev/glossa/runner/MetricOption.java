package dev.glossa.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The options of `glossa metric`: sacreBLEU's, and two of ours.
enum MetricOption {
    INPUT("HYP...", "System outputs; standard input unless given.", "--input", "-i"),
    METRICS("METRIC...", "bleu (unless given), chrf, ter.", "--metrics", "-m"),
    NUM_REFS("N", "References in one file, separated by tabs.", "--num-refs", "-nr"),
    ENCODING("NAME", "Encoding of all files (utf-8).", "--encoding", "-e"),
    LANGUAGE_PAIR("PAIR", "Such as en-zh; chooses BLEU's tokenizer.", "--language-pair", "-l"),
    SENTENCE_LEVEL("", "A score for each line.", "--sentence-level", "-sl"),
    SMOOTH_METHOD("NAME", "exp (unless given), floor, add-k or none.", "--smooth-method", "-s"),
    SMOOTH_VALUE("X", "For floor (0.1) and add-k (1).", "--smooth-value", "-sv"),
    TOKENIZE("NAME", "none, 13a, intl, zh, char, ja-mecab, ko-mecab, flores101, flores200 or spBLEU-1K.", "--tokenize", "-tok"),
    SPM_MODEL("FILE", "The SentencePiece model for flores101, flores200 or spBLEU-1K.", "--spm-model"),
    LOWERCASE("", "BLEU without case.", "--lowercase", "-lc"),
    FORCE("", "No word about input that looks tokenized.", "--force"),
    CHRF_CHAR_ORDER("N", "Longest character n-gram (6).", "--chrf-char-order", "-cc"),
    CHRF_WORD_ORDER("N", "Longest word n-gram (0); 2 is chrF++.", "--chrf-word-order", "-cw"),
    CHRF_BETA("N", "Weight of recall (2).", "--chrf-beta"),
    CHRF_WHITESPACE("", "Blanks are characters.", "--chrf-whitespace"),
    CHRF_LOWERCASE("", "chrF without case.", "--chrf-lowercase"),
    CHRF_EPS_SMOOTHING("", "The mean of the orders' F-scores, as chrF++.py has it.", "--chrf-eps-smoothing"),
    TER_CASE_SENSITIVE("", "TER with case.", "--ter-case-sensitive"),
    TER_ASIAN_SUPPORT("", "Normalisation and punctuation of East Asian text, too.", "--ter-asian-support"),
    TER_NO_PUNCT("", "TER without punctuation.", "--ter-no-punct"),
    TER_NORMALIZED("", "TER of normalised text.", "--ter-normalized"),
    CONFIDENCE("", "A confidence interval by bootstrap resampling.", "--confidence", "-ci"),
    CONFIDENCE_N("N", "Its resamples (1000).", "--confidence-n", "-cin"),
    PAIRED_BS("", "Compares systems with the first by bootstrap resampling.", "--paired-bs", "-pbs"),
    PAIRED_BS_N("N", "Resamples (1000).", "--paired-bs-n", "-pbsn"),
    PAIRED_AR("", "Compares systems with the first by approximate randomisation.", "--paired-ar", "-par"),
    PAIRED_AR_N("N", "Trials (10000).", "--paired-ar-n", "-parn"),
    PAIRED_AR_CONFIDENCE_N("N", "Resamples for an interval beside each score; 0 is 1000; none unless given.", "--paired-ar-confidence-n", "-parcn"),
    PAIRED_JOBS("N", "Accepted and not needed: all cores are used.", "--paired-jobs", "-j"),
    SEED("N", "Of all resampling (12345), or none for a new one each time.", "--seed"),
    NUMPY("N", "Whose arithmetic resamples have: 2 unless given, 1 for results from before NumPy 2.", "--numpy"),
    FORMAT("NAME", "json (unless given), text or latex.", "--format", "-f"),
    SHORT("", "Signatures with short names.", "--short", "-sh"),
    SCORE_ONLY("", "The score alone.", "--score-only", "-b"),
    WIDTH("N", "Decimals (1).", "--width", "-w"),
    QUIET("", "Nothing but results and errors.", "--quiet", "-q"),
    NO_COLOR("", "Accepted: there is no colour.", "--no-color", "-nc"),
    TEST_SET("NAME", "Not here: there are no test sets.", "--test-set", "-t"),
    VERSION("", "The sacreBLEU release that is reproduced.", "--version", "-V"),
    HELP("", "This text.", "--help", "-h");

    private static final int TEXT_COLUMN = 40;

    /// Empty for a switch, with dots for one that takes all words up to the next option.
    private final String value;
    private final String text;
    private final String[] names;

    MetricOption(String value, String text, String... names) {
        this.value = value;
        this.text = text;
        this.names = names;
    }

    boolean isSwitch() {
        return value.isEmpty();
    }

    boolean takesSeveral() {
        return value.endsWith("...");
    }

    /// As sacreBLEU's messages name it.
    @Override
    public String toString() {
        return String.join("/", names);
    }

    static Optional<MetricOption> named(String name) {
        for (MetricOption option : values()) {
            for (String one : option.names) {
                if (one.equals(name)) {
                    return Optional.of(option);
                }
            }
        }
        return Optional.empty();
    }

    /// The long names that a beginning may stand for.
    static List<String> beginningWith(String beginning) {
        List<String> found = new ArrayList<>();
        for (MetricOption option : values()) {
            if (option.names[0].startsWith(beginning)) {
                found.add(option.names[0]);
            }
        }
        return found;
    }

    static String help() {
        StringBuilder help = new StringBuilder("""
                Usage: glossa metric REF... [-i HYP...] [option...]
                BLEU, chrF and TER with sacreBLEU's options, numbers and output. Files whose name ends in .gz are read, too.

                """);
        for (MetricOption option : values()) {
            StringBuilder left = new StringBuilder("  ").append(String.join(", ", option.names));
            if (!option.isSwitch()) {
                left.append(' ').append(option.value);
            }
            help.append(left).repeat(' ', Math.max(1, TEXT_COLUMN - left.length())).append(option.text).append('\n');
        }
        return help.toString();
    }
}

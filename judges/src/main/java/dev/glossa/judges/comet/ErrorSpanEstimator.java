package dev.glossa.judges.comet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// XCOMET: a score and the spans of errors, from the translation joined with the source, with the reference, and with both
/// (COMET 2.2.7 `xcomet_metric.py`). Without a reference the first of these stands alone.
record ErrorSpanEstimator(XlmrTokenizer tokenizer, JointSequences sequences) implements Estimator {
    /// How much the score of each sequence, and the score that MQM gives the spans, weigh.
    private static final double[] SCORE_WEIGHTS = {0.12, 0.33, 0.33};
    private static final double MQM_WEIGHT = 0.22;
    /// How much the token probabilities of each sequence weigh.
    private static final double[] TOKEN_WEIGHTS = {0.1667, 0.3333, 0.5};

    @Override
    public List<Rating> rate(List<Segment> segments) {
        List<int[]> joined = new ArrayList<>();
        List<Tokens> translations = new ArrayList<>();
        for (Segment segment : segments) {
            Tokens translation = tokenizer.encode(segment.translation());
            Tokens source = tokenizer.encode(segment.source());
            translations.add(translation);
            joined.add(Tokens.join(tokenizer.maxTokens(), translation, source));
            segment.reference().map(tokenizer::encode).ifPresent(reference -> {
                joined.add(Tokens.join(tokenizer.maxTokens(), translation, reference));
                joined.add(Tokens.join(tokenizer.maxTokens(), translation, source, reference));
            });
        }
        List<Map<String, float[]>> outputs = sequences.run(joined);
        List<Rating> ratings = new ArrayList<>(segments.size());
        int at = 0;
        for (int i = 0; i < segments.size(); i++) {
            int passes = segments.get(i).reference().isPresent() ? 3 : 1;
            ratings.add(rating(translations.get(i), outputs.subList(at, at + passes)));
            at += passes;
        }
        return ratings;
    }

    private Rating rating(Tokens translation, List<Map<String, float[]>> passes) {
        boolean alone = passes.size() == 1;
        double[][] probabilities = new double[translation.ids().length][ErrorSpan.LABELS];
        double score = 0;
        for (int pass = 0; pass < passes.size(); pass++) {
            double raw = passes.get(pass).get("score")[0];
            score += (alone ? Arrays.stream(SCORE_WEIGHTS).sum() : SCORE_WEIGHTS[pass]) * Math.min(1, raw);
            addProbabilities(passes.get(pass).get("logits"), alone ? 1 : TOKEN_WEIGHTS[pass], probabilities);
        }
        if (!Double.isFinite(Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).sum())) {
            return new Rating(Double.NaN, List.of());
        }
        List<ErrorSpan> spans = spans(translation, probabilities);
        return new Rating(score + MQM_WEIGHT * new Rating(0, spans).mqm(), spans);
    }

    private static void addProbabilities(float[] logits, double weight, double[][] sum) {
        for (int token = 0; token < sum.length; token++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < ErrorSpan.LABELS; label++) {
                greatest = Math.max(greatest, logits[token * ErrorSpan.LABELS + label]);
            }
            double[] exponentials = new double[ErrorSpan.LABELS];
            double total = 0;
            for (int label = 0; label < ErrorSpan.LABELS; label++) {
                exponentials[label] = Math.exp(logits[token * ErrorSpan.LABELS + label] - greatest);
                total += exponentials[label];
            }
            for (int label = 0; label < ErrorSpan.LABELS; label++) {
                sum[token][label] += weight * exponentials[label] / total;
            }
        }
    }

    /// Runs of tokens whose likeliest label is an error. A run has the severity of its first token; one still open at the
    /// last token, which is `</s>`, is dropped.
    private List<ErrorSpan> spans(Tokens translation, double[][] probabilities) {
        List<ErrorSpan> spans = new ArrayList<>();
        int first = -1;
        int severity = 0;
        double confidence = 0;
        for (int token = 0; token < probabilities.length; token++) {
            int label = likeliest(probabilities[token]);
            if (label == 0) {
                if (first >= 0) {
                    spans.add(new ErrorSpan(translation.begins()[first], translation.ends()[token - 1], ErrorSpan.Severity.values()[severity - 1],
                            confidence / (token - first), tokenizer.decode(Arrays.copyOfRange(translation.ids(), first, token))));
                }
                first = -1;
                continue;
            }
            if (first < 0) {
                first = token;
                severity = label;
                confidence = 0;
            }
            confidence += probabilities[token][label];
        }
        return spans;
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            if (probabilities[label] > probabilities[best]) {
                best = label;
            }
        }
        return best;
    }

    @Override
    public long passes() {
        return sequences.runner().sequences();
    }

    @Override
    public void close() {
        sequences.close();
    }
}

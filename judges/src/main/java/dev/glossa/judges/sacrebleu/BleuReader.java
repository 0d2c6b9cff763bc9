package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.List;

/// Turns segments into BLEU's statistics.
final class BleuReader implements CorpusMetric.SegmentReader {

    private final Bleu metric;
    private final NGramMatches matcher = new NGramMatches();
    private final Vocabulary vocabulary = new Vocabulary();
    private final Letters letters = new Letters();
    private final long[] matches;
    private int[] hypothesis = new int[64];
    /// The references' tokens, one reference behind the other, and where each ends.
    private int[] references = new int[64];
    private int[] ends = new int[1];

    BleuReader(Bleu metric) {
        this.metric = metric;
        this.matches = new long[metric.maxOrder()];
    }

    @Override
    public void read(String hypothesisText, List<String> referenceTexts, double[] into, int offset) {
        vocabulary.clear();
        tokenize(hypothesisText);
        int hypothesisLength = readHypothesis();
        int count = 0;
        int nearest = -1;
        for (String text : referenceTexts) {
            if (text != null) {
                tokenize(text);
                int start = count == 0 ? 0 : ends[count - 1];
                int length = readReference(start, count++);
                if (nearest < 0 || isNearer(length, nearest, hypothesisLength)) {
                    nearest = length;
                }
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("BLEU needs at least one reference");
        }
        int order = metric.maxOrder();
        Arrays.fill(matches, 0);
        if (count == 1) {
            matcher.count(hypothesis, hypothesisLength, references, ends[0], order, matches, 0);
        } else {
            matcher.count(hypothesis, hypothesisLength, references, ends, count, order, matches, 0);
        }
        into[offset] = hypothesisLength;
        into[offset + 1] = nearest;
        for (int n = 0; n < order; n++) {
            into[offset + 2 + n] = matches[n];
            into[offset + 2 + order + n] = Math.max(0, hypothesisLength - n);
        }
    }

    private static boolean isNearer(int length, int nearest, int hypothesisLength) {
        int distance = Math.abs(length - hypothesisLength);
        int least = Math.abs(nearest - hypothesisLength);
        return distance < least || distance == least && length < nearest;
    }

    private void tokenize(String text) {
        String line = PythonText.stripEnd(metric.lowercase() ? PythonText.lower(text) : text);
        if (metric.tokenizer() instanceof RuleTokenizer rules) {
            letters.set(line);
            rules.tokenize(letters);
        } else {
            letters.set(metric.tokenizer().tokenize(line));
        }
    }

    private int readHypothesis() {
        hypothesis = room(hypothesis, letters.length);
        return vocabulary.number(letters, hypothesis, 0);
    }

    private int readReference(int start, int index) {
        references = room(references, start + letters.length);
        int end = vocabulary.number(letters, references, start);
        if (index == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        ends[index] = end;
        return end - start;
    }

    private static int[] room(int[] tokens, int length) {
        return length <= tokens.length ? tokens : Arrays.copyOf(tokens, Math.max(length, 2 * tokens.length));
    }
}

package dev.glossa.judges.sacrebleu;

import java.util.Arrays;
import java.util.List;

/// Turns segments into BLEU's statistics.
final class BleuReader implements CorpusMetric.SegmentReader {

    private final Bleu metric;
    private final NGramMatches matcher = new NGramMatches();
    private final Vocabulary vocabulary = new Vocabulary();
    private final Letters letters = new Letters();
    private final ByteWords bytes = new ByteWords();
    private final boolean readsBytes;
    private final long[] matches;
    private int[] hypothesis = new int[64];
    private int hypothesisLength;
    /// The references' tokens, one reference behind the other, and where each ends.
    private int[] references = new int[64];
    private int[] ends = new int[1];
    private int referenceCount;
    /// The length of the reference that is nearest in length.
    private int nearest;

    BleuReader(Bleu metric) {
        this.metric = metric;
        this.matches = new long[metric.maxOrder()];
        this.readsBytes = metric.tokenizer() == RuleTokenizer.MTEVAL_13A && !metric.lowercase();
    }

    @Override
    public void read(List<String> hypotheses, List<List<String>> streams, int segment, double[] into, int offset) {
        if (readsBytes && hypotheses instanceof Utf8Lines lines && numberBytes(lines, streams, segment)) {
            write(bytes.size(), into, offset);
        } else {
            CorpusMetric.SegmentReader.super.read(hypotheses, streams, segment, into, offset);
        }
    }

    @Override
    public void read(String hypothesisText, List<String> referenceTexts, double[] into, int offset) {
        vocabulary.clear();
        tokenize(hypothesisText);
        hypothesis = room(hypothesis, letters.length);
        begin(vocabulary.number(letters, hypothesis, 0));
        for (String text : referenceTexts) {
            if (text != null) {
                tokenize(text);
                int start = endOfReferences();
                references = room(references, start + letters.length);
                add(start, vocabulary.number(letters, references, start));
            }
        }
        write(vocabulary.size(), into, offset);
    }

    /// @return whether all of the segment's lines could be split as bytes
    private boolean numberBytes(Utf8Lines hypotheses, List<List<String>> streams, int segment) {
        bytes.clear();
        hypothesis = room(hypothesis, hypotheses.length(segment));
        int end = bytes.number(hypotheses, segment, hypothesis, 0);
        begin(end);
        for (int i = 0; i < streams.size() && end != ByteWords.LEFT; i++) {
            if (!(streams.get(i) instanceof Utf8Lines lines)) {
                return false;
            }
            int start = endOfReferences();
            references = room(references, start + lines.length(segment));
            end = bytes.number(lines, segment, references, start);
            add(start, end);
        }
        return end != ByteWords.LEFT;
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

    private void begin(int length) {
        hypothesisLength = length;
        referenceCount = 0;
        nearest = 0;
    }

    private int endOfReferences() {
        return referenceCount == 0 ? 0 : ends[referenceCount - 1];
    }

    private void add(int start, int end) {
        if (referenceCount == ends.length) {
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        if (referenceCount == 0 || isNearer(end - start)) {
            nearest = end - start;
        }
        ends[referenceCount++] = end;
    }

    private boolean isNearer(int length) {
        int distance = Math.abs(length - hypothesisLength);
        int least = Math.abs(nearest - hypothesisLength);
        return distance < least || distance == least && length < nearest;
    }

    /// @param symbols how many different tokens there are
    private void write(int symbols, double[] into, int offset) {
        if (referenceCount == 0) {
            throw new IllegalArgumentException("BLEU needs at least one reference");
        }
        int order = metric.maxOrder();
        Arrays.fill(matches, 0);
        if (referenceCount == 1) {
            matcher.countNumbered(hypothesis, hypothesisLength, references, ends[0], symbols, order, matches, 0);
        } else {
            matcher.count(hypothesis, hypothesisLength, references, ends, referenceCount, order, matches, 0);
        }
        into[offset] = hypothesisLength;
        into[offset + 1] = nearest;
        for (int n = 0; n < order; n++) {
            into[offset + 2 + n] = matches[n];
            into[offset + 2 + order + n] = Math.max(0, hypothesisLength - n);
        }
    }

    private static int[] room(int[] tokens, int length) {
        return length <= tokens.length ? tokens : Arrays.copyOf(tokens, Math.max(length, 2 * tokens.length));
    }
}
